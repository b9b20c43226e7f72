// SPDX-License-Identifier: Apache-2.0
// Runs a rule's cases: the events of each, and whether the rule gave the verdict that the case asks for.
import { parse } from 'yaml';
import { TokenwardError } from '../model/error.ts';
import type { Finding } from '../model/finding.ts';
import type { Source } from '../model/source.ts';
import { type Case, type CaseFile, caseFileSchema } from './case-schema.ts';
import { createEngine, type Enrichment } from './engine.ts';
import { buildRuleSet, type PlaceholderLists, type RuleFile } from './rule-set.ts';

export interface CaseResult {
  readonly rule: string;
  readonly name: string;
  readonly passed: boolean;
  /** What was wrong, where it failed. */
  readonly reason?: string;
}

type Zones = readonly { readonly zone: string; readonly cidrs: readonly string[]; readonly country?: string }[];

export interface CaseWorld {
  readonly sources: readonly Source[];
  readonly enrichWith: (networks: Zones) => Enrichment;
  readonly lists: PlaceholderLists;
}

type Json = Record<string, unknown> | unknown[];

function stepInto(at: Json, key: string): unknown {
  return Array.isArray(at) ? at[Number(key)] : Object.hasOwn(at, key) ? at[key] : undefined;
}

/** Splits a dotted path, letting a key that itself holds dots win at every level. */
function locate(root: Json, path: string): { readonly home: Json; readonly key: string } | undefined {
  const segments = path.split('.');
  const search = (at: Json, from: number): { home: Json; key: string } | undefined => {
    for (let to = segments.length; to > from; to--) {
      const key = segments.slice(from, to).join('.');
      const inner = stepInto(at, key);
      if (to === segments.length) {
        if (inner !== undefined || from === segments.length - 1) return { home: at, key };
      } else if (typeof inner === 'object' && inner !== null) {
        const found = search(inner as Json, to);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return search(root, 0);
}

function eventsOf(
  it: Case,
  earlier: ReadonlyMap<string, readonly Record<string, unknown>[]>,
  file: string,
): readonly Record<string, unknown>[] {
  if ('events' in it) return it.events;
  const origin = earlier.get(it.like);
  const wrong = (text: string): never => {
    throw new TokenwardError('CASE_INVALID', `case "${it.name}": ${text}`, { position: { file } });
  };
  if (origin === undefined) return wrong(`there is no earlier case "${it.like}"`);
  const root = { events: structuredClone(origin) as Record<string, unknown>[] };
  const path = it.remove ?? Object.keys(it.change ?? {})[0];
  if (path === undefined) return root.events;
  const place = locate(root, path);
  if (place === undefined) return wrong(`${path} leads to nothing in "${it.like}"`);
  const { home, key } = place;
  if (it.remove !== undefined) {
    if (stepInto(home, key) === undefined) return wrong(`${path} leads to nothing in "${it.like}"`);
    if (Array.isArray(home)) home.splice(Number(key), 1);
    else delete home[key];
  } else {
    const value = Object.values(it.change ?? {})[0];
    if (JSON.stringify(stepInto(home, key)) === JSON.stringify(value)) return wrong(`${path} is that already`);
    if (Array.isArray(home)) home[Number(key)] = value;
    else home[key] = value;
  }
  return root.events;
}

function misses(it: Case, findings: readonly Finding[]): string | undefined {
  const { expect } = it;
  if (it.verdict === 'clean') {
    return findings.length === 0
      ? undefined
      : `should be clean, but: ${findings.map((one) => one.summary).join(' | ')}`;
  }
  if (findings.length === 0) return 'should match, but nothing was found';
  if (expect === undefined) return undefined;
  if (expect.findings !== undefined && findings.length !== expect.findings) {
    return `should give ${expect.findings} findings, gave ${findings.length}`;
  }
  const wanted: readonly [string, string | number | undefined, (one: Finding) => string | number | undefined][] = [
    ['principal', expect.principal, (one) => one.principal?.id],
    ['credential', expect.credential, (one) => one.credential?.id],
    ['client', expect.client, (one) => one.client?.id],
    ['ip', expect.ip, (one) => one.network?.ip],
    ['count', expect.count, (one) => one.count],
  ];
  for (const [name, value, read] of wanted) {
    if (value !== undefined && !findings.some((one) => read(one) === value)) {
      return `${name} should be ${value}, is ${findings.map((one) => read(one) ?? 'unknown').join(', ')}`;
    }
  }
  if (expect.summary !== undefined && !findings.some((one) => one.summary.includes(expect.summary ?? ''))) {
    return `the summary should say "${expect.summary}", says: ${findings[0]?.summary}`;
  }
  return undefined;
}

function zonesOf(it: Case): Zones {
  return (it.settings?.networks ?? []).map(({ country, ...zone }) => ({
    ...zone,
    ...(country === undefined ? {} : { country }),
  }));
}

function parseCases(cases: RuleFile): CaseFile {
  const parsed = caseFileSchema.safeParse(parse(cases.text, { maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new TokenwardError('CASE_INVALID', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, {
    position: { file: cases.file },
  });
}

/** Runs all cases of one rule file. Findings of every reported rule of the file count. */
export function runCases(rule: RuleFile, cases: RuleFile, world: CaseWorld): readonly CaseResult[] {
  const { cases: list } = parseCases(cases);
  const earlier = new Map<string, readonly Record<string, unknown>[]>();
  return list.map((it) => {
    const events = eventsOf(it, earlier, cases.file);
    earlier.set(it.name, events);
    const tuned = it.settings?.settings;
    const plain = buildRuleSet([rule], { lists: world.lists });
    const keys = [...plain.blocks.keys()];
    const rules =
      tuned === undefined
        ? plain
        : buildRuleSet([rule], { lists: world.lists, settings: Object.fromEntries(keys.map((key) => [key, tuned])) });
    const rejected = rules.rejected[0];
    const name = keys[0] ?? rule.file;
    if (rejected !== undefined) return { rule: name, name: it.name, passed: false, reason: rejected.reason };
    const engine = createEngine({
      sources: world.sources,
      rules,
      enrich: world.enrichWith(zonesOf(it)),
    });
    for (const [index, event] of events.entries()) {
      const verdict = engine.record(event, { file: cases.file, line: index + 1, offset: index });
      if (verdict.kind === 'unrecognised' || verdict.kind === 'unparsable') {
        const why = verdict.kind === 'unparsable' ? verdict.reason : 'no source recognises it';
        return { rule: name, name: it.name, passed: false, reason: `event ${index} is ${verdict.kind}: ${why}` };
      }
    }
    const reason = misses(it, engine.finish().findings);
    return { rule: name, name: it.name, passed: reason === undefined, ...(reason === undefined ? {} : { reason }) };
  });
}
