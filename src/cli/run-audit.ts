// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { audit } from '../audit/audit.ts';
import { againstBaseline, makeBaseline, readBaseline } from '../audit/baseline.ts';
import { checks } from '../audit/checks.ts';
import { applyExceptions } from '../audit/exceptions.ts';
import { joinSeenByBoth } from '../audit/imported/seen-by-both.ts';
import { joinResults } from '../audit/join-results.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import { keepStreams, type Streams, toProblem } from '../ingest/ingest.ts';
import { locateEvidence } from '../inventory/locate-evidence.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { type Area, areas } from '../model/check.ts';
import { TokenwardError } from '../model/error.ts';
import type { Settings } from '../model/settings.ts';
import { severities } from '../model/severity.ts';
import { secretChecks } from '../secrets/secret-checks.ts';
import { exitCodes } from './exit.ts';
import type { auditFormats } from './formats.ts';
import { paperOptions, writeReport } from './output.ts';
import { say } from './say.ts';
import { findSettings, readSettings } from './settings-file.ts';
import { refuseTerminal } from './stdin.ts';
import { version } from './version.ts';

/** What `tokenward audit` was asked for. */
export interface AuditRequest {
  readonly format: (typeof auditFormats)[number];
  readonly output?: string;
  readonly failOn?: (typeof severities)[number];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly asOf?: number;
  readonly fix: boolean;
  readonly fixUnsafe: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
  readonly list: boolean;
  readonly coverage: boolean;
  readonly settings?: string;
  readonly quiet: boolean;
}

export function isArea(word: string | undefined): word is Area | 'all' {
  return word === 'all' || areas.some((it) => it === word);
}

async function render(result: AuditResult, request: AuditRequest): Promise<Iterable<string>> {
  switch (request.format) {
    case 'terminal':
      return [
        (await import('../report/audit/audit-terminal.ts')).renderAuditTerminal(result, {
          ...paperOptions(request.output),
          full: request.verbose,
        }),
      ];
    case 'jsonl':
      return (await import('../report/audit/audit-jsonl.ts')).renderAuditJsonl(result);
    case 'ocsf':
      return (await import('../report/audit/audit-ocsf.ts')).renderAuditOcsf(result, version());
    case 'sarif':
      return [(await import('../report/audit/audit-sarif.ts')).renderAuditSarif(result, version())];
    case 'junit':
      return [(await import('../report/audit/audit-junit.ts')).renderAuditJunit(result)];
    case 'html':
      return [(await import('../report/audit/audit-html.ts')).renderAuditHtml(result)];
  }
}

interface Asked {
  /** Undefined where none was named: all but the search for tokens in files. */
  readonly area: Area | 'all' | undefined;
  readonly paths: readonly string[];
  readonly now: number;
  readonly settings: Settings;
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly onFile: (files: number) => void;
}

async function judgeInventory({ area, paths, now, settings, ...reading }: Asked): Promise<AuditResult> {
  const read = await readInventory(paths, { ...reading, strangeStreams: area === 'all' });
  const chosen = checks.filter((it) => area === undefined || area === 'all' || it.area === area);
  return audit(chosen, read.inventory, read, {
    now,
    knowledge: createKnowledge({ networks: settings.networks }),
    settings: settings.settings,
  });
}

async function judgeArea(asked: Asked): Promise<AuditResult> {
  if (asked.area !== 'secrets' && asked.area !== 'all') return await judgeInventory(asked);
  const { judgeSecrets, searchTokens } = await import('./run-audit-secrets.ts');
  if (asked.area === 'secrets') return await judgeSecrets(asked);
  return joinResults(await judgeInventory(asked), await searchTokens(asked));
}

/** Reads, judges, takes accepted weaknesses out. */
async function judge(asked: Asked): Promise<AuditResult> {
  const start = performance.now();
  const judged = applyExceptions(await judgeArea(asked), asked.settings.audit.exceptions, [...checks, ...secretChecks]);
  return { ...judged, elapsedMs: performance.now() - start };
}

function withBaseline(result: AuditResult, file: string): AuditResult {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TokenwardError('BASELINE_INVALID', `the baseline ${toProblem(cause, file).message}`, { cause });
  }
  return againstBaseline(result, readBaseline(text, file));
}

function failed(result: AuditResult, request: AuditRequest): boolean {
  if (request.failOn === undefined) return false;
  const limit = severities.indexOf(request.failOn);
  return result.weaknesses.some(
    (it) => severities.indexOf(it.severity) >= limit && result.drift?.states.get(it.id) !== 'known',
  );
}

