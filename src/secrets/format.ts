// SPDX-License-Identifier: Apache-2.0
// What a format of tokens is: keywords that tell where to look, and a function that looks there.
import type { Confidence, Severity } from '../model/finding.ts';

/** A piece of a file around a keyword, one character a byte (or a UTF-16 unit), so that indexes are offsets. */
export interface Window {
  readonly text: string;
  /** Where the keyword begins in `text`. */
  readonly at: number;
  /** Of the file, with forward slashes. */
  readonly path: string;
}

/** A token that was seen. `secret` leaves this room only as a fingerprint. */
export interface Sighting {
  readonly start: number;
  readonly end: number;
  readonly secret: string;
  /** What it is, as in `GitHub personal access token`; default: that of the format. */
  readonly what?: string;
  /** Id of the family, where it is not that of the format: a JWT is its issuer's. */
  readonly family?: string;
  /** What is safe to tell: checksum, issuer, account, expiry. Never a part of the secret. */
  readonly facts?: readonly string[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Milliseconds since 1970. */
  readonly expires?: number;
  /** That the secret is wrapped (base64, a manifest): what is inside is looked at, too, and tells better what it is. */
  readonly wrapped?: true;
}

export interface TokenFormat {
  readonly id: string;
  readonly what: string;
  /** ASCII of at least three characters, case-sensitive; every token of the format has one of them. */
  readonly keywords: readonly string[];
  /** Bytes that are looked at before the keyword; default 8. */
  readonly before?: number;
  /** Bytes that are looked at from the keyword on; default 400. */
  readonly reach?: number;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  /** Hours that such a token lives, where it always expires soon. */
  readonly hours?: number;
  /** Severity of one that lies among tests only, where it is mostly made for them: anybody can make such a thing. */
  readonly amongTests?: Severity;
  find(window: Window): Sighting | readonly Sighting[] | undefined;
}

/** A format whose tokens begin with a prefix: a pattern from the keyword on, and what tells a real one. */
export interface Prefixed {
  readonly id: string;
  readonly what: string;
  readonly keywords: readonly string[];
  /** Sticky at the keyword; group 1, where there is one, is the secret. */
  readonly pattern: RegExp;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  readonly reach?: number;
  readonly hours?: number;
  /** Characters that may not stand right before; default letters, digits, `_` and `-`. */
  readonly notAfter?: RegExp;
  /** Facts where the secret is real, or undefined where it is not. Default: {@link looksRandom}. */
  readonly accept?: (secret: string, window: Window) => readonly string[] | Partial<Sighting> | undefined;
}

const wordEnd = /[A-Za-z0-9_-]$/;

/** What ends in letters or digits and is a sign all the same: `\\n` in JSON, `%3D` in an address, `&quot;` in a page. */
const escaped = /(?:\\[nrtbf]|\\u[0-9a-fA-F]{4}|%[0-9A-Fa-f]{2})$/;

/** Whether a token may begin at `at`: no character that `notAfter` tells stands right before it. */
export function isFree(text: string, at: number, notAfter: RegExp = wordEnd): boolean {
  const before = text.slice(Math.max(0, at - 8), at);
  return !notAfter.test(before.slice(-1)) || escaped.test(before);
}

/** Declares a format whose tokens begin at their keyword. */
export function prefixed(it: Prefixed): TokenFormat {
  const sticky = new RegExp(
    it.pattern.source,
    it.pattern.flags.includes('y') ? it.pattern.flags : `${it.pattern.flags}y`,
  );
  const accept = it.accept ?? ((secret: string) => (looksRandom(secret) ? [] : undefined));
  return {
    id: it.id,
    what: it.what,
    keywords: it.keywords,
    severity: it.severity,
    ...(it.confidence === undefined ? {} : { confidence: it.confidence }),
    ...(it.reach === undefined ? {} : { reach: it.reach }),
    ...(it.hours === undefined ? {} : { hours: it.hours }),
    find(window) {
      if (!isFree(window.text, window.at, it.notAfter)) return undefined;
      sticky.lastIndex = window.at;
      const match = sticky.exec(window.text);
      if (match === null) return undefined;
      const secret = match[1] ?? match[0];
      const accepted = accept(secret, window);
      if (accepted === undefined) return undefined;
      const start = window.at + match[0].indexOf(secret);
      const more: Partial<Sighting> = 'length' in accepted ? { facts: accepted as readonly string[] } : accepted;
      return { start, end: start + secret.length, secret, ...more };
    },
  };
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const placeholderWords =
  /example|sample|placeholder|your|change.?me|insert|dummy|redacted|removed|secret_?here|token_?here|deadbeef|foobar|lorem|x{4}|X{4}|\*{3}|\.{3}|<[^>]*>|\$\{|\{\{|%[A-Z_]+%|\$\(|0123456|1234567|abcdefg|ABCDEFG|qwerty|([A-Za-z0-9])\1{5}/i;

/** Whether a text stands for a secret that its reader is to put in. */
export function isPlaceholder(text: string): boolean {
  return placeholderWords.test(text);
}

/** Whether a text is as irregular as one that a generator made: no placeholder, no word, no run. */
export function looksRandom(secret: string, bits = 3): boolean {
  return entropy(secret.slice(-120)) >= bits && !isPlaceholder(secret);
}
