// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { generateLab, labAttacks, labSources } from '../lab/lab.ts';
import { writeLab } from '../lab/write.ts';
import { TokenwardError } from '../model/error.ts';
import { exitCodes } from './exit.ts';

export interface LabRequest {
  readonly seed: number;
  readonly start: string;
  readonly days: number;
  readonly people: number;
  readonly size: 'small' | 'medium' | 'large';
  readonly attack?: readonly string[];
  readonly source?: readonly string[];
}

function checked(wanted: readonly string[], known: readonly string[], what: string): readonly string[] {
  const strange = wanted.find((it) => !known.includes(it));
  if (strange === undefined) return wanted;
  throw new TokenwardError('USAGE', `there is no ${what} "${strange}"; there are ${known.join(', ')}`);
}

/** Runs `tokenward lab generate` and returns its exit code. */
export async function runLab(folder: string, request: LabRequest): Promise<number> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new TokenwardError(
      'USAGE',
      `${folder} is not empty; name a new folder, so that no logs of yours are mixed with made-up ones`,
    );
  }
  const attacks =
    request.attack === undefined
      ? 'all'
      : checked(
          request.attack,
          labAttacks.map((it) => it.name),
          'attack',
        );
  const sources = checked(request.source ?? [], labSources, 'log source');
  const { seed, start, days, people, size } = request;
  const records = generateLab({
    seed,
    start,
    days,
    people,
    size,
    attacks,
    ...(sources.length === 0 ? {} : { sources }),
  });
  const written = await writeLab(records, folder);
  process.stdout.write(
    `${written.records} records in ${written.files} files, ${written.labelled} of them of labelled attacks, written to ${folder}\n` +
      `Now:  tokenward detect ${folder}\n`,
  );
  return exitCodes.done;
}
