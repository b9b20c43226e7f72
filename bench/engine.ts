// SPDX-License-Identifier: Apache-2.0
// The product as `tokenward detect` runs it without settings: all shipped rules, and the organisation's networks named.
import { readRuleFiles, shippedRules } from '../src/cli/rule-files.ts';
import { createEngine, type Engine } from '../src/detect/engine.ts';
import { buildRuleSet, type RuleSet } from '../src/detect/rule-set.ts';
import { createEnricher, loadNetworkData, type NetworkData } from '../src/enrich/enrich.ts';
import { placeholderValues } from '../src/enrich/placeholders.ts';
import { openInputs } from '../src/ingest/ingest.ts';
import { zones } from '../src/lab/addresses.ts';
import type { RunResult } from '../src/model/account.ts';
import { runDetection } from '../src/run/run.ts';
import { ruleKey } from '../src/sigma/sigma.ts';
import { sources } from '../src/sources/sources.ts';

export interface Loaded {
  readonly rules: RuleSet;
  readonly engine: Engine;
  /** Detections and correlations that are run. */
  readonly count: number;
  readonly loadMs: number;
}

/** Only these detections, each reported for itself: no correlations. */
function only(rules: RuleSet, names: readonly string[]): RuleSet {
  const wanted = new Set(names);
  const detections = rules.collection.detections.filter((rule) => wanted.has(ruleKey(rule)));
  const missing = names.filter((name) => !detections.some((rule) => ruleKey(rule) === name));
  if (missing.length > 0) throw new TypeError(`no shipped detection is named ${missing.join(', ')}`);
  return { ...rules, collection: { ...rules.collection, detections, correlations: [], reported: wanted } };
}

/** As in the tokenward.yml that the lab writes beside its logs: without it, every runner of the lab is a stranger. */
const named = [
  { zone: 'office', cidrs: [zones.office], country: 'DE' },
  { zone: 'egress', cidrs: [zones.egress], country: 'DE' },
  { zone: 'cluster', cidrs: [zones.pods, zones.nodes] },
  { zone: 'runners', cidrs: [zones.runners], country: 'DE' },
];

const parsed = new Map<string, RuleSet>();

/** The rules of some files; read once a process. */
function rulesOf(paths: readonly string[]): RuleSet {
  const key = paths.join('\n');
  let rules = parsed.get(key);
  if (rules === undefined) {
    rules = buildRuleSet(paths.flatMap(readRuleFiles), { lists: placeholderValues });
    parsed.set(key, rules);
  }
  return rules;
}

let networks: NetworkData | undefined;

/** Loads the shipped rules, with the rules of `more` (paths) beside them, or only the detections named in `names`. */
export function load(options: { readonly more?: readonly string[]; readonly names?: readonly string[] } = {}): Loaded {
  const started = performance.now();
  const all = rulesOf([shippedRules, ...(options.more ?? [])]);
  const rules = options.names === undefined ? all : only(all, options.names);
  networks ??= loadNetworkData();
  const engine = createEngine({ sources, rules, enrich: createEnricher({ networks: named, data: networks }) });
  const { detections, correlations } = rules.collection;
  return { rules, engine, count: detections.length + correlations.length, loadMs: performance.now() - started };
}

/** Runs what was loaded over one file. An engine holds state: load again for another run. */
export function run({ engine, rules }: Loaded, path: string, screen: boolean): Promise<RunResult> {
  return runDetection(openInputs([path]), { engine, rules, screen: screen ? 'auto' : 'never' });
}
