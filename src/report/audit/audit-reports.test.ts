// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { againstBaseline, makeBaseline } from '../../audit/baseline.ts';
import { identity, judgeSample } from '../../audit/testing/sample-audit.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import { findingSchema } from '../../model/finding.ts';
import { ocsfFaults } from '../testing/official-ocsf.ts';
import { sarifFaults } from '../testing/official-sarif.ts';
import { renderAuditHtml } from './audit-html.ts';
import { renderAuditJsonl } from './audit-jsonl.ts';
import { renderAuditJunit } from './audit-junit.ts';
import { renderAuditOcsf } from './audit-ocsf.ts';
import { renderAuditSarif } from './audit-sarif.ts';
import { renderAuditTerminal } from './audit-terminal.ts';

const hostile = '</script><img src=x onerror=alert(1)>\u001b[2J\u202e]]>';
const result = judgeSample([identity('svc-backup', []), identity(hostile, []), identity('c'), identity('d', ['x'])]);
const clean = judgeSample([identity('d', ['x'])]);

const lines = (pieces: Iterable<string>): readonly Record<string, unknown>[] =>
  [...pieces].map((it) => JSON.parse(it) as Record<string, unknown>);

describe('terminal', () => {
  const text = renderAuditTerminal(result, { color: false, width: 90 });

  it('tells weaknesses by check, what is unknown, and the sums', () => {
    expect(
      renderAuditTerminal(judgeSample([identity('svc-backup', []), identity('c')]), { color: false, width: 90 }),
    ).toMatchInlineSnapshot(`
      "1 weakness: 1 high

      ──────────────────────────────────────────────────────────────────────────────────────────
      HIGH  Account without an owner
        Whoever holds the token of an account is the account, for as long as the token is good.

         • The account svc-backup has no owner.
             a <b>.json:3 no owner is set
             score 10: owners 10

        What to do
         1. Disable the account.
         2. Remove its grants.

        Check    accounts-enabled-accounts-have-owners; M1018; CIS Example 1.0 1.2; example X-1

      Unknown: this could not be judged, and does not count as passed
        • owners were not collected: accounts-enabled-accounts-have-owners

      ──────────────────────────────────────────────────────────────────────────────────────────
        checks        failed  unknown  passed  no subject
        accounts           1        0       0           0
        all                1        0       0           0

        Not run  1 check of what was not given: accounts
        Read     1 file: 1 read (entra.graph 1), 0 passed over, 0 unreadable; 2 facts
      "
    `);
  });

  it('stays within the width and passes no control character on', () => {
    expect(text.split('\n').filter((line) => line.length > 90)).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    const narrow = renderAuditTerminal(result, { color: false, width: 20 });
    expect(narrow.split('\n').filter((line) => line.length > 44)).toEqual([]);
  });

  it('says that nothing was found only of what could be judged', () => {
    expect(renderAuditTerminal(clean, { color: false, width: 90 })).toMatch(/^No weaknesses in what could be judged/);
    expect(renderAuditTerminal(judgeSample([]), { color: false, width: 90 })).toMatch(/^Nothing was judged/);
  });
});

describe('JSON lines', () => {
  it('are findings', () => {
    const findings = lines(renderAuditJsonl(result));
    expect(findings).toHaveLength(2);
    for (const it of findings) expect(findingSchema.safeParse(it).error).toBeUndefined();
    expect(findings[0]).toMatchObject({ rule: 'accounts-enabled-accounts-have-owners', check: { area: 'accounts' } });
  });
});

describe('SARIF', () => {
  const parse = (it: AuditResult) => JSON.parse(renderAuditSarif(it, '1.0.0')).runs[0];

  it('has a region, a rule and a fingerprint for each weakness, and unknowns as notes', () => {
    const run = parse(result);
    expect(run.results).toHaveLength(2);
    expect(run.results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'a%20%3Cb%3E.json' },
      region: { startLine: 3 },
    });
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe(run.results[0].ruleId);
    expect(run.invocations[0].toolExecutionNotifications.map((it: { level: string }) => it.level)).toEqual(['note']);
  });

  it('follows the official schema, whatever names hold', () => {
    for (const it of [result, clean, judgeSample([]), againstBaseline(result, makeBaseline(clean))]) {
      expect(sarifFaults(JSON.parse(renderAuditSarif(it, '1.0.0')))).toEqual([]);
    }
  });

  it('says what is new and what is gone', () => {
    const drifted = againstBaseline(
      result,
      makeBaseline(judgeSample([identity('svc-backup', []), identity('old', [])])),
    );
    expect(
      parse(drifted)
        .results.map((it: { baselineState: string }) => it.baselineState)
        .toSorted(),
    ).toEqual(['absent', 'new', 'unchanged']);
  });
});

describe('OCSF', () => {
  it('follows the official schema, whatever names hold', () => {
    for (const it of [...lines(renderAuditOcsf(result, '1.0.0')), ...lines(renderAuditOcsf(clean, '1.0.0'))]) {
      expect(ocsfFaults(it)).toEqual([]);
    }
  });

  it('tells fail, unknown and pass apart', () => {
    const status = (it: AuditResult): unknown =>
      lines(renderAuditOcsf(it, '1.0.0')).map((one) => (one.compliance as { status: string }).status);
    expect(status(result)).toEqual(['Fail', 'Fail', 'Unknown']);
    expect(status(clean)).toEqual(['Pass']);
  });
});

describe('JUnit', () => {
  it('fails what failed, skips what is unknown, and stays XML with hostile names', () => {
    const xml = renderAuditJunit(result);
    expect(xml).toContain('<testsuite name="tokenward.accounts" tests="2" failures="1" errors="0" skipped="1">');
    expect(xml).not.toContain('<img');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(renderAuditJunit(judgeSample([identity('c')]))).toContain(
      '<skipped message="unknown: owners were not collected"/>',
    );
  });
});

describe('HTML', () => {
  it('escapes what it shows and loads nothing', () => {
    const page = renderAuditHtml(result);
    expect(page).not.toContain('<img');
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(page).toContain("default-src 'none'");
  });

  it('shows accepted and changed where there is something', () => {
    expect(renderAuditHtml(clean)).not.toContain('id="changes"');
    expect(renderAuditHtml(againstBaseline(result, makeBaseline(clean)))).toContain('id="changes"');
  });
});
