// SPDX-License-Identifier: Apache-2.0
import { literalText, parsePattern } from '../pattern.ts';
import { problem } from '../problem.ts';
import { eachValue, type Modifier, requireParts } from './draft.ts';

/** The value names another field of the record; `contains`, `startswith` and `endswith` may stand before or after. */
export const fieldref: Modifier = eachValue((value, context) => {
  const { parts, raw } = requireParts(value, 'fieldref', context);
  const field = literalText(parsePattern(raw));
  if (field === undefined || field === '') {
    throw problem('RULE_INVALID', 'the modifier "fieldref" needs the name of a field, without wildcards', context.at);
  }
  const before = parts.at(0)?.kind === 'any';
  const after = parts.at(-1)?.kind === 'any';
  const anchor = before ? (after ? 'contains' : 'endswith') : after ? 'startswith' : 'equals';
  return { kind: 'test', test: { kind: 'fieldref', field, anchor, cased: false } };
});
