// SPDX-License-Identifier: Apache-2.0
// For tests only.
import { readFileSync } from 'node:fs';
import type { Event } from '../../model/event.ts';
import type { Source } from '../../model/source.ts';
import { toEvent } from '../event.ts';
import { createRecogniser } from '../recognise.ts';
import { isObject } from './read.ts';

/** The events of a folder's `example.ndjson`, each recognised among the given sources; throws where one is not. */
export function exampleEvents(file: URL, sources: readonly Source[]): readonly Event[] {
  const recognise = createRecogniser(sources);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const record: unknown = JSON.parse(line);
      const found = isObject(record) ? recognise(record) : undefined;
      if (found === undefined) throw new Error(`${file.pathname}:${index + 1} is not recognised`);
      const event = toEvent(found.source, found.record, { file: 'example.ndjson', line: index + 1, offset: 0 });
      if ('reason' in event) throw new Error(`${file.pathname}:${index + 1}: ${event.reason}`);
      return event;
    });
}
