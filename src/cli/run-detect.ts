// SPDX-License-Identifier: Apache-2.0
import { createEngine } from '../detect/engine.ts';
import { createEnricher, loadNetworkData, networkDataProblems } from '../enrich/enrich.ts';
import { type InputItem, openInputs } from '../ingest/ingest.ts';
import type { RunResult } from '../model/account.ts';
import { formatPosition, TokenwardError } from '../model/error.ts';
import { severities } from '../model/finding.ts';
import { runDetection } from '../run/run.ts';
import { sources } from '../sources/sources.ts';
import { accountNotes, nothingUsed } from './account-notes.ts';
import { exitCodes } from './exit.ts';
import type { detectFormats } from './formats.ts';
import { loadRules } from './load-rules.ts';
import { checkOutput, paperOptions, writeReport } from './output.ts';
import { createProgress } from './progress.ts';
import { say } from './say.ts';
import { findSettings, namedNetworks, readSettings } from './settings-file.ts';
import { readState, writeState } from './state-folder.ts';
import { version } from './version.ts';

/** What `tokenward detect` was asked for. */
export interface DetectRequest {
  readonly format: (typeof detectFormats)[number];
  readonly output?: string;
  readonly failOn?: (typeof severities)[number];
  readonly since?: number;
  readonly source?: readonly string[];
  readonly rules?: readonly string[];
  readonly state?: string;
  readonly settings?: string;
  readonly quiet: boolean;
  readonly screen: boolean;
}

/** Clocks and time zones may be off by as much. */
const day = 86_400_000;
const durations: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(text: string): number {
  return Number.parseInt(text, 10) * (durations[text.slice(-1)] ?? Number.NaN);
}

async function* replay(items: readonly InputItem[]): AsyncGenerator<InputItem> {
  yield* items;
}

/** Opens everything first where it can be opened twice, so that the time left can be told. */
async function survey(
  logs: readonly string[],
): Promise<{ items: AsyncIterable<InputItem>; total: number | undefined }> {
  if (logs.includes('-')) return { items: openInputs(logs), total: undefined };
  const items: InputItem[] = [];
  for await (const item of openInputs(logs)) items.push(item);
  let total: number | undefined = 0;
  for (const item of items) {
    if (item.kind !== 'input') continue;
    total = total === undefined || item.size === undefined || item.compressed ? undefined : total + item.size;
  }
  // A pipe that was looked at keeps what was read; opening it again would wait for another writer.
  return { items: replay(items), total };
}

async function render(result: RunResult, request: DetectRequest): Promise<Iterable<string>> {
  switch (request.format) {
    case 'terminal': {
      const { renderTerminal } = await import('../report/terminal.ts');
      return [renderTerminal(result, paperOptions(request.output))];
    }
    case 'jsonl':
      return (await import('../report/jsonl.ts')).renderJsonl(result);
    case 'ocsf':
      return (await import('../report/ocsf.ts')).renderOcsf(result, version());
    case 'sarif':
      return [(await import('../report/sarif.ts')).renderSarif(result, version())];
    case 'html':
      return [(await import('../report/html.ts')).renderHtml(result, {})];
  }
}

/** Runs `tokenward detect` and returns its exit code. */
export async function runDetectCommand(logs: readonly string[], request: DetectRequest): Promise<number> {
  const note = (text: string): void => {
    if (!request.quiet) say(text);
  };
  checkOutput(request.output);
  const settingsFile = findSettings(request.settings, logs);
  if (settingsFile !== undefined) note(`settings from ${settingsFile}`);
  const settings = readSettings(settingsFile);
  const rules = loadRules(settings, request.rules ?? []);
  for (const rule of rules.rejected)
    note(`rule "${rule.title}" is not used: ${rule.reason} (${formatPosition(rule.position)}) [${rule.code}]`);
  const only = request.source ?? [];
  for (const unknown of only.filter((id) => !sources.some((it) => it.id === id))) {
    throw new TokenwardError(
      'USAGE',
      `--source ${unknown}: there is no such source; there are ${sources.map((it) => it.id).join(', ')}`,
    );
  }
  const network = loadNetworkData();
  const enrich = createEnricher({ networks: namedNetworks(settings), data: network });
  const engine = createEngine({
    sources,
    rules,
    enrich,
    held: settings.held,
    ...(settings.lateness === undefined ? {} : { lateness: milliseconds(settings.lateness) }),
    ...(settings.lateness === undefined && request.state === undefined ? {} : { notAfter: Date.now() + day }),
    ...(request.since === undefined ? {} : { since: request.since }),
    ...(only.length === 0 ? {} : { only: new Set(only) }),
  });
  if (request.state !== undefined) {
    const before = readState(request.state);
    if (before !== undefined) engine.restore(before);
  }
  const { items, total } = await survey(logs);
  const progress = createProgress(total, request.quiet);
  const interrupt = new AbortController();
  const onSignal = (): void => interrupt.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const result = await runDetection(items, {
    engine,
    rules,
    screen: request.screen ? 'auto' : 'never',
    state: request.state !== undefined,
    onProgress: progress.show,
    signal: interrupt.signal,
  });
  progress.clear();
  // Standard input that nobody reads any more would keep the process waiting.
  if (result.interrupted && logs.includes('-')) process.stdin.destroy();
  for (const problem of networkDataProblems(network)) note(problem);
  for (const problem of result.problems) note(`${problem.message} [${problem.code}]`);
  if (request.format !== 'terminal' && request.format !== 'html') for (const text of accountNotes(result)) note(text);
  await writeReport(await render(result, request), request.output);
  if (request.output !== undefined) note(`${result.findings.length} findings written to ${request.output}`);
  if (result.interrupted) return exitCodes.interrupted;
  if (request.state !== undefined) writeState(request.state, engine.snapshot());
  const limit = request.failOn === undefined ? severities.length : severities.indexOf(request.failOn);
  if (result.findings.some((it) => severities.indexOf(it.severity) >= limit)) return exitCodes.failOn;
  const unread = result.problems.some((it) => it.code !== 'INPUT_SKIPPED') || nothingUsed(result);
  return unread ? exitCodes.unreadable : exitCodes.done;
}
