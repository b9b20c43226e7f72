// SPDX-License-Identifier: Apache-2.0

import { openPattern } from '../pattern.ts';
import { problem } from '../problem.ts';
import { eachValue, type Modifier, requireParts } from './draft.ts';

const anchors = { contains: [true, true], startswith: [false, true], endswith: [true, false] } as const;
export type Anchor = keyof typeof anchors;

/** `contains`, `startswith` and `endswith`, on text, numbers, regular expressions and field references. */
export function anchor(name: Anchor): Modifier {
  const [before, after] = anchors[name];
  return eachValue((value, context) => {
    if (value.kind === 'test' && value.test.kind === 'fieldref') {
      return { kind: 'test', test: { ...value.test, anchor: name } };
    }
    if (value.kind === 'test' && value.test.kind === 'regex') {
      const { source } = value.test;
      if (name === 'contains') return value;
      const anchored = name === 'startswith' ? `\\A(?:${source})` : `(?:${source})\\z`;
      return { kind: 'test', test: { ...value.test, source: anchored } };
    }
    const { parts, raw } = requireParts(value, name, context, true);
    return { kind: 'text', parts: openPattern(parts, before, after), raw };
  });
}

/** Joins the written values by and. "Single item values are not allowed". */
export const all: Modifier = (draft, context) => {
  if (draft.groups.length < 2) {
    throw problem(
      'RULE_INVALID',
      'the modifier "all" needs a list of two values or more; drop it or add a value',
      context.at,
    );
  }
  return { ...draft, all: true };
};

export const cased: Modifier = (draft) => ({ ...draft, cased: true });

/** Negates the whole field item: none of the values. A record without the field is different from them all. */
export const neq: Modifier = (draft) => ({ ...draft, not: !draft.not });

/** Whether the field is there, whatever its value. */
export const exists: Modifier = (draft, context) => {
  const value = draft.groups.length === 1 ? draft.groups[0]?.[0] : undefined;
  if (value?.kind !== 'plain' || typeof value.value !== 'boolean') {
    throw problem('RULE_INVALID', 'the modifier "exists" needs one value, true or false, without quotes', context.at);
  }
  return { ...draft, groups: [[{ kind: 'test', test: { kind: 'exists', value: value.value } }]] };
};
