// SPDX-License-Identifier: Apache-2.0
// The made-up organisation of examples/audit: what is planted is found, and nothing else; its corrected twin is clean.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audit } from '../src/audit/audit.ts';
import { checks } from '../src/audit/checks.ts';
import { joinResults } from '../src/audit/join-results.ts';
import { readSettings } from '../src/cli/settings-file.ts';
import { createKnowledge } from '../src/enrich/knowledge.ts';
import { readInventory } from '../src/inventory/read-inventory.ts';
import type { AuditResult } from '../src/model/audit-result.ts';
import { auditSecrets } from '../src/secrets/audit-secrets.ts';
import { root } from './house/sources.ts';

/** As `tokenward audit all` does. */
async function judge(folder: string): Promise<AuditResult> {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const read = await readInventory([folder], { cwd: root });
  const { networks, settings } = readSettings(join(root, folder, 'tokenward.yml'));
  const judged = audit(checks, read.inventory, read, { now, knowledge: createKnowledge({ networks }), settings });
  return joinResults(judged, await auditSecrets([folder], { cwd: root, now, history: false }));
}

/** `check subject` of every planted weakness. */
function planted(): readonly string[] {
  const folder = join(root, 'examples/audit/.lab');
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly check: string; readonly subject: string })
    .map((it) => `${it.check} ${it.subject}`)
    .toSorted();
}

describe('examples/audit', () => {
  it('gives what is planted, and nothing else', async () => {
    const result = await judge('examples/audit');
    expect(result.problems).toEqual([]);
    const found = result.weaknesses.map((it) => `${it.check.id} ${it.subject.id}`).toSorted();
    const wanted = planted();
    expect({
      missed: wanted.filter((it) => !found.includes(it)),
      unexpected: found.filter((it) => !wanted.includes(it)),
    }).toEqual({ missed: [], unexpected: [] });
  });

  it('its corrected twin has no weakness', async () => {
    const result = await judge('examples/audit-corrected');
    expect(result.problems).toEqual([]);
    expect(result.weaknesses.map((it) => `${it.check.id} ${it.subject.id}: ${it.summary}`)).toEqual([]);
  });

  it('the twin has the same files', () => {
    const files = (folder: string): readonly string[] =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((it) => it.isFile() && !it.parentPath.includes('.lab'))
        .map((it) => join(it.parentPath, it.name).slice(join(root, folder).length))
        .toSorted();
    expect(existsSync(join(root, 'examples/audit/tokenward.yml'))).toBe(true);
    expect(files('examples/audit-corrected')).toEqual(files('examples/audit'));
  });
});
