// SPDX-License-Identifier: Apache-2.0
// One page a rule, and an index of them by area (the folder that the rule is in).
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isMap, isSeq, parse, parseAllDocuments } from 'yaml';
import { analytics, missionRows } from '../../src/cli/coverage.ts';
import { readRuleFiles, shippedRules } from '../../src/cli/rule-files.ts';
import { type Case, caseFileSchema } from '../../src/detect/case-schema.ts';
import type { RuleBlock, RuleSetting } from '../../src/detect/rule-block.ts';
import { buildRuleSet, type RuleSet } from '../../src/detect/rule-set.ts';
import { appliesTo } from '../../src/detect/source-rules.ts';
import { placeholderValues } from '../../src/enrich/placeholders.ts';
import { type Severity, severities } from '../../src/model/finding.ts';
import { type CorrelationRule, type DetectionRule, ruleKey } from '../../src/sigma/sigma.ts';
import { sources } from '../../src/sources/sources.ts';
import { anchor, bullets, code, codes, numbered, page, table, value } from './markdown.ts';

interface Told {
  readonly key: string;
  readonly rule: DetectionRule | CorrelationRule;
  readonly block: RuleBlock;
  readonly file: string;
  readonly area: string;
}

type Named = { readonly id: string; readonly title: string };

function severityOf(it: Told): Severity {
  return it.rule.meta.level ?? 'medium';
}

