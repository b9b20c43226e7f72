// SPDX-License-Identifier: Apache-2.0
import { visible } from '../report/visible.ts';

/** Characters of one line: usage messages list what there is to choose from. */
const longest = 4000;

/** Says something on standard error, as one line. Names of files are part of it, and those are as hostile as logs. */
export function say(text: string): void {
  process.stderr.write(`tokenward: ${visible(text, longest)}\n`);
}
