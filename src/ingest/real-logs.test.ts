// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openInputs } from './open.ts';
import { parseRecord } from './parse.ts';
import { readBatches } from './read-batches.ts';
import { unwrap } from './unwrap.ts';

const data = process.env.TOKENWARD_REFERENCE_DATA ?? '../shared/data';
const manifest = join(data, 'MANIFEST.tsv');

test.skipIf(!existsSync(manifest))('every real log is read: the counts are those of its manifest', async () => {
  const expected = new Map<string, number>();
  for (const line of readFileSync(manifest, 'utf8').split('\n')) {
    const cells = line.split('\t');
    if (cells[0]?.startsWith('logs/') === true) expected.set(join(data, cells[0]), Number(cells[5]));
  }
  const counted = new Map<string, number>();
  const refused: unknown[] = [];
  for await (const item of openInputs([join(data, 'logs')])) {
    if (item.kind !== 'input') {
      refused.push(item);
      continue;
    }
    let records = 0;
    for await (const batch of readBatches(item)) {
      if (batch.problem !== undefined) refused.push(batch.problem);
      for (const slice of batch.slices) {
        const parsed = slice.kind === 'record' ? parseRecord(slice.bytes) : slice;
        if ('ok' in parsed && parsed.ok) records += [...unwrap(parsed.record)].length;
        else refused.push(parsed);
      }
    }
    counted.set(item.name, records);
  }
  expect(refused).toEqual([]);
  expect(counted).toEqual(expected);
});