function toldOf(set: RuleSet): readonly Told[] {
  return [...set.collection.detections, ...set.collection.correlations]
    .flatMap((rule) => {
      const key = ruleKey(rule);
      const block = set.blocks.get(key);
      const file = set.files.get(key);
      if (block === undefined || file === undefined || !set.collection.reported.has(key)) return [];
      return [{ key, rule, block, file, area: dirname(file) }];
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The detections that a rule rests on, itself if it is one. */
function stepsOf(rule: DetectionRule | CorrelationRule, set: RuleSet): readonly DetectionRule[] {
  if (rule.kind === 'detection') return [rule];
  const found = rule.correlation.rules.flatMap((name) => {
    const inner = set.collection.find(name);
    return inner === undefined ? [] : stepsOf(inner, set);
  });
  return [...new Set(found)];
}

function sourcesText(rules: readonly DetectionRule[]): string {
  const used = sources.filter((source) => rules.some((rule) => appliesTo(rule, source))).map((it) => it.id);
  if (used.length === sources.length) return 'every source that gives the fields it asks for';
  return used
    .toSorted()
    .map((id) => `[${id}](../sources.md#${anchor(id)})`)
    .join(', ');
}

function spanText(milliseconds: number): string {
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
  ] as const) {
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${milliseconds / 1000}s`;
}

function kindText(rule: DetectionRule | CorrelationRule): string {
  if (rule.kind === 'detection') return 'single events';
  const { type, timespan, groupBy } = rule.correlation;
  const by = groupBy.length === 0 ? '' : `, for each ${codes(groupBy)}`;
  return `${code(type)} over ${spanText(timespan)}${by}`;
}

/** The value at a dotted path; a key that itself holds dots wins over nesting. */
function at(node: unknown, path: string): unknown {
  if (path === '') return node;
  const parts = path.split('.');
  for (let many = parts.length; many > 0; many--) {
    const key = parts.slice(0, many).join('.');
    const has = isMap(node) ? node.has(key) : isSeq(node) && /^\d+$/.test(key) && node.has(Number(key));
    if (has && (isMap(node) || isSeq(node))) {
      return at(node.get(isSeq(node) ? Number(key) : key, true), parts.slice(many).join('.'));
    }
  }
  return undefined;
}

function defaultOf(setting: RuleSetting, own: string, text: string): string {
  if (setting.at === undefined) return value(setting.default);
  const home = parseAllDocuments(text, { schema: 'core' }).find(
    (it) => 'get' in it && it.get('name') === (setting.rule ?? own),
  );
  const node = home === undefined ? undefined : at(home.contents, setting.at);
  return value(isMap(node) || isSeq(node) ? node.toJSON() : node);
}

function caseText(it: Case): string {
  if ('events' in it) return `${it.events.length} ${it.events.length === 1 ? 'event' : 'events'}`;
  const [path] = Object.keys(it.change ?? {});
  return `like "${it.like}", ${path === undefined ? `without ${code(it.remove ?? '')}` : `other ${code(path)}`}`;
}

function casesTable(file: string): string {
  const path = join(shippedRules, file.replace(/\.ya?ml$/, '.cases.yml'));
  if (!existsSync(path)) return 'None.';
  const { cases } = caseFileSchema.parse(parse(readFileSync(path, 'utf8'), { maxAliasCount: 100 }));
  return table(
    ['case', 'verdict', 'made of'],
    cases.map((it) => [it.name, it.verdict, caseText(it)]),
  );
}

function named(ids: readonly string[], all: readonly Named[]): string {
  return ids.map((id) => `${id} ${all.find((it) => it.id === id)?.title ?? ''}`.trim()).join('; ');
}

function links(meta: Told['rule']['meta']): readonly string[] {
  return meta.tags
    .map((tag) => /^attack\.(t\d{4})(?:\.(\d{3}))?$/i.exec(tag))
    .filter((it) => it !== null)
    .map(([, id = '', sub]) => {
      const name = `${id}${sub === undefined ? '' : `.${sub}`}`.toUpperCase();
      return `[${name}](https://attack.mitre.org/techniques/${name.replace('.', '/')}/)`;
    });
}

function section(title: string, text: string): readonly string[] {
  return text === '' ? [] : [`## ${title}`, text];
}

function rulePage(it: Told, set: RuleSet, text: string): string {
  const { rule, block, key } = it;
  const steps = stepsOf(rule, set);
  const mitigations = block.mitigations.map((id) => `[${id}](https://attack.mitre.org/mitigations/${id}/)`);
  const facts: readonly (readonly [string, string])[] = [
    ['name', code(key)],
    ['severity', severityOf(it)],
    ['confidence', block.confidence],
    ['maturity', block.maturity],
    ['looks at', kindText(rule)],
    ['log sources', sourcesText(steps)],
    ['covers', named(block.rows, missionRows)],
    ['ATT&CK', [...links(rule.meta), named(block.analytics, analytics), ...mitigations].filter(Boolean).join(', ')],
    ['Sigma', `[${it.file}](${relative('docs/rules', join('content/detections', it.file))})`],
  ];
  const settings = Object.entries(block.settings).map(([name, setting]) => [
    code(name),
    defaultOf(setting, key, text),
    `${setting.description}${setting.mutableElement === undefined ? '' : ` (ATT&CK ${setting.mutableElement})`}`,
  ]);
  return page(
    rule.meta.title,
    rule.meta.description?.trim() ?? '',
    block.why?.trim() ?? '',
    table(
      ['', ''],
      facts.filter(([, fact]) => fact !== ''),
    ),
    ...section(
      'Steps',
      rule.kind === 'detection' ? '' : bullets(steps.map((step) => `${step.meta.title} (${code(ruleKey(step))})`)),
    ),
    ...section('Settings', table(['setting', 'default', 'what it is'], settings)),
    ...section('What may look the same', bullets(rule.meta.falsepositives)),
    ...section('What to do', numbered(block.next)),
    ...section('Cases', casesTable(it.file)),
    ...section('References', bullets(rule.meta.references)),
  );
}

function indexPage(told: readonly Told[]): string {
  const areas = [...new Set(told.map((it) => it.area))].toSorted();
  const rank = (it: Told): number => severities.indexOf(severityOf(it));
  return page(
    'Detections',
    `${told.length} detections. Each has cases: records on which it must speak, and near misses on which it must be silent. \`tokenward rules test\` runs them, \`tokenward rules coverage\` lists the detections by what they cover.`,
    ...areas.flatMap((area) => [
      `## ${area}`,
      table(
        ['detection', 'severity', 'maturity', 'covers'],
        told
          .filter((it) => it.area === area)
          .toSorted((a, b) => rank(b) - rank(a))
          .map((it) => [
            `[${it.rule.meta.title}](${it.key}.md)`,
            severityOf(it),
            it.block.maturity,
            [...it.block.rows, ...it.block.analytics].join(', '),
          ]),
      ),
    ]),
  );
}

/** Pages of docs/rules by path. @throws Error where a shipped rule cannot be used */
export function rulePages(): ReadonlyMap<string, string> {
  const files = readRuleFiles(shippedRules);
  const set = buildRuleSet(files, { lists: placeholderValues });
  const [bad] = set.rejected;
  if (bad !== undefined) throw new Error(`${bad.position.file}: "${bad.title}" cannot be used: ${bad.reason}`);
  const texts = new Map(files.map((it) => [it.file, it.text]));
  const told = toldOf(set);
  return new Map([
    ['docs/rules/README.md', indexPage(told)],
    ...told.map((it) => [`docs/rules/${it.key}.md`, rulePage(it, set, texts.get(it.file) ?? '')] as const),
  ]);
}
