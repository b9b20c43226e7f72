// SPDX-License-Identifier: Apache-2.0

import { literalText } from '../pattern.ts';
import { problem } from '../problem.ts';
import { eachValue, literalValue, type Modifier, type ModifierContext, requireParts, type Value } from './draft.ts';

/** The value in UTF-8, or the bytes an encoding before made of it. */
function bytesOf(value: Value, name: string, context: ModifierContext): Buffer {
  return value.kind === 'bytes' ? Buffer.from(value.bytes) : Buffer.from(wholeText(value, name, context), 'utf8');
}

function wholeText(value: Value, name: string, context: ModifierContext): string {
  const text = literalText(requireParts(value, name, context).parts);
  if (text !== undefined) return text;
  throw problem(
    'RULE_INVALID',
    `the modifier "${name}" cannot encode the wildcards * and ?; write them as \\* and \\?, or put "contains" after it`,
    context.at,
  );
}

export const base64: Modifier = eachValue((value, context) =>
  literalValue(bytesOf(value, 'base64', context).toString('base64')),
);

/**
 * The three texts that the value has inside longer Base64, without the characters that depend on its neighbours:
 * after 0, 1 or 2 bytes the first 0, 2 or 3 characters hold foreign bits, and a last incomplete group does too.
 */
export const base64offset: Modifier = eachValue((value, context) => {
  const bytes = bytesOf(value, 'base64offset', context);
  if (bytes.length < 2) {
    throw problem(
      'RULE_INVALID',
      'of one byte nothing is left that the modifier "base64offset" could search for; write a longer value',
      context.at,
    );
  }
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const incomplete = [0, 3, 2][(bytes.length + offset) % 3] ?? 0;
    return literalValue(encoded.slice([0, 2, 3][offset], encoded.length - incomplete));
  });
});

/** `utf16le` (also named `wide`), `utf16be`, and `utf16`, which is little-endian after a byte order mark. */
export function utf16(name: 'utf16' | 'utf16le' | 'utf16be' | 'wide'): Modifier {
  return eachValue((value, context) => {
    const bytes = Buffer.from(wholeText(value, name, context), 'utf16le');
    if (name === 'utf16be') bytes.swap16();
    return { kind: 'bytes', bytes: name === 'utf16' ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes };
  });
}
