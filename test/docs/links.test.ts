// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchor } from '../../scripts/docs/markdown.ts';
import { pages, prose, read, root } from './markdown.ts';

const links = pages().flatMap((page) =>
  [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
);
const inside = links.filter(({ target }) => !/^https?:/.test(target));

function anchorsOf(page: string): readonly string[] {
  const text = read(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchor(heading));
}

test('there are links to check', () => {
  expect(inside.length).toBeGreaterThan(100);
});

test('links inside the repository lead somewhere', () => {
  const dead = inside.filter(({ page, target }) => {
    const [path = '', heading] = target.split('#');
    const file = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(`${root}${file}`)) return true;
    return heading !== undefined && !anchorsOf(file).includes(heading);
  });
  expect(dead).toEqual([]);
});

test('links to the outside are encrypted', () => {
  expect(links.filter(({ target }) => target.startsWith('http:'))).toEqual([]);
});
