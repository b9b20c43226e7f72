// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';
import { compileExpression } from '../match/compile.ts';
import { type ParseOptions, parseRules } from '../parse/rules.ts';
import type { Correlation, DetectionRule, Expression, RejectedRule } from '../types.ts';

const head = 'title: T\nlogsource: {product: p}\n';

/** A detection rule of this `detection`, given as YAML or as a value. @throws Error if it is rejected */
export function detection(detection: string | object, options?: ParseOptions): DetectionRule {
  const { rules, rejected } = parseRules(head + section('detection', detection), 'rule.yml', options);
  const [rule] = rules;
  if (rule?.kind === 'detection') return rule;
  throw new Error(rejected[0]?.reason ?? 'no rule');
}

/** The expression of a single selection. */
export function selection(search: string | object, options?: ParseOptions): Expression {
  return detection(`${section('s', search)}condition: s\n`, options).condition;
}

/** Whether a single selection matches a record. */
export function matches(search: string | object, record: unknown, options?: ParseOptions): boolean {
  return compileExpression(selection(search, options))(record);
}

/** Why a single selection is rejected. @throws Error if it is not */
export function refusal(search: string | object, options?: ParseOptions): RejectedRule {
  return rejection(`${head}detection:\n${indent(`${section('s', search)}condition: s\n`)}`, options);
}

/** Why a document is rejected. @throws Error if it is not */
export function rejection(document: string, options?: ParseOptions): RejectedRule {
  const [rejected] = parseRules(document, 'rule.yml', options).rejected;
  if (rejected === undefined) throw new Error('the rule is accepted');
  return rejected;
}

/** The correlation of this section. @throws Error if it is rejected */
export function correlation(section: object): Correlation {
  const { rules, rejected } = parseRules(stringify({ title: 'T', correlation: section }), 'rule.yml');
  const [rule] = rules;
  if (rule?.kind === 'correlation') return rule.correlation;
  throw new Error(rejected[0]?.reason ?? 'no rule');
}

function section(key: string, value: string | object): string {
  return typeof value === 'string' ? `${key}:\n${indent(value)}` : stringify({ [key]: value });
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ').replace(/\n?$/, '\n');
}
