// SPDX-License-Identifier: Apache-2.0
// Runs a collector: makes its calls in order, a few at a time, and keeps each answer as it comes. The order of the saved pages
// depends on the answers alone, not on time, so an interrupted run goes on where it stopped.
import { join } from 'node:path';
import { TokenwardError } from '../../model/error.ts';
import { type Answer, ask, defaultPatience, type Patience } from './ask.ts';
import { createAuthenticator } from './authenticator.ts';
import { type CallQueue, createCallQueue, type Task, type Unanswered } from './call-queue.ts';
import type { CollectOptions, Collector, Environment } from './collector.ts';
import { checkQuery, graphqlError } from './graphql.ts';
import { allowedOrigins, relativePath, resolveCall } from './origins.ts';
import { lookAtPages, openPages, savedPages } from './page-file.ts';
import type { PageLine, PagesHeader } from './page-lines.ts';
import { checkOptions } from './permissions.ts';
import { createBodyScrubber } from './scrub-body.ts';
import { createTlsTransport, fetchTransport, type Transport } from './transport.ts';
import type { Clock } from './waiting.ts';

export interface CollectProgress {
  readonly pages: number;
  /** Calls that are known and not yet answered. */
  readonly waiting: number;
  /** Why it takes long, where it does. */
  readonly note?: string;
}

export interface CollectRequest {
  readonly collector: Collector;
  readonly options: CollectOptions;
  readonly environment: Environment;
  /** Where the pages are kept: `<provider>.pages.jsonl`. */
  readonly folder: string;
  readonly clock: Clock;
  /** Replaces what looks like a token. */
  readonly scrub: (text: string) => string;
  readonly signal?: AbortSignal;
  /** Calls at the same time; default 4. */
  readonly concurrency?: number;
  readonly patience?: Partial<Patience>;
  /** Starts anew, whatever an earlier run left. */
  readonly fresh?: boolean;
  /** Pages of one list; default 10,000. */
  readonly maxPages?: number;
  /** Instead of the network. */
  readonly transport?: Transport;
  readonly onProgress?: (progress: CollectProgress) => void;
}

export interface CollectResult {
  readonly file: string;
  readonly pages: number;
  /** Pages of an earlier run that were not asked for again. */
  readonly kept: number;
  readonly refused: readonly Unanswered[];
  readonly failed: readonly Unanswered[];
  readonly interrupted: boolean;
}

/** Calls in a row that may fail before the server counts as down. */
const failuresInARow = 5;

/**
 * Collects into `<folder>/<provider>.pages.jsonl`.
 *
 * @throws TokenwardError `USAGE` for wrong options, `COLLECT_DENIED` where the credentials are refused, `COLLECT_FAILED` where
 * the server cannot be reached; what was answered until then is kept, and a later run goes on from it
 */
export async function runCollector(request: CollectRequest): Promise<CollectResult> {
  const { collector, clock, scrub } = request;
  const options = checkOptions(collector, request.options);
  const file = join(request.folder, `${collector.provider}.pages.jsonl`);
  const header: PagesHeader = {
    tokenward: 'pages',
    version: 1,
    provider: collector.provider,
    options: Object.fromEntries(Object.entries(options).map(([name, value = '']) => [name, scrub(value)])),
    startedAt: new Date(clock.now()).toISOString(),
  };
  const queue = createCallQueue(collector, collector.calls(options), request.maxPages ?? 10_000);
  const keep = request.fresh === true ? 0 : await goOn(file, header, queue);
  const kept = queue.pages;
  const stop = new AbortController();
  const signal = request.signal === undefined ? stop.signal : AbortSignal.any([request.signal, stop.signal]);
  const answer = await createAnswerer(request, options, signal, queue);
  const writer = openPages(file, keep);
  const done = (interrupted: boolean): CollectResult => {
    const { pages, refused, failed } = queue;
    return { file, pages, kept, refused, failed, interrupted };
  };
  try {
    if (keep === 0) writer.write(header);
    const running: { readonly task: Task; readonly page: Promise<PageLine> }[] = [];
    for (;;) {
      while (running.length < Math.max(1, request.concurrency ?? 4)) {
        const task = queue.next();
        if (task === undefined) break;
        const page = answer(task);
        page.catch(() => undefined); // looked at in its turn, or never where an earlier call ended the run
        running.push({ task, page });
      }
      const first = running.shift();
      if (first === undefined) break;
      const page = queue.check(first.task, await first.page);
      writer.write(page);
      queue.take(first.task, page);
      if (queue.failures >= failuresInARow) {
        const why = queue.failed.at(-1)?.why ?? '';
        throw new TokenwardError('COLLECT_FAILED', `${failuresInARow} calls in a row failed, the last with: ${why}`);
      }
      request.onProgress?.({ pages: queue.pages, waiting: queue.waiting + running.length });
    }
    const at = new Date(clock.now()).toISOString();
    const { pages, refused, failed } = queue;
    writer.write({ end: { at, pages, refused: refused.length, failed: failed.length } });
    return done(false);
  } catch (error) {
    if (request.signal?.aborted !== true) throw error;
    return done(true);
  } finally {
    stop.abort();
    writer.close();
  }
}

