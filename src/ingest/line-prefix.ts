// SPDX-License-Identifier: Apache-2.0

/** Longest prefix in bytes; the longest known are a syslog header's. */
const longest = 400;
const brace = 0x7b;
const separator = 0x1e;

/**
 * What collectors write before a record on its line. The transport writes it, so nothing in it is anybody's claim:
 * CloudWatch's exports (`2026-01-02T03:04:05.678Z {`, with the name of the stream as `aws logs tail` has it), container
 * runtimes (`… stdout F {`), syslog of both kinds, the journal, and the record separator of JSON text sequences.
 */
const prefixes: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) (?:std(?:out|err) F |[\w./#$-]{1,200} )?$/,
  /^(?:<\d{1,3}>)?1 \S{1,40} \S{1,255} \S{1,48} \S{1,128} \S{1,32} (?:-|\[[^{]{0,200}\]) (?:\ufeff|\u00ef\u00bb\u00bf)?$/,
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:?\d\d)) \S{1,255} [^\s:{]{1,128}: (?:@cee: ?)?$/,
];

/** Where the record begins on a line that has such a prefix; 0 for any other line. */
export function prefixLength(line: Uint8Array): number {
  if (line[0] === brace) return 0;
  if (line[0] === separator) return 1;
  const head = Buffer.from(line.buffer, line.byteOffset, Math.min(line.byteLength, longest + 1));
  const at = head.indexOf(brace);
  if (at <= 0) return 0;
  const prefix = head.toString('latin1', 0, at);
  return prefixes.some((known) => known.test(prefix)) ? at : 0;
}
