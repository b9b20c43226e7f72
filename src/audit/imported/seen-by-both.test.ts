// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createKnowledge } from '../../enrich/knowledge.ts';
import { locateEvidence } from '../../inventory/locate-evidence.ts';
import { readInventory } from '../../inventory/read-inventory.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import { createRandom, makeToken } from '../../secrets/tokens.fixture.ts';
import { audit } from '../audit.ts';
import { checks } from '../checks.ts';
import { joinSeenByBoth } from './seen-by-both.ts';

const folders: string[] = [];

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

async function judge(files: Readonly<Record<string, string>>): Promise<AuditResult> {
  const path = mkdtempSync(join(tmpdir(), 'tokenward-both-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  const read = await readInventory([path]);
  const result = audit(checks, read.inventory, read, { now: Date.parse('2026-06-01'), knowledge: createKnowledge() });
  return joinSeenByBoth(locateEvidence(result));
}

const workflow =
  'name: release\non: [push]\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n';

const report = (rule: string, line: number, uri: string, text = 'overly broad permissions'): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'zizmor' } },
        results: [
          {
            ruleId: rule,
            message: { text, snippet: { text } },
            locations: [
              { physicalLocation: { artifactLocation: { uri }, region: { startLine: line, snippet: { text } } } },
            ],
          },
        ],
      },
    ],
  });

const ours = (result: AuditResult): number =>
  result.weaknesses.filter((it) => it.check.id === 'imported-results-resolved').length;

describe('results that another tool has, too', () => {
  it('the same question at the same place is told once, with both names', async () => {
    const result = await judge({
      '.github/workflows/release.yml': workflow,
      'zizmor.sarif': report('zizmor/excessive-permissions', 3, '.github/workflows/release.yml'),
    });
    expect(ours(result)).toBe(0);
    const both = result.weaknesses.filter((it) => it.evidence.some((e) => e.note.includes('seen by zizmor, too')));
    expect(both).toHaveLength(1);
    expect(both[0]?.check.mappings.peers?.zizmor).toContain('excessive-permissions');
    expect(result.outcomes.find((it) => it.check.id === 'imported-results-resolved')?.state).toBe('passed');
  });

  it.each([
    ['another file', report('zizmor/excessive-permissions', 3, '.github/workflows/other.yml')],
    ['another place', report('zizmor/excessive-permissions', 60, '.github/workflows/release.yml')],
    ['another question', report('zizmor/concurrency-limits', 3, '.github/workflows/release.yml')],
  ])('%s stays a result of its own', async (_, sarif) => {
    expect(ours(await judge({ '.github/workflows/release.yml': workflow, 'zizmor.sarif': sarif }))).toBe(1);
  });

  it('a secret that a tool quotes is not kept', async () => {
    const { text } = makeToken('github-token', createRandom(3));
    const result = await judge({
      'zizmor.sarif': report('hardcoded', 1, `a.yml`, `found ${text}`),
      'gitleaks.json': JSON.stringify([
        {
          RuleID: 'github-pat',
          StartLine: 1,
          Description: 'x',
          Match: text,
          Secret: text,
          File: 'a.yml',
          Fingerprint: `a.yml:${text}`,
        },
      ]),
      'trufflehog.json': JSON.stringify({
        SourceMetadata: { Data: { Git: { file: 'b.yml', line: 2, commit: 'abc' } } },
        DetectorName: 'Github',
        Verified: true,
        Raw: text,
        RawV2: text,
      }),
    });
    expect(ours(result)).toBe(3);
    expect(JSON.stringify(result)).not.toContain(text.slice(4, 24));
  });

  it('reports that are no SARIF 2.1.0 are problems, hostile values are left out', async () => {
    const result = await judge({
      'old.sarif': '{"version": "2.0.0", "runs": []}',
      'broken.sarif': '{"version": "2.1.0", ',
      'odd.sarif': JSON.stringify({
        version: '2.1.0',
        runs: [
          null,
          3,
          {
            tool: { driver: { name: 7, rules: 'x' } },
            results: [
              null,
              { ruleId: {}, level: [], locations: [{ physicalLocation: { region: { startLine: -1 } } }] },
            ],
          },
          { results: {} },
        ],
      }),
    });
    expect(result.problems.map((it) => it.code)).toEqual(['DOCUMENT_INVALID', 'DOCUMENT_INVALID']);
    expect(ours(result)).toBeGreaterThan(0);
  });
});
