// SPDX-License-Identifier: Apache-2.0
import { problem } from '../problem.ts';
import { eachValue, type Modifier, requireParts } from './draft.ts';

/** The value as a regular expression, as written: wildcards and their escapes mean nothing in it. */
export const re: Modifier = eachValue((value, context) => {
  if (value.kind === 'test' && value.test.kind === 'regex') return value;
  return { kind: 'test', test: { kind: 'regex', source: requireParts(value, 're', context).raw, flags: '' } };
});

/** `i` ignores case, `m` lets ^ and $ match at lines, `s` lets . match a line break. */
export function flag(name: 'i' | 'm' | 's'): Modifier {
  return eachValue((value, context) => {
    if (value.kind !== 'test' || value.test.kind !== 'regex') {
      throw problem('RULE_INVALID', `the modifier "${name}" belongs after "re", as in field|re|${name}`, context.at);
    }
    const flags = [...new Set(`${value.test.flags}${name}`)].sort().join('');
    return { kind: 'test', test: { ...value.test, flags } };
  });
}
