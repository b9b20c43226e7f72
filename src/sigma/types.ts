// SPDX-License-Identifier: Apache-2.0
// The Sigma language as immutable data: what parsing gives and everything else works on.
import type { Position } from '../model/error.ts';

export type Scalar = string | number | boolean | null;

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];
export const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof statuses)[number];

/** What every kind of Sigma document carries. Keys that the specification does not know are kept in `custom`. */
export interface RuleMeta {
  readonly title: string;
  readonly id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly status?: Status;
  readonly level?: Level;
  readonly license?: string;
  readonly author?: string;
  readonly date?: string;
  readonly modified?: string;
  readonly taxonomy?: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly falsepositives: readonly string[];
  readonly fields: readonly string[];
  readonly scope: readonly string[];
  readonly related: readonly { readonly id: string; readonly type: string }[];
  readonly custom: Readonly<Record<string, unknown>>;
  /** Where the document begins. */
  readonly position: Position;
}

export interface LogSourceSelector {
  readonly category?: string;
  readonly product?: string;
  readonly service?: string;
  readonly definition?: string;
}

/** Part of a string pattern: literal text, `*` (any run) or `?` (one character). */
export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

export const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof timeParts)[number];
export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

/** What a value must be. Modifiers are resolved: encodings are applied, `all` and lists have become and/or. */
export type ValueTest =
  | { readonly kind: 'string'; readonly parts: readonly PatternPart[]; readonly cased: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly value: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'cidr'; readonly network: string }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly value: number }
  | {
      readonly kind: 'fieldref';
      readonly field: string;
      readonly anchor: 'equals' | 'contains' | 'startswith' | 'endswith';
      readonly cased: boolean;
    }
  | { readonly kind: 'time'; readonly part: TimePart; readonly test: ValueTest };

/** A condition with its search identifiers put in place. `constant` is what an empty selection becomes. */
export type Expression =
  | { readonly kind: 'and'; readonly of: readonly Expression[] }
  | { readonly kind: 'or'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'field'; readonly field: string; readonly test: ValueTest }
  | { readonly kind: 'keyword'; readonly test: ValueTest }
  | { readonly kind: 'constant'; readonly value: boolean };

export interface DetectionRule {
  readonly kind: 'detection';
  readonly meta: RuleMeta;
  readonly logsource: LogSourceSelector;
  readonly condition: Expression;
}

/** Says which rules it narrows (by id or name; `any` for all of its logsource) and what to leave out or keep. */
export interface FilterRule {
  readonly kind: 'filter';
  readonly meta: RuleMeta;
  readonly logsource: LogSourceSelector;
  readonly rules: 'any' | readonly string[];
  readonly condition: Expression;
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
] as const;
/** Our own types, documented in docs/sigma-extensions.md; other tools will refuse them. */
export const extensionTypes = ['first_seen', 'absence', 'travel', 'volume'] as const;
export type CorrelationType = (typeof correlationTypes)[number] | (typeof extensionTypes)[number];

/** All given bounds must hold. */
export interface Bounds {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
  readonly eq?: number;
  readonly neq?: number;
}

interface CorrelationBase {
  /** Referred rules by id or name; of our library's loaded collection, each is there. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** Milliseconds. */
  readonly timespan: number;
  /** alias → rule name → field. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly generate: boolean;
}

export type Correlation =
  | (CorrelationBase & { readonly type: 'event_count'; readonly bounds: Bounds })
  | (CorrelationBase & {
      readonly type: 'value_count' | 'value_sum' | 'value_avg';
      readonly bounds: Bounds;
      readonly field: readonly string[];
    })
  | (CorrelationBase & {
      readonly type: 'value_percentile';
      readonly bounds: Bounds;
      readonly field: readonly string[];
      readonly percentile: number;
    })
  /** Without a condition every referred rule must be met. */
  | (CorrelationBase & { readonly type: 'temporal' | 'temporal_ordered'; readonly bounds?: Bounds })
  /** A value of `field` that is new for the group: later than `learning` after the group's first event, `known` values before it. */
  | (CorrelationBase & {
      readonly type: 'first_seen';
      readonly field: readonly string[];
      readonly learning: number;
      readonly known: number;
    })
  /** A group's first event of `rules[0]` with none of the other rules before it, where their log reaches back `timespan`. */
  | (CorrelationBase & { readonly type: 'absence' })
  /** Two events of a group, at most `timespan` apart, farther apart than `speed` (km/h) allows. */
  | (CorrelationBase & {
      readonly type: 'travel';
      readonly latitude: string;
      readonly longitude: string;
      readonly radius?: string;
      readonly speed: number;
    })
  /** A bucket of `timespan` with at least `gte` (events, or the sum of `field`) and more than `factor` times the group's mean over the `baseline` before it. */
  | (CorrelationBase & {
      readonly type: 'volume';
      readonly field?: string;
      readonly gte: number;
      readonly factor: number;
      readonly baseline: number;
      /** Buckets of the group's own history needed before it can be met. */
      readonly learning: number;
    });

export interface CorrelationRule {
  readonly kind: 'correlation';
  readonly meta: RuleMeta;
  readonly correlation: Correlation;
}

export type Rule = DetectionRule | FilterRule | CorrelationRule;

/** A rule that cannot be used, with the reason and the place. */
export interface RejectedRule {
  readonly title: string;
  readonly code: string;
  readonly reason: string;
  readonly position: Position;
}

/**
 * Rules that fit together: references resolved, filters applied, names and ids unique.
 * `reported` are the rules that stand for themselves: neither a part of a correlation (unless `generate`) nor a filter.
 */
export interface RuleCollection {
  readonly detections: readonly DetectionRule[];
  /** Ordered so that a rule comes after every rule it refers to. */
  readonly correlations: readonly CorrelationRule[];
  readonly reported: ReadonlySet<string>;
  readonly rejected: readonly RejectedRule[];
  /** Resolves an id or a name to the rule's key. */
  readonly find: (reference: string) => DetectionRule | CorrelationRule | undefined;
}

/** The key of a rule in a collection: its name, else its id, else its title. */
export function ruleKey(rule: { readonly meta: RuleMeta }): string {
  return rule.meta.name ?? rule.meta.id ?? rule.meta.title;
}
