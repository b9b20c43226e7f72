// SPDX-License-Identifier: Apache-2.0
import * as zlib from 'node:zlib';
import { createEnricher, loadNetworkData, networkDataProblems } from '../enrich/enrich.ts';
import { formatPosition, TokenwardError } from '../model/error.ts';
import { sources } from '../sources/sources.ts';
import { exitCodes } from './exit.ts';
import { loadRules } from './load-rules.ts';
import { findSettings, namedNetworks, readSettings } from './settings-file.ts';
import { version } from './version.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

function settingsCheck(named: string | undefined): Check {
  const file = findSettings(named, []);
  try {
    const settings = readSettings(file);
    createEnricher({ networks: namedNetworks(settings) });
    const zones = settings.networks.map((it) => it.zone);
    const ranges =
      zones.length === 0
        ? 'no own networks named: rules on your ranges (networks:) cannot help'
        : `networks ${zones.join(', ')}`;
    return { name: 'settings', ok: true, says: `${file ?? 'no tokenward.yml'}; ${ranges}` };
  } catch (error) {
    if (!(error instanceof TokenwardError)) throw error;
    const at = error.position === undefined ? '' : ` (${formatPosition(error.position)})`;
    return { name: 'settings', ok: false, says: `${error.message}${at}` };
  }
}

function rulesCheck(): Check {
  const rules = loadRules(readSettings(undefined));
  const [first] = rules.rejected;
  const says = `${rules.collection.reported.size} detections over ${sources.length} log sources`;
  return first === undefined
    ? { name: 'rules', ok: true, says }
    : { name: 'rules', ok: false, says: `${says}; not used: "${first.title}": ${first.reason}` };
}

function networkCheck(): Check {
  const data = loadNetworkData();
  const known = createEnricher({ networks: [], data }).network('8.8.8.8');
  const problems = networkDataProblems(data);
  const says = problems.length > 0 ? problems.join('; ') : `8.8.8.8 is AS${known?.asn} ${known?.as}, ${known?.country}`;
  return { name: 'network data', ok: problems.length === 0 && known?.asn !== undefined, says };
}

/** Runs every check and returns the exit code: 0 where all are fine. */
export function runDoctor(settings: string | undefined): number {
  const checks: readonly Check[] = [
    { name: 'version', ok: true, says: `tokenward ${version()} on Node ${process.versions.node}` },
    {
      name: 'zstd',
      ok: 'createZstdDecompress' in zlib,
      says:
        'createZstdDecompress' in zlib ? 'this Node reads zstd' : 'this Node does not read zstd: use 22.15 or newer',
    },
    settingsCheck(settings),
    rulesCheck(),
    networkCheck(),
  ];
  for (const { name, ok, says } of checks)
    process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(13)} ${says}\n`);
  return checks.every((it) => it.ok) ? exitCodes.done : exitCodes.usage;
}