function progressOf(request: AuditRequest): { show(files: number): void; clear(): void } {
  const on = process.stderr.isTTY === true && !request.quiet;
  let shown = 0;
  return {
    show(files) {
      if (!on || performance.now() - shown < 100) return;
      shown = performance.now();
      process.stderr.write(`\r\x1b[Ktokenward: ${files} ${files === 1 ? 'file' : 'files'}`);
    },
    clear() {
      if (on && shown > 0) process.stderr.write('\r\x1b[K');
    },
  };
}

/** Repairs files, or says what it would do to them. */
async function repair(
  result: AuditResult,
  request: AuditRequest,
  streams: Streams,
  note: (text: string) => void,
): Promise<{ readonly changed: boolean; readonly diff: string }> {
  const { applyAuditFixes } = await import('./apply-fixes.ts');
  const streamed = result.weaknesses.filter((it) => it.fix !== undefined && streams.pathOf(it.fix.file) !== undefined);
  if (streamed.length > 0) note(`${streamed.length} repairs are of what came by a pipe: save it to a file first`);
  const inFiles = result.weaknesses.filter((it) => !streamed.includes(it));
  const outcome = await applyAuditFixes(inFiles, { unsafe: request.fixUnsafe, dryRun: request.dryRun });
  for (const { file, titles } of outcome.changedFiles) {
    note(`${request.dryRun ? 'would change' : 'changed'} ${file}: ${[...new Set(titles)].join('; ')}`);
  }
  for (const it of outcome.conflicts) note(`${it.error.message} [${it.error.code}]`);
  for (const it of outcome.problems) note(`${it.message} [${it.code}]`);
  if (outcome.leftOut.length > 0)
    note(`${outcome.leftOut.length} repairs may break what works today: --fix-unsafe makes them`);
  if (outcome.changedFiles.length === 0) note('there is nothing to repair in the files');
  return { changed: outcome.changedFiles.length > 0, diff: outcome.diff };
}

/** Runs `tokenward audit` and returns its exit code. */
export async function runAuditCommand(what: readonly string[], request: AuditRequest): Promise<number> {
  if (request.list || request.coverage) {
    const { listChecks, listCoverage } = await import('./audit-lists.ts');
    return (request.list ? listChecks : listCoverage)(what[0], request.format === 'jsonl');
  }
  const [first] = what;
  const area = isArea(first) ? first : undefined;
  const paths = area === undefined ? what : what.slice(1);
  if (paths.length === 0) {
    throw new TokenwardError('USAGE', `name files or folders to audit, as in \`tokenward audit ${area ?? 'all'} .\``);
  }
  refuseTerminal(paths, `tokenward audit ${area ?? 'kubernetes'} -`);
  const streams = keepStreams();
  try {
    return await auditAndReport({ area, paths, streams }, request);
  } finally {
    streams.close();
  }
}

async function auditAndReport(
  asked: Pick<Asked, 'area' | 'paths' | 'streams'>,
  request: AuditRequest,
): Promise<number> {
  const note = (text: string): void => {
    if (!request.quiet) say(text);
  };
  const { paths, streams } = asked;
  const settingsFile = findSettings(request.settings, paths);
  if (settingsFile !== undefined) note(`settings from ${settingsFile}`);
  const settings = readSettings(settingsFile);
  const { asOf } = settings.audit;
  const now = request.asOf ?? (asOf === undefined ? Date.now() : Date.parse(`${asOf}T00:00:00Z`));
  const progress = progressOf(request);
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  const audited = (): Promise<AuditResult> =>
    judge({ ...asked, now, settings, onFile: progress.show, signal: interrupt.signal });
  let result = await audited();
  progress.clear();
  if ((request.fix || request.fixUnsafe) && !result.interrupted) {
    const { changed, diff } = await repair(result, request, streams, note);
    if (request.dryRun) {
      await writeReport([diff], request.output);
      return exitCodes.done;
    }
    // What the repair left is what is reported.
    if (changed) result = await audited();
  }
  if (request.baseline !== undefined) result = withBaseline(result, request.baseline);
  for (const problem of result.problems) note(`${problem.message} [${problem.code}]`);
  result = joinSeenByBoth(locateEvidence(result, process.cwd(), streams.pathOf));
  await writeReport(await render(result, request), request.output);
  if (request.output !== undefined) note(`${result.weaknesses.length} weaknesses written to ${request.output}`);
  if (result.interrupted) return exitCodes.interrupted;
  if (request.writeBaseline !== undefined) {
    writeFileSync(request.writeBaseline, `${JSON.stringify(makeBaseline(result), null, 1)}\n`, { mode: 0o600 });
    note(`baseline written to ${request.writeBaseline}`);
  }
  if (failed(result, request)) return exitCodes.failOn;
  return result.problems.length > 0 ? exitCodes.unreadable : exitCodes.done;
}