/**
 * Takes in what an earlier run left, without calling anything.
 *
 * @returns bytes of the file that stay; 0 where there is nothing to go on from
 * @throws TokenwardError `USAGE` where it was begun otherwise
 */
async function goOn(file: string, header: PagesHeader, queue: CallQueue): Promise<number> {
  const found = await lookAtPages(file);
  if (found.header === undefined || found.ended) return 0;
  const otherwise = (what: string): TokenwardError =>
    new TokenwardError('USAGE', `${file} was begun with other ${what}: name another folder, or add --fresh`);
  if (JSON.stringify(found.header.options) !== JSON.stringify(header.options)) throw otherwise('options');
  let keep = found.headerEnd;
  // The last calls of a run that ended because they failed are made again.
  let failed: PageLine[] = [];
  const take = (page: PageLine): void => {
    const task = queue.next();
    if (task?.path !== page.path) throw otherwise('calls (by another version of Tokenward)');
    queue.take(task, page);
  };
  for await (const { page, end } of savedPages(file)) {
    if (page.failed !== undefined && page.body === undefined) {
      failed.push(page);
      continue;
    }
    for (const it of failed) take(it);
    failed = [];
    take(page);
    keep = end;
  }
  return keep;
}

/** Makes the function that answers one task with the line to be saved. */
async function createAnswerer(
  request: CollectRequest,
  options: CollectOptions,
  signal: AbortSignal,
  queue: CallQueue,
): Promise<(task: Task) => Promise<PageLine>> {
  const { collector, environment, clock, scrub, onProgress } = request;
  const base = (options['base-url'] ?? (await collector.baseUrl(options, environment))).replace(/\/+$/, '');
  const origins = allowedOrigins(base, collector.origins?.(options) ?? []);
  const tls = await collector.tls?.(environment, options);
  const transport = request.transport ?? (tls === undefined ? fetchTransport : createTlsTransport(tls));
  const patience = { ...defaultPatience, ...request.patience };
  const clean = createBodyScrubber(scrub, collector.secretFields);
  const authenticated = createAuthenticator(collector, environment, options);
  const onWait = (ms: number, why: string): void => {
    const note = `${scrub(why)}; again in ${Math.ceil(ms / 1000)} s`;
    onProgress?.({ pages: queue.pages, waiting: queue.waiting, note });
  };

  const toLine = ({ call, path }: Task, got: Answer): PageLine => {
    const at = new Date(clock.now()).toISOString();
    const line = { path, at, ...(path === call.path ? {} : { of: call.path }), tells: [...call.tells] };
    const none = { permission: call.permission, ...(call.optional === true ? { optional: true } : {}) };
    if (got.kind === 'unauthorised') return { ...line, ...none, status: 401, refused: 'not authorised' };
    const { status } = got;
    if (got.kind === 'refused' && call.emptyOn?.includes(status) === true) return { ...line, status, body: null };
    if (got.kind !== 'answer') return { ...line, ...none, status, [got.kind]: scrub(got.message) };
    const error = call.graphql === undefined ? undefined : graphqlError(got.body);
    if (error !== undefined) return { ...line, ...none, status, refused: scrub(error) };
    const next = collector.next({ path, body: got.body, headers: got.headers });
    const body = clean(got.body);
    if (next === undefined || next === '') return { ...line, status, body };
    return { ...line, status, body, next: relativePath(resolveCall(next, base, origins), base) };
  };

  return async (task) => {
    const { call, path } = task;
    const question = { url: resolveCall(path, base, origins), graphql: checkQuery(call) };
    const asking = { transport, clock, patience, signal, onWait };
    const got = await authenticated(call, (auth) =>
      ask({ ...question, headers: { accept: 'application/json', ...call.headers, ...auth } }, asking),
    );
    return toLine(task, got);
  };
}
