// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from 'node:timers/promises';
import { scrub } from '../detect/fingerprint.ts';
import type { Collector } from '../inventory/collect/collector.ts';
import { collectors } from '../inventory/collect/collectors.ts';
import { checkOptions, permissionsOf } from '../inventory/collect/permissions.ts';
import { type CollectProgress, runCollector } from '../inventory/collect/run-collector.ts';
import { TokenwardError } from '../model/error.ts';
import { createEnvironment } from './collect-environment.ts';
import { exitCodes } from './exit.ts';
import { say } from './say.ts';

/** What `tokenward inventory collect` was asked for. */
export interface CollectCommandRequest {
  readonly option: Readonly<Record<string, string>>;
  readonly output?: string;
  readonly permissions: boolean;
  readonly baseUrl?: string;
  readonly concurrency: number;
  readonly fresh: boolean;
  readonly quiet: boolean;
}

const interval = 100;

/** Runs `tokenward inventory collect` and returns its exit code. */
export async function runInventoryCollect(
  provider: string | undefined,
  request: CollectCommandRequest,
): Promise<number> {
  if (provider === undefined) {
    for (const it of collectors) process.stdout.write(describe(it));
    return exitCodes.done;
  }
  const collector = collectors.find((it) => it.provider === provider);
  if (collector === undefined) {
    const names = collectors.map((it) => it.provider).join(', ');
    throw new TokenwardError('USAGE', `there is no collector for ${provider}; there are: ${names}`);
  }
  const options = checkOptions(collector, {
    ...request.option,
    ...(request.baseUrl === undefined ? {} : { 'base-url': request.baseUrl }),
  });
  const permissions = permissionText(collector, options);
  if (request.permissions) {
    process.stdout.write(permissions);
    return exitCodes.done;
  }
  const { output } = request;
  if (output === undefined) throw new TokenwardError('USAGE', 'add --output FOLDER: the answers are kept there');
  if (!request.quiet) process.stderr.write(permissions);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const progress = createLine(request.quiet);
  try {
    const result = await runCollector({
      collector,
      options,
      environment: createEnvironment(),
      folder: output,
      scrub,
      signal: stop.signal,
      concurrency: request.concurrency,
      fresh: request.fresh,
      clock: {
        now: Date.now,
        random: Math.random,
        sleep: async (ms, signal) => {
          await wait(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
            if (signal?.aborted !== true) throw error;
          });
        },
      },
      onProgress: progress.show,
    });
    progress.clear();
    const unread = [...result.refused.filter((it) => !it.optional), ...result.failed];
    if (!request.quiet) {
      const optional = result.refused.filter((it) => it.optional).length;
      for (const it of unread) {
        say(`${it.path}: HTTP ${it.status} ${it.why} (needs: ${it.permission})`);
      }
      const kept = result.kept === 0 ? '' : `, ${result.kept} of them from before`;
      const left = optional === 0 ? '' : `; ${optional} optional calls were refused`;
      say(`${result.pages} answers${kept}, in ${result.file}${left}`);
      if (result.interrupted) say('interrupted; the same command goes on from here');
    }
    if (result.interrupted) return exitCodes.interrupted;
    return unread.length > 0 ? exitCodes.unreadable : exitCodes.done;
  } finally {
    progress.clear();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function describe(collector: Collector): string {
  const names = Object.entries(collector.options).map(([name, what]) => `    --option ${name}=...  ${what}\n`);
  return `${collector.provider}  ${collector.title}\n${names.join('')}    credentials: ${collector.credentials}\n`;
}

function permissionText(collector: Collector, options: Readonly<Record<string, string | undefined>>): string {
  const lines = permissionsOf(collector, options).map(
    ({ permission, tells, optional }) =>
      `  ${permission}${optional ? ' (optional)' : ''}${tells.length === 0 ? '' : `: ${tells.join(', ')}`}\n`,
  );
  return `${collector.title}: only reads. Credentials: ${collector.credentials}. Permissions:\n${lines.join('')}`;
}

function createLine(quiet: boolean): { show(progress: CollectProgress): void; clear(): void } {
  const { stderr } = process;
  if (quiet || !stderr.isTTY) return { show() {}, clear() {} };
  let shown = 0;
  return {
    show({ pages, waiting, note }) {
      const now = performance.now();
      if (note === undefined && now - shown < interval) return;
      shown = now;
      const text = `${pages} answers, ${waiting} to go${note === undefined ? '' : `: ${note}`}`;
      stderr.write(`\r\u001b[K${text.slice(0, Math.max(10, (stderr.columns ?? 80) - 1))}`);
    },
    clear() {
      if (shown > 0) stderr.write('\r\u001b[K');
      shown = 0;
    },
  };
}
