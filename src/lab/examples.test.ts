// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exampleOptions } from './examples.ts';
import { generateLab, labSources } from './lab.ts';
import { writeLab } from './write.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The logs: what lies in folders of its own beside them is for the audit. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^audit(?:-corrected)?[\\/]/.test(name))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

function contents(folder: string): ReadonlyMap<string, string> {
  const names = filesIn(folder).filter((name) => name !== 'README.md');
  return new Map(
    names.map((name) => {
      const bytes = readFileSync(join(folder, name));
      // Compressed bytes depend on the zlib at hand, what they hold does not.
      return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')];
    }),
  );
}

test('examples/ is what the lab makes of its options', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'tokenward-examples-'));
  try {
    writeLab(generateLab(exampleOptions), fresh);
    const made = contents(fresh);
    const kept = contents(examples);
    expect([...kept.keys()]).toEqual([...made.keys()]);
    for (const [name, text] of made) expect(kept.get(name) === text, `${name} is not as the lab makes it`).toBe(true);
    const command = readFileSync(join(examples, 'README.md'), 'utf8');
    for (const attack of exampleOptions.attacks) expect(command).toContain(`--attack ${attack}`);
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

test('examples/ is small and has every source', () => {
  const names = filesIn(examples);
  expect(names.reduce((sum, name) => sum + statSync(join(examples, name)).size, 0)).toBeLessThan(1_000_000);
  const written = new Set(
    names.map((name) => (name.includes('CloudTrail') ? 'aws.cloudtrail' : name.replace(/\.jsonl.*/, ''))),
  );
  for (const source of labSources) expect(written).toContain(source);
});
