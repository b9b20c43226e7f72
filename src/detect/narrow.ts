// SPDX-License-Identifier: Apache-2.0
// A condition as it reads on one source: what the source decides by itself is put in as a constant.
import type { Event } from '../model/event.ts';
import { enrichedFields, type LifecycleFieldName, type LifecycleValue } from '../model/lifecycle.ts';
import type { Projection, Source } from '../model/source.ts';
import { compileExpression, type Expression } from '../sigma/sigma.ts';
import { eventField, lifecyclePrefix } from './event-field.ts';

/** The projections that a lifecycle field rests on; `undefined` for fields of the record. */
export function projectionsOf(source: Source, field: string): readonly Projection[] | undefined {
  if (!field.startsWith(lifecyclePrefix)) return undefined;
  const name = field.slice(lifecyclePrefix.length) as LifecycleFieldName;
  const projected = name in enrichedFields ? enrichedFields[name as keyof typeof enrichedFields] : name;
  return source.lifecycle.filter((it) => it.field === projected);
}

function eventWith(source: Source, field: string, value: LifecycleValue | undefined): Event {
  const name = field.slice(lifecyclePrefix.length);
  const lifecycle = value === undefined ? {} : { [name]: value };
  return { id: '', source: source.id, time: 0, raw: {}, lifecycle, origin: { file: '', line: 1, offset: 0 } };
}

/** What a test on a field gives for every event of the source, where that is always the same. */
function constantOf(expression: Extract<Expression, { kind: 'field' }>, source: Source): boolean | undefined {
  const { field, test } = expression;
  const projections = projectionsOf(source, field);
  if (projections === undefined || test.kind === 'fieldref') return undefined;
  const enriched = field.slice(lifecyclePrefix.length) in enrichedFields;
  if (projections.length > 0 && (enriched || projections.some((it) => it.values === undefined))) return undefined;
  const matches = compileExpression<Event>(expression, eventField);
  const possible = [undefined, ...projections.flatMap((it) => it.values ?? [])];
  const answers = new Set(possible.map((value) => matches(eventWith(source, field, value))));
  return answers.size === 1 ? answers.has(true) : undefined;
}

/** Puts constants in place and folds them away. The result holds for an event of the source exactly if the condition does. */
export function narrow(expression: Expression, source: Source): Expression {
  switch (expression.kind) {
    case 'constant':
    case 'keyword':
      return expression;
    case 'field': {
      const value = constantOf(expression, source);
      return value === undefined ? expression : { kind: 'constant', value };
    }
    case 'not': {
      const of = narrow(expression.of, source);
      return of.kind === 'constant' ? { kind: 'constant', value: !of.value } : { kind: 'not', of };
    }
    case 'and':
    case 'or': {
      const neutral = expression.kind === 'and';
      const of = expression.of
        .map((it) => narrow(it, source))
        .filter((it) => it.kind !== 'constant' || it.value !== neutral);
      const [first] = of;
      if (of.some((it) => it.kind === 'constant')) return { kind: 'constant', value: !neutral };
      if (first === undefined) return { kind: 'constant', value: neutral };
      return of.length === 1 ? first : { kind: expression.kind, of };
    }
  }
}
