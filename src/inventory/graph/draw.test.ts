// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Relation } from '../../model/inventory/nouns.ts';
import { createInventory } from '../create-inventory.ts';
import { drawDot } from './draw.ts';
import { createNames } from './names.ts';

const edge = (from: string, to: string): Relation => ({
  kind: 'relation',
  id: `${from}>${to}`,
  provider: 'github',
  where: { source: 'test', collectedAt: '2026-01-01T00:00:00.000Z', file: 'a.yml' },
  from,
  to,
  relation: 'can-read',
  why: 'a "reason"\u001b[31m\u202e',
});

describe('drawDot', () => {
  it('hands nothing on that a terminal would obey, and keeps long ids apart', () => {
    const long = 'x'.repeat(300);
    const edges = [edge(`${long}1`, 'a\n\\b'), edge(`${long}2`, 'a')];
    const text = [...drawDot(edges, createNames(createInventory(edges)))].join('');
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text).toContain(`"${long}1" -> "a \\\\b"`);
    expect(text).toContain(`"${long}2" -> "a"`);
    expect(text).toContain('tooltip="a \\"reason\\" [31m "');
  });
});
