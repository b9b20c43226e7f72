// SPDX-License-Identifier: Apache-2.0
// One call, made until it is answered or there is no more point in it.
import { TokenwardError } from '../../model/error.ts';
import { readBody } from './response-body.ts';
import type { Transport } from './transport.ts';
import { backoff, type Clock, throttled } from './waiting.ts';

export interface Patience {
  /** Tries after errors of the network or the server. */
  readonly attempts: number;
  /** Waits because the server asked to slow down. */
  readonly throttles: number;
  readonly timeoutMs: number;
  /** Bytes of an answer. */
  readonly bodyLimit: number;
}

/** The body's limit leaves room for the rest of a line of saved pages: a record has at most 64 MiB. */
export const defaultPatience: Patience = { attempts: 6, throttles: 20, timeoutMs: 120_000, bodyLimit: 60 << 20 };

export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  /** 401: the credentials are not good (any more). */
  | { readonly kind: 'unauthorised' }
  /** The server says no, and would again. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** It was answered, but nothing usable came of it. */
  | { readonly kind: 'failed'; readonly status: number; readonly message: string };

export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with POST. */
  readonly graphql?: string | undefined;
}

export interface Asking {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Says why it takes long. */
  readonly onWait: (milliseconds: number, why: string) => void;
}

const maxRedirects = 5;
const longestMessage = 300;

function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const parts = body as Readonly<Record<string, unknown>>;
  const inner = parts.error;
  const found = [parts.message, parts.errorSummary, parts.error_description, inner];
  if (typeof inner === 'object' && inner !== null) found.push((inner as Readonly<Record<string, unknown>>).message);
  const text = found.find((it) => typeof it === 'string');
  return typeof text === 'string' ? text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, longestMessage) : '';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  if (error.name === 'TimeoutError') return 'no answer in time';
  return `${cause.message.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, longestMessage)}${code}`;
}

type Attempt =
  | Answer
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'again'; readonly why: Answer };

async function attempt(question: Question, { transport, clock, patience, signal }: Asking): Promise<Attempt> {
  let { url } = question;
  for (let redirects = 0; ; redirects++) {
    const body = question.graphql === undefined ? undefined : JSON.stringify({ query: question.graphql });
    const response = await transport({
      url,
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? question.headers : { ...question.headers, 'content-type': 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience.timeoutMs)]),
      ...(body === undefined ? {} : { body }),
    });
    const { status, headers } = response;
    if (status >= 300 && status < 400) {
      await response.discard();
      const target = URL.canParse(headers.location ?? '', url.href)
        ? new URL(headers.location ?? '', url.href)
        : undefined;
      const refused = (why: string): Attempt => ({ kind: 'failed', status, message: why });
      if (target === undefined) return refused('the redirect leads nowhere');
      // A redirect to another host would hand our credentials to it.
      if (target.origin !== url.origin) return refused(`a redirect to another host (${target.host}) was refused`);
      if (body !== undefined) return refused('a query was redirected');
      if (redirects === maxRedirects) return refused(`more than ${maxRedirects} redirects`);
      url = target;
      continue;
    }
    if (status === 401) {
      await response.discard();
      return { kind: 'unauthorised' };
    }
    const read = await readBody(response, patience.bodyLimit);
    if (status >= 200 && status < 300) {
      if (read.ok) return { kind: 'answer', status, headers, body: read.body };
      const why: Answer = { kind: 'failed', status, message: read.reason };
      return read.again ? { kind: 'again', why } : why;
    }
    const message = read.ok ? messageOf(read.body) : '';
    const ms = throttled(status, headers, message, clock.now());
    if (ms !== undefined) return { kind: 'wait', ms };
    if (status >= 500 || status === 408 || status === 425) {
      return { kind: 'again', why: { kind: 'failed', status, message: `HTTP ${status} ${message}`.trim() } };
    }
    return { kind: 'refused', status, message };
  }
}

/**
 * Makes a call, again after errors of the network and the server, and later where the server asks for it.
 *
 * @throws TokenwardError `COLLECT_FAILED` where the server cannot be reached, or keeps on asking to slow down
 */
export async function ask(question: Question, asking: Asking): Promise<Answer> {
  const { clock, patience, signal, onWait } = asking;
  const place = `${question.url.host}${question.url.pathname}`;
  let waits = 0;
  for (let failures = 0; ; ) {
    let why: Answer | undefined;
    let reason: string;
    try {
      const result = await attempt(question, asking);
      if (result.kind === 'wait') {
        waits++;
        if (waits > patience.throttles) {
          throw new TokenwardError('COLLECT_FAILED', `${place} keeps on asking to slow down: try again later`);
        }
        // A little more for each wait, so that several workers do not come back at the same moment.
        const ms = result.ms + backoff(Math.min(waits, 4), clock.random);
        onWait(ms, `${question.url.host} asks to slow down`);
        await clock.sleep(ms, signal);
        signal.throwIfAborted();
        continue;
      }
      if (result.kind !== 'again') return result;
      why = result.why;
      reason = result.why.kind === 'failed' ? result.why.message : 'no answer';
    } catch (error) {
      if (signal.aborted || error instanceof TokenwardError) throw error;
      reason = reasonOf(error);
    }
    failures++;
    if (failures >= patience.attempts) {
      if (why !== undefined) return why;
      throw new TokenwardError('COLLECT_FAILED', `${place} could not be reached in ${failures} tries: ${reason}`);
    }
    const ms = backoff(failures, clock.random);
    onWait(ms, reason);
    await clock.sleep(ms, signal);
    signal.throwIfAborted();
  }
}
