// SPDX-License-Identifier: Apache-2.0
import type { RuleBlock } from '../detect/rule-block.ts';
import { buildRuleSet, type RuleSet } from '../detect/rule-set.ts';
import { type CaseWorld, runCases } from '../detect/run-cases.ts';
import { createEnricher, loadNetworkData } from '../enrich/enrich.ts';
import { placeholderValues } from '../enrich/placeholders.ts';
import { formatPosition, TokenwardError } from '../model/error.ts';
import { type CorrelationRule, type DetectionRule, ruleKey } from '../sigma/sigma.ts';
import { sources } from '../sources/sources.ts';
import { analytics, missionRows } from './coverage.ts';
import { exitCodes } from './exit.ts';
import { loadRules } from './load-rules.ts';
import { readCaseFiles, readRuleFiles, shippedRules } from './rule-files.ts';
import { findSettings, readSettings } from './settings-file.ts';

export interface RulesRequest {
  readonly rules?: readonly string[];
  readonly settings?: string;
  readonly format: 'terminal' | 'json';
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function load(request: RulesRequest): RuleSet {
  return loadRules(readSettings(findSettings(request.settings, [])), request.rules ?? []);
}

interface Listed {
  readonly key: string;
  readonly rule: DetectionRule | CorrelationRule;
  readonly block: RuleBlock;
}

function reported(set: RuleSet): readonly Listed[] {
  const all = [...set.collection.detections, ...set.collection.correlations];
  return all
    .map((rule) => ({ key: ruleKey(rule), rule, block: set.blocks.get(ruleKey(rule)) }))
    .filter((it): it is Listed => it.block !== undefined && set.collection.reported.has(it.key))
    .toSorted((a, b) => a.key.localeCompare(b.key));
}

function kindOf(rule: DetectionRule | CorrelationRule): string {
  return rule.kind === 'detection' ? 'event' : rule.correlation.type;
}

export function listRules(request: RulesRequest): number {
  const set = load(request);
  const list = reported(set);
  if (request.format === 'json') {
    print(
      JSON.stringify(
        list.map(({ key, rule, block }) => ({
          name: key,
          title: rule.meta.title,
          severity: rule.meta.level ?? 'medium',
          kind: kindOf(rule),
          maturity: block.maturity,
          rows: block.rows,
          analytics: block.analytics,
        })),
      ),
    );
    return exitCodes.done;
  }
  const width = Math.max(...list.map((it) => it.key.length), 4);
  for (const { key, rule, block } of list) {
    print(
      `${key.padEnd(width)}  ${(rule.meta.level ?? 'medium').padEnd(8)}  ${kindOf(rule).padEnd(16)}  ${block.maturity.padEnd(12)}  ${rule.meta.title}`,
    );
  }
  print(`\n${list.length} rules`);
  for (const it of set.rejected) print(`not used: "${it.title}": ${it.reason} (${formatPosition(it.position)})`);
  return set.rejected.length === 0 ? exitCodes.done : exitCodes.usage;
}

export function showRule(name: string, request: RulesRequest): number {
  const set = load(request);
  const rule = set.collection.find(name);
  if (rule === undefined) {
    throw new TokenwardError('USAGE', `there is no rule "${name}"; \`tokenward rules list\` names them`);
  }
  const key = ruleKey(rule);
  const block = set.blocks.get(key);
  if (request.format === 'json') {
    print(JSON.stringify({ ...rule.meta, file: set.files.get(key), tokenward: block }));
    return exitCodes.done;
  }
  const { meta } = rule;
  print(
    `${meta.title}\n${key}, ${meta.level ?? 'medium'}, ${kindOf(rule)}, ${block?.maturity}, ${set.files.get(key)}\n`,
  );
  if (meta.description !== undefined) print(`${meta.description.trim()}\n`);
  if (block?.why !== undefined) print(`Why it matters: ${block.why.trim()}\n`);
  const items = (title: string, list: readonly string[]): void => {
    if (list.length > 0) print(`${title}:\n${list.map((it) => `  - ${it}`).join('\n')}\n`);
  };
  items('ATT&CK', [...meta.tags, ...(block?.analytics ?? []), ...(block?.mitigations ?? [])]);
  items('Known false positives', meta.falsepositives);
  items('What to do', block?.next ?? []);
  items(
    'Settings (tokenward.yml settings:)',
    Object.entries(block?.settings ?? {}).map(
      ([setting, it]) =>
        `${setting}: ${it.description}${it.mutableElement === undefined ? '' : ` (ATT&CK ${it.mutableElement})`}`,
    ),
  );
  return exitCodes.done;
}

export function showCoverage(request: RulesRequest): number {
  const list = reported(load(request));
  const behind = (pick: (block: RuleBlock) => readonly string[], id: string): readonly string[] =>
    list.filter((it) => pick(it.block).includes(id)).map((it) => it.key);
  const rows = missionRows.map((row) => ({ ...row, rules: behind((block) => block.rows, row.id) }));
  const covered = analytics.map((it) => ({
    ...it,
    rules: behind((block) => block.analytics, it.id),
    settings: it.mutableElements.map((element) => ({
      element,
      rules: list
        .filter(({ block }) =>
          Object.values(block.settings).some((setting) => setting.mutableElement === `${it.id}/${element}`),
        )
        .map(({ key }) => key),
    })),
  }));
  if (request.format === 'json') {
    print(JSON.stringify({ rows, analytics: covered }));
    return exitCodes.done;
  }
  const section = (id: string, title: string, rules: readonly string[]): void => {
    print(`${id}  ${title}: ${rules.length === 0 ? 'NO RULE' : `${rules.length} rules`}`);
    for (const rule of rules) print(`      ${rule}`);
  };
  print('Rows of the mission\n');
  for (const row of rows) section(row.id, row.title, row.rules);
  print('\nATT&CK detection strategy DET0515\n');
  for (const it of covered) {
    section(it.id, it.title, it.rules);
    for (const { element, rules } of it.settings)
      print(
        `      mutable element ${element}: ${rules.length === 0 ? 'NO SETTING' : `setting of ${rules.join(', ')}`}`,
      );
  }
  print(`\n${list.length} rules`);
  return exitCodes.done;
}

export function testRules(paths: readonly string[]): number {
  const network = loadNetworkData();
  const world: CaseWorld = {
    sources,
    enrichWith: (networks) => createEnricher({ networks, data: network }),
    lists: placeholderValues,
  };
  let passed = 0;
  let failed = 0;
  for (const cases of (paths.length === 0 ? [shippedRules] : paths).flatMap(readCaseFiles)) {
    const rule = readRuleFiles(cases.ruleFile)[0];
    if (rule === undefined) continue;
    for (const result of runCases(rule, cases, world)) {
      if (result.passed) passed++;
      else {
        failed++;
        print(`FAILED ${result.rule}: ${result.name}: ${result.reason} (${cases.file})`);
      }
    }
  }
  print(`${passed} cases passed, ${failed} failed`);
  return failed === 0 ? exitCodes.done : exitCodes.failOn;
}

export function validateRules(paths: readonly string[], format: RulesRequest['format']): number {
  const files = paths.flatMap(readRuleFiles);
  const set = buildRuleSet(files, { lists: placeholderValues });
  const usable = set.collection.detections.length + set.collection.correlations.length;
  if (format === 'json') print(JSON.stringify({ files: files.length, usable, rejected: set.rejected }));
  else {
    for (const it of set.rejected) print(`${formatPosition(it.position)}: "${it.title}": ${it.reason} [${it.code}]`);
    print(`${files.length} files, ${usable} rules can be used, ${set.rejected.length} cannot`);
  }
  return set.rejected.length === 0 ? exitCodes.done : exitCodes.failOn;
}
