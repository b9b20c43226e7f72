// SPDX-License-Identifier: Apache-2.0
// Where calls may go: the origins that a collector names, over HTTPS, and nowhere else. Credentials are sent there.
import { TokenwardError } from '../../model/error.ts';

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new TokenwardError('USAGE', `${text} is no URL: give one like https://host`);
  if (url.username !== '' || url.password !== '') {
    throw new TokenwardError('USAGE', 'a base URL with a user or password in it is refused: use the environment');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TokenwardError('USAGE', `${url.origin} is not HTTPS: credentials are only sent over HTTPS`);
  }
  return url.origin;
}

/** @throws TokenwardError `USAGE` for what is not HTTPS; plain HTTP is for loopback addresses only */
export function allowedOrigins(base: string, others: readonly string[]): ReadonlySet<string> {
  return new Set([base, ...others].map(originOf));
}

/**
 * The URL of a path below the base, or of a whole URL.
 *
 * @throws TokenwardError `COLLECT_FAILED` where it is of no allowed origin
 */
export function resolveCall(path: string, base: string, origins: ReadonlySet<string>): URL {
  const text = path.startsWith('/') ? `${base}${path}` : path;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !origins.has(url.origin)) {
    throw new TokenwardError(
      'COLLECT_FAILED',
      `a call to another host was refused: ${(url?.host ?? text).slice(0, 200)}`,
    );
  }
  return url;
}

/** A URL as it is saved: below the base without it. */
export function relativePath(url: URL, base: string): string {
  return url.href.startsWith(`${base}/`) ? url.href.slice(base.length) : url.href;
}
