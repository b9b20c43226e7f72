// SPDX-License-Identifier: Apache-2.0
// What every shipped detection must have, and its cases.
import { readdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { analytics, missionRows } from '../src/cli/coverage.ts';
import { loadRules } from '../src/cli/load-rules.ts';
import { readCaseFiles, readRuleFiles, shippedRules } from '../src/cli/rule-files.ts';
import { readSettings } from '../src/cli/settings-file.ts';
import { caseFileSchema } from '../src/detect/case-schema.ts';
import { type CaseWorld, runCases } from '../src/detect/run-cases.ts';
import { createEnricher, loadNetworkData } from '../src/enrich/enrich.ts';
import { placeholderValues } from '../src/enrich/placeholders.ts';
import { severities } from '../src/model/severity.ts';
import { ruleKey } from '../src/sigma/sigma.ts';
import { sources } from '../src/sources/sources.ts';

const set = loadRules(readSettings(undefined));
const all = [...set.collection.detections, ...set.collection.correlations];
const reported = all
  .filter((rule) => set.collection.reported.has(ruleKey(rule)))
  .map((rule) => {
    const block = set.blocks.get(ruleKey(rule));
    if (block === undefined) throw new Error(`${ruleKey(rule)} has no block`);
    return { key: ruleKey(rule), meta: rule.meta, block };
  });
const files = readRuleFiles(shippedRules);
const caseFiles = readCaseFiles(shippedRules);

test('every shipped rule can be used', () => {
  expect(set.rejected).toEqual([]);
  expect(reported.length).toBeGreaterThanOrEqual(60);
});

test('every rule file has cases, and no cases are without a rule', () => {
  const withCases = caseFiles.map(({ ruleFile }) => relative(shippedRules, ruleFile)).toSorted();
  expect(withCases).toEqual(files.map(({ file }) => file).toSorted());
  for (const { file } of files) expect(readdirSync(shippedRules)).toContain(dirname(file));
});

test('every rule says why, what to do, what it may be wrong about, and what it serves', () => {
  for (const { key, meta, block } of reported) {
    expect(block.why, `${key}: why`).toMatch(/^[A-Z].+\.$/s);
    expect(block.summary, `${key}: summary`).toMatch(/\S.+\.$/s);
    expect(block.next.length, `${key}: next`).toBeGreaterThan(0);
    expect(meta.falsepositives.length, `${key}: falsepositives`).toBeGreaterThan(0);
    expect(block.rows.length + block.analytics.length, `${key}: rows or analytics`).toBeGreaterThan(0);
    expect(
      meta.tags.some((tag) => /^attack\.t\d{4}/.test(tag)),
      `${key}: a technique among the tags`,
    ).toBe(true);
    expect(meta.description, `${key}: description`).toMatch(/^[A-Z].+\.$/s);
    expect(severities, `${key}: level`).toContain(meta.level);
    const written = meta.custom.tokenward as { maturity?: string } | undefined;
    expect(['stable', 'incubating', 'experimental'], `${key}: maturity`).toContain(written?.maturity);
  }
});

test('every row of the mission and every analytic of ATT&CK has rules', () => {
  for (const row of missionRows) {
    expect(
      reported.some(({ block }) => block.rows.includes(row.id)),
      row.id,
    ).toBe(true);
  }
  for (const analytic of analytics) {
    expect(
      reported.some(({ block }) => block.analytics.includes(analytic.id)),
      analytic.id,
    ).toBe(true);
  }
  const rows = new Set(missionRows.map(({ id }) => id as string));
  const known = new Set(analytics.map(({ id }) => id as string));
  for (const { key, block } of reported) {
    // D11 is look-alike names, which detections of D9 and D10 use; rules name only rows that are shown.
    for (const row of block.rows) expect(rows, `${key}: ${row}`).toContain(row);
    for (const id of block.analytics) expect(known, `${key}: ${id}`).toContain(id);
  }
});

test('every mutable element of ATT&CK is a setting', () => {
  const settings = new Set(
    reported.flatMap(({ block }) => Object.values(block.settings).map((setting) => setting.mutableElement)),
  );
  for (const { id, mutableElements } of analytics) {
    for (const element of mutableElements) expect(settings, `${id}/${element}`).toContain(`${id}/${element}`);
  }
});

const network = loadNetworkData();
const world: CaseWorld = {
  sources,
  enrichWith: (networks) => createEnricher({ networks, data: network }),
  lists: placeholderValues,
};
const ruleTexts = new Map(files.map((file) => [file.file, file]));

describe('cases', () => {
  test.each(caseFiles.map((it) => [relative(shippedRules, it.file), it] as const))('%s', (_name, cases) => {
    const { cases: list } = caseFileSchema.parse(parse(cases.text, { maxAliasCount: 100 }));
    const names = list.map(({ name }) => name);
    expect(new Set(names).size, 'names are unique').toBe(names.length);
    expect(list.some((it) => it.verdict === 'match')).toBe(true);
    // A near miss differs in one fact from events that match.
    const matching = new Set(list.filter((it) => it.verdict === 'match').map(({ name }) => name));
    expect(list.some((it) => it.verdict === 'clean' && 'like' in it && matching.has(it.like))).toBe(true);
    const rule = ruleTexts.get(relative(shippedRules, cases.ruleFile));
    if (rule === undefined) throw new Error('no rule file');
    const results = runCases(rule, cases, world);
    expect(results.filter((it) => !it.passed)).toEqual([]);
    expect(results).toHaveLength(list.length);
  });
});
