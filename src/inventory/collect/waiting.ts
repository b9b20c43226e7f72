// SPDX-License-Identifier: Apache-2.0
// How long to wait before a call is made again.

/** Time as the runner sees it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends early, without an error, when the signal says so. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, not with, 1. */
  readonly random: () => number;
}

/** Longest wait that a server may ask for: GitHub's limits start anew each hour. */
export const longestWait = 3_700_000;
const secondaryLimit = 60_000;

function at(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,13}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const seconds = at(value.trim());
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Epoch seconds as GitHub (`x-ratelimit-reset`), Okta (`x-rate-limit-reset`) and GitLab (`ratelimit-reset`) give them. */
function resetAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const reset = at(headers['x-ratelimit-reset']) ?? at(headers['x-rate-limit-reset']) ?? at(headers['ratelimit-reset']);
  if (reset === undefined) return undefined;
  // Below this it is no point in time but a number of seconds, as the draft of the RateLimit headers has it.
  return reset < 1_000_000_000 ? reset * 1000 : Math.max(0, reset * 1000 - now);
}

/**
 * Milliseconds to wait where an answer says "not so fast"; undefined where it says something else.
 *
 * GitHub's limits come as 403 or 429: the first with no requests left until a time, the second with `Retry-After` or none
 * at all, which means a minute at least.
 *
 * @param message the answer's own words
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function throttled(
  status: number,
  headers: Readonly<Record<string, string>>,
  message: string,
  now: number,
): number | undefined {
  const left = headers['x-ratelimit-remaining'] ?? headers['x-rate-limit-remaining'] ?? headers['ratelimit-remaining'];
  const told = retryAfter(headers['retry-after'], now);
  if (status === 503) return told === undefined ? undefined : Math.min(told, longestWait);
  const limited =
    status === 429 || (status === 403 && (told !== undefined || left === '0' || /rate limit/i.test(message)));
  if (!limited) return undefined;
  const wait = told ?? (left === '0' || status === 429 ? resetAfter(headers, now) : undefined) ?? secondaryLimit;
  return Math.min(wait, longestWait);
}

/** Exponential backoff with full jitter: anything up to twice as long as the time before. */
export function backoff(attempt: number, random: () => number, base = 500, most = 60_000): number {
  return Math.floor(random() * Math.min(most, base * 2 ** attempt));
}
