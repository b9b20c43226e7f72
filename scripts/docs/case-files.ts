// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCheckCases } from '../../src/audit/testing/check-cases.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** The case file of each check, by the check's id. */
export function findCaseFiles(): ReadonlyMap<string, string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.cases.yml'));
  return new Map(files.toSorted().map((it) => [readCheckCases(join(source, it)).check, join(source, it)]));
}
