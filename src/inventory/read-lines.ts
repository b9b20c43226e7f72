// SPDX-License-Identifier: Apache-2.0
// Lines of a file of any size, decompressed and decoded. Blank lines and leading blanks stay: LDIF folds lines by them.
import { StringDecoder } from 'node:string_decoder';
import { openInputs, toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import type { LineBatch } from './reader.ts';

/** Characters of a line that is read; a longer one is cut, with a problem. */
export const maxLineCharacters = 1 << 20;

/** Reads a file line by line. What breaks off is a problem after all lines that came before. */
export async function* readLines(
  absolute: string,
  name: string,
  problem: (problem: InputProblem) => void,
): AsyncGenerator<LineBatch> {
  for await (const input of openInputs([absolute])) {
    if (input.kind === 'problem') problem({ ...input.problem, position: { ...input.problem.position, file: name } });
    if (input.kind !== 'input') continue;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    let cut = false;
    let first = 1;
    const take = (text: string, last: boolean): LineBatch => {
      const lines = (rest + text).split('\n');
      rest = last ? '' : (lines.pop() ?? '');
      if (first === 1 && lines[0]?.startsWith('\ufeff') === true) lines[0] = lines[0].slice(1);
      const batch = { first, lines: lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) };
      first += lines.length;
      if (rest.length > maxLineCharacters) {
        if (!cut) {
          const message = `${name}: line ${first} is longer than ${maxLineCharacters} characters and was cut`;
          problem({ code: 'RECORD_TOO_LARGE', message, position: { file: name, line: first } });
        }
        cut = true;
        rest = rest.slice(0, maxLineCharacters);
      } else cut = false;
      return batch;
    };
    try {
      for await (const chunk of input.chunks()) {
        const batch = take(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)), false);
        if (batch.lines.length > 0) yield batch;
      }
    } catch (error) {
      const it = toProblem(error, name);
      problem({ ...it, position: { ...it.position, file: name } });
    }
    const batch = take(decoder.end(), true);
    if (batch.lines.some((line) => line !== '')) yield batch;
  }
}
