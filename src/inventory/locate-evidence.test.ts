// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { checks } from '../audit/checks.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import { locateEvidence } from './locate-evidence.ts';
import { readInventory } from './read-inventory.ts';

const cwd = mkdtempSync(join(tmpdir(), 'tokenward-lines-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function linesOf(file: string, text: string, check: string): Promise<readonly (number | undefined)[]> {
  writeFileSync(join(cwd, file), text);
  const read = await readInventory([file], { cwd });
  const chosen = checks.filter((it) => it.id === check);
  const result = audit(chosen, read.inventory, read, { now: 0, knowledge: createKnowledge({ networks: [] }) });
  return locateEvidence(result, cwd).weaknesses.flatMap((it) => it.evidence.map((one) => one.region?.line));
}

describe('locateEvidence', () => {
  it('points to the line of a script that a note quotes, wherever the script came from', async () => {
    const text = `.base:
  before_script:
    - date
    - echo "$DEPLOY_TOKEN"
a:
  extends: .base
  script:
    - |
      # the second one
      make
      echo "$API_KEY"
`;
    expect(await linesOf('.gitlab-ci.yml', text, 'ci-secrets-not-printed')).toEqual([4, 11]);
  });

  it('points to the beginning of a command that goes over several lines', async () => {
    const text = `a:
  script:
    - make
    - sshpass -p "$SSH_PASSWORD" ssh deploy@shop.example.com "
      ./restart &&
      ./look"
`;
    expect(await linesOf('.gitlab-ci.yml', text, 'ci-secrets-not-in-command-lines')).toEqual([4]);
  });
});
