// SPDX-License-Identifier: Apache-2.0
// The Sigma language, version 2.1, with the extensions of docs/sigma-extensions.md: parse, collect, match, print.
export { collectRules } from './collect/collect.ts';
export type { Correlator, CorrelatorCounts, CorrelatorOptions, Hit, HitStep, Item } from './correlate/correlator.ts';
export { createCorrelator } from './correlate/engine.ts';
export { allInOne, groupHash, joinHashes } from './correlate/group-hash.ts';
export { Outlook, type OutlookUse } from './correlate/outlook.ts';
export { expressionFields, hasKeywords } from './expression.ts';
export { logsourceMatches } from './log-source.ts';
export { compileExpression } from './match/compile.ts';
export { readField } from './match/field.ts';
export { type ParsedRules, type ParseOptions, parseRules } from './parse/rules.ts';
export { printExpression, printRule } from './print/rule.ts';
export { extensionSchemas, type JsonSchema } from './schema/extensions.ts';
export {
  type Bounds,
  type CompareOperator,
  type Correlation,
  type CorrelationRule,
  type CorrelationType,
  correlationTypes,
  type DetectionRule,
  type Expression,
  extensionTypes,
  type FilterRule,
  type Level,
  type LogSourceSelector,
  levels,
  type PatternPart,
  type RejectedRule,
  type Rule,
  type RuleCollection,
  type RuleMeta,
  ruleKey,
  type Scalar,
  type Status,
  statuses,
  type TimePart,
  timeParts,
  type ValueTest,
} from './types.ts';
