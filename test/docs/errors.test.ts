// SPDX-License-Identifier: Apache-2.0
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorTexts } from '../../scripts/docs/errors.ts';
import { errorCodes } from '../../src/model/error.ts';
import { read, root } from './markdown.ts';

test('docs/errors.md describes each code once and no other', () => {
  const described = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
  expect(described).toEqual([...errorCodes]);
  expect(Object.keys(errorTexts).toSorted()).toEqual(errorCodes.toSorted());
});

test('each code is raised somewhere', () => {
  const source = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/testing/**'] })
    .filter((path) => path !== 'src/model/error.ts' && path !== 'src/cli/exit.ts')
    .map((path) => read(path))
    .join('\n');
  expect(errorCodes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});
