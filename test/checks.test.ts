// SPDX-License-Identifier: Apache-2.0
// Every check and its cases.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../src/audit/checks.ts';
import { caseFailure, judgeCase, readCheckCases } from '../src/audit/testing/check-cases.ts';
import { readPeerChecks } from '../src/enrich/peer-checks.ts';
import { filesBelow, root } from './house/sources.ts';

const caseFiles = filesBelow(['src'], ['.cases.yml']);
const ids = new Map(caseFiles.map((file) => [readCheckCases(`${root}${file.path}`).check, file.path]));

describe('checks', () => {
  it('have ids of their own that begin with their area', () => {
    expect(new Set(checks.map((it) => it.id)).size).toBe(checks.length);
    expect(checks.filter((it) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(it.id)).map((it) => it.id)).toEqual([]);
  });

  it('each has cases, and no case file is left over', () => {
    expect(checks.map((it) => it.id).filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids.keys()].filter((id) => !checks.some((it) => it.id === id))).toEqual([]);
  });

  it('each says what is needed to act on it', () => {
    const poor = checks.filter(
      (it) =>
        it.why.length < 60 ||
        it.remediation.length === 0 ||
        it.mappings.mitigations.length === 0 ||
        it.rows.length === 0,
    );
    expect(poor.map((it) => it.id)).toEqual([]);
  });

  it('what they claim to share with other tools is in the list of those', () => {
    const known = new Set(readPeerChecks().map((it) => `${it.peer} ${it.id}`));
    const claimed = checks.flatMap((it) =>
      Object.entries(it.mappings.peers ?? {}).flatMap(([peer, ids]) =>
        ids.map((id) => [it.id, `${peer} ${id}`] as const),
      ),
    );
    expect(claimed.filter(([, id]) => !known.has(id)).map((it) => it.join(': '))).toEqual([]);
  });

  it('each has cases that fail, pass and stay unknown', () => {
    const lacking = [...ids].flatMap(([id, path]) => {
      const verdicts = new Set(readCheckCases(`${root}${path}`).cases.map((one) => one.verdict));
      return (['fail', 'pass', 'unknown'] as const)
        .filter((verdict) => !verdicts.has(verdict))
        .map((verdict) => `${id}: ${verdict}`);
    });
    expect(lacking).toEqual([]);
  });
});

for (const check of checks) {
  const path = ids.get(check.id);
  if (path === undefined || !existsSync(`${root}${path}`)) continue;
  const { cases, now } = readCheckCases(`${root}${path}`);
  describe(check.id, () => {
    for (const one of cases) {
      it(one.name, async () => {
        expect(caseFailure(one, await judgeCase(check, one, now))).toBeUndefined();
      });
    }
  });
}
