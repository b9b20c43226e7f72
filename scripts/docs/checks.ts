// SPDX-License-Identifier: Apache-2.0
// One page a check, and an index of them by area.
import { existsSync } from 'node:fs';
import { readCheckCases } from '../../src/audit/testing/check-cases.ts';
import { allChecks as checks } from '../../src/cli/all-checks.ts';
import { areas, type Check } from '../../src/model/check.ts';
import { frameworksOf } from '../../src/report/audit/weakness-finding.ts';
import { bullets, code, codes, numbered, page, table, value } from './markdown.ts';

/** Where the cases of a check are, by its id. */
export type CaseFiles = ReadonlyMap<string, string>;

function casesTable(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) return '';
  return table(
    ['case', 'verdict'],
    readCheckCases(file).cases.map((it) => [it.name, it.verdict]),
  );
}

function settingsTable(check: Check): string {
  return table(
    ['setting', 'default', 'what it is', 'published values'],
    Object.entries(check.settings ?? {}).map(([name, it]) => [
      code(name),
      value(it.default),
      it.description,
      (it.published ?? []).join('; '),
    ]),
  );
}

function checkPage(check: Check, cases: string | undefined): string {
  const frameworks = Object.entries(frameworksOf(check.mappings)).map(([name, ids]) => [name, ids.join(', ')]);
  const settings = settingsTable(check);
  const needs = check.needs.map((it) =>
    it.provider === undefined ? code(it.kind) : `${code(it.kind)} of ${it.provider}`,
  );
  return page(
    check.weakness,
    `${code(check.id)}, ${check.area}, severity ${check.severity}, confidence ${check.confidence ?? 'high'}`,
    `Secure state: ${check.title.replace(/\.$/, '')}.`,
    '## Why it matters',
    check.why,
    '## What to do',
    numbered(check.remediation),
    needs.length === 0 ? '' : '## What it needs',
    needs.length === 0 ? '' : `Unknown where one of these was not collected: ${needs.join(', ')}.`,
    settings === '' ? '' : '## Settings',
    settings === '' ? '' : `In \`tokenward.yml\` under \`settings: ${check.id}:\`.`,
    settings,
    '## In other words',
    table(
      ['framework or tool', 'ids'],
      [
        ['MITRE ATT&CK', ['T1528', ...(check.mappings.techniques ?? []), ...check.mappings.mitigations].join(', ')],
        ...frameworks,
      ],
    ),
    '## Cases',
    casesTable(cases),
  );
}

function indexPage(): string {
  const sections = areas.flatMap((area) => {
    const own = checks.filter((it) => it.area === area).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (own.length === 0) return [];
    return [
      `## ${area}`,
      table(
        ['check', 'severity', 'secure state'],
        own.map((it) => [`[${it.id}](${it.id}.md)`, it.severity, it.title]),
      ),
    ];
  });
  const rows = [...new Set(checks.flatMap((it) => it.rows))].toSorted();
  return page(
    'Checks',
    `${checks.length} checks. Each judges what was collected; what was not is *unknown* and never counts as passed. [Auditing](../auditing.md) says how to run them.`,
    `Rows of the mission that they serve: ${codes(rows)}.`,
    ...sections,
    '## Words',
    bullets([
      '**pass**, **fail**: the check could be decided on the subject.',
      '**unknown**: a fact that it needs was not collected, not logged or not licensed; the reason says which.',
      '**nothing to judge**: there is no subject of the kind.',
    ]),
  );
}

/** Pages of docs/checks by path. */
export function checkPages(caseFiles: CaseFiles): ReadonlyMap<string, string> {
  return new Map([
    ['docs/checks/README.md', indexPage()],
    ...checks.map((it) => [`docs/checks/${it.id}.md`, checkPage(it, caseFiles.get(it.id))] as const),
  ]);
}
