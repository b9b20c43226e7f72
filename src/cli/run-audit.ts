// SPDX-License-Identifier: Apache-2.0
import { audit } from '../audit/audit.ts';
import { checks } from '../audit/checks.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { type Area, areas } from '../model/check.ts';
import { TokenwardError } from '../model/error.ts';
import { severities } from '../model/severity.ts';
import { renderAuditTerminal } from '../report/audit-terminal.ts';
import type { AuditRequest } from './audit.ts';
import { exitCodes } from './exit.ts';
import { findSettings, readSettings } from './settings-file.ts';

function isArea(word: string | undefined): word is Area | 'all' {
  return word === 'all' || areas.some((it) => it === word);
}

/** Runs `tokenward audit` and returns its exit code. */
export async function runAuditCommand(what: readonly string[], request: AuditRequest): Promise<number> {
  const [first] = what;
  const area = isArea(first) ? first : 'all';
  const paths = isArea(first) ? what.slice(1) : what;
  if (paths.length === 0) {
    throw new TokenwardError('USAGE', `name files or folders to audit, as in \`tokenward audit ${area} .\``);
  }
  const settings = readSettings(findSettings(request.settings, paths));
  const read = await readInventory(paths);
  const result = audit(
    checks.filter((it) => area === 'all' || it.area === area),
    read.inventory,
    read,
    { now: Date.now(), knowledge: createKnowledge(), settings: settings.settings },
  );
  process.stdout.write(renderAuditTerminal(result));
  for (const it of result.problems) process.stderr.write(`tokenward: ${it.message} [${it.code}]\n`);
  const limit = request.failOn === undefined ? severities.length : severities.indexOf(request.failOn);
  if (result.weaknesses.some((it) => severities.indexOf(it.severity) >= limit)) return exitCodes.failOn;
  return result.problems.length > 0 ? exitCodes.unreadable : exitCodes.done;
}
