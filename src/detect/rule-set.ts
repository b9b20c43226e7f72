// SPDX-License-Identifier: Apache-2.0
// Sigma texts with the user's settings put in: the rules of a run.
import { TokenwardError } from '../model/error.ts';
import type { Settings, SettingValue } from '../model/settings.ts';
import {
  type CorrelationRule,
  collectRules,
  type DetectionRule,
  parseRules,
  type RejectedRule,
  type Rule,
  type RuleCollection,
  type RuleMeta,
  ruleKey,
  type Scalar,
} from '../sigma/sigma.ts';
import { type RuleBlock, ruleBlockSchema } from './rule-block.ts';

export interface RuleFile {
  readonly file: string;
  readonly text: string;
}

export interface RuleSet {
  readonly collection: RuleCollection;
  /** By rule key; a rule without a `tokenward:` block has the block's defaults. */
  readonly blocks: ReadonlyMap<string, RuleBlock>;
  /** File that a rule stands in, by rule key. */
  readonly files: ReadonlyMap<string, string>;
  readonly rejected: readonly RejectedRule[];
}

/** Values for placeholders that the product itself knows (lists of client ids and the like). */
export type PlaceholderLists = (name: string) => readonly string[] | undefined;

export interface RuleSetOptions {
  readonly settings?: Settings['settings'];
  readonly disable?: readonly string[];
  readonly lists?: PlaceholderLists;
}

interface Tuning {
  readonly placeholders: (name: string) => readonly Scalar[] | undefined;
  readonly set: (rule: RuleMeta) => Readonly<Record<string, unknown>> | undefined;
  /** Whether `set` gives anything. */
  readonly changes: boolean;
}

function blockOf(meta: RuleMeta): RuleBlock {
  const parsed = ruleBlockSchema.safeParse(meta.custom.tokenward ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new TokenwardError(
    'RULE_INVALID',
    `tokenward.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
    {
      position: meta.position,
    },
  );
}

function asList(value: SettingValue): readonly (string | number)[] {
  return typeof value === 'object' ? value : [value];
}

/** What the user's settings change in the documents of one file. Settings may stand under any of its rules' names. */
function tuningOf(
  blocks: ReadonlyMap<string, RuleBlock>,
  given: Settings['settings'],
  lists: PlaceholderLists,
): Tuning {
  const placeholders = new Map<string, readonly (string | number)[]>();
  const changes = new Map<string, Record<string, unknown>>();
  for (const [key, block] of blocks) {
    for (const [name, setting] of Object.entries(block.settings)) {
      const value = given[key]?.[name];
      if (setting.placeholder !== undefined) {
        placeholders.set(setting.placeholder, asList(value ?? setting.default ?? []));
      } else if (value !== undefined && setting.at !== undefined) {
        const home = setting.rule ?? key;
        changes.set(home, { ...changes.get(home), [setting.at]: value });
      }
    }
  }
  return {
    placeholders: (name) => placeholders.get(name) ?? lists(name),
    set: (meta) => changes.get(meta.name ?? meta.id ?? meta.title),
    changes: changes.size > 0,
  };
}

function parseFile(
  { file, text }: RuleFile,
  given: Settings['settings'],
  lists: PlaceholderLists,
): { rules: readonly Rule[]; rejected: readonly RejectedRule[]; blocks: ReadonlyMap<string, RuleBlock> } {
  // First reading: which settings there are. Placeholders get a stand-in, as their values are not known yet.
  let placeholders = false;
  const first = parseRules(text, file, {
    placeholders: () => {
      placeholders = true;
      return ['*'];
    },
  });
  const blocks = new Map<string, RuleBlock>();
  const rejected: RejectedRule[] = [];
  for (const rule of first.rules) {
    try {
      blocks.set(ruleKey(rule), blockOf(rule.meta));
    } catch (error) {
      if (!(error instanceof TokenwardError)) throw error;
      rejected.push({ title: rule.meta.title, code: error.code, reason: error.message, position: rule.meta.position });
    }
  }
  const tuning = tuningOf(blocks, given, lists);
  // Most files have neither placeholders nor settings that are changed: a second reading would say the same.
  const second = placeholders || tuning.changes ? parseRules(text, file, tuning) : first;
  const usable = second.rules.filter((rule) => blocks.has(ruleKey(rule)));
  return { rules: usable, rejected: [...second.rejected, ...rejected], blocks };
}

/** Takes rules out, with the parts that nothing else needs. */
function without(collection: RuleCollection, off: ReadonlySet<string>): RuleCollection {
  if (off.size === 0) return collection;
  const reported = new Set([...collection.reported].filter((key) => !off.has(key)));
  const needed = new Set(reported);
  // A correlation comes after what it refers to: from the last one back, every part is known to be needed or not.
  for (const rule of collection.correlations.toReversed()) {
    if (!needed.has(ruleKey(rule))) continue;
    for (const reference of rule.correlation.rules) {
      const part = collection.find(reference);
      if (part !== undefined) needed.add(ruleKey(part));
    }
  }
  return {
    ...collection,
    detections: collection.detections.filter((rule) => needed.has(ruleKey(rule))),
    correlations: collection.correlations.filter((rule) => needed.has(ruleKey(rule))),
    reported,
  };
}

/** Builds the rules of a run from Sigma texts. What cannot be used is in `rejected`, with its reason; nothing throws. */
export function buildRuleSet(files: readonly RuleFile[], options: RuleSetOptions = {}): RuleSet {
  const { settings = {}, disable = [], lists = () => undefined } = options;
  const rules: Rule[] = [];
  const rejected: RejectedRule[] = [];
  const blocks = new Map<string, RuleBlock>();
  const homes = new Map<string, string>();
  for (const file of files) {
    const parsed = parseFile(file, settings, lists);
    rejected.push(...parsed.rejected);
    for (const rule of parsed.rules) {
      const key = ruleKey(rule);
      rules.push(rule);
      blocks.set(key, parsed.blocks.get(key) ?? blockOf(rule.meta));
      homes.set(key, file.file);
    }
  }
  const collection = without(collectRules(rules), new Set(disable));
  return { collection, blocks, files: homes, rejected: [...rejected, ...collection.rejected] };
}

/** The rule of a key, whichever kind. */
export function ruleOf(set: RuleSet, key: string): DetectionRule | CorrelationRule | undefined {
  return set.collection.find(key);
}
