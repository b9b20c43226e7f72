// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { NamedNetwork } from '../enrich/enrich.ts';
import { TokenwardError } from '../model/error.ts';
import { type Settings, settingsSchema } from '../model/settings.ts';

export const settingsName = 'tokenward.yml';

/** Where settings are: the file that was named, else tokenward.yml here, else in the one folder that is read. */
export function findSettings(named: string | undefined, inputs: readonly string[]): string | undefined {
  if (named !== undefined) return named;
  const fromEnvironment = process.env.TOKENWARD_SETTINGS;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  const places = [
    settingsName,
    ...(inputs.length === 1 && inputs[0] !== undefined ? [join(inputs[0], settingsName)] : []),
  ];
  return places.find((place) => existsSync(place) && statSync(place).isFile());
}

/** Reads and checks a settings file. @throws TokenwardError SETTINGS_INVALID with the line that is wrong */
export function readSettings(file: string | undefined): Settings {
  if (file === undefined) return settingsSchema.parse({});
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TokenwardError('SETTINGS_INVALID', `the settings ${file} cannot be read`, { position: { file }, cause });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new TokenwardError('SETTINGS_INVALID', problem.message.split('\n', 1)[0] ?? problem.message, {
      position: { file, line, column: col },
    });
  }
  const parsed = settingsSchema.safeParse(document.toJS({ maxAliasCount: 50 }) ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? []).filter((it) => typeof it !== 'symbol');
  const node = document.getIn(path, true);
  const offset =
    typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
      ? node.range[0]
      : undefined;
  const place = typeof offset === 'number' ? lines.linePos(offset) : undefined;
  throw new TokenwardError(
    'SETTINGS_INVALID',
    `${path.join('.') || 'settings'}: ${issue?.message ?? 'not valid'}; docs/settings.md lists every key`,
    {
      position: { file, ...(place === undefined ? {} : { line: place.line, column: place.col }) },
    },
  );
}

/** The user's ranges as enrichment takes them. */
export function namedNetworks(settings: Settings): readonly NamedNetwork[] {
  return settings.networks.map(({ zone, cidrs, country }) => ({
    zone,
    cidrs,
    ...(country === undefined ? {} : { country }),
  }));
}
