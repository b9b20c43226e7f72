// SPDX-License-Identifier: Apache-2.0
// For tests only: real logs outside the project, read in place.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RawRecord } from '../../model/event.ts';
import type { Source } from '../../model/source.ts';
import { fitsShape } from '../recognise.ts';
import { isObject } from '../shared/read.ts';

const directory = join(process.env.TOKENWARD_REFERENCE_DATA ?? '../shared/data', 'logs');

export const referenceLogsThere = existsSync(directory);

/** The records of a gzipped file of JSON lines; where a line is a case, the vendor's record under `log`. */
export function referenceRecords(file: string): readonly RawRecord[] {
  return gunzipSync(readFileSync(join(directory, file)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
    .map((line) => (isObject(line) && isObject(line.log) ? line.log : line))
    .filter(isObject);
}

/** How many records of a file fit each source in any of its shapes; `none` and `a+b` show what should not be. */
export function countsBySource(file: string, sources: readonly Source[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const record of referenceRecords(file)) {
    const fitting = sources.filter(({ shapes, variants = [] }) =>
      [...shapes, ...variants.map(({ shape }) => shape)].some((shape) => fitsShape(record, shape)),
    );
    const key = fitting.map(({ id }) => id).join('+') || 'none';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
