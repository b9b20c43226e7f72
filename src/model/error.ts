// SPDX-License-Identifier: Apache-2.0

/** Every stable error code of Tokenward; docs/errors.md lists each one (a test holds the two together). */
export const errorCodes = [
  'RULE_SYNTAX',
  'RULE_INVALID',
  'RULE_UNSUPPORTED',
  'RULE_REFERENCE',
  'RULE_DUPLICATE',
  'RULE_PLACEHOLDER',
  'REGEX_INVALID',
  'CASE_INVALID',
  'SETTINGS_INVALID',
  'INPUT_UNREADABLE',
  'INPUT_EMPTY',
  'INPUT_SKIPPED',
  'RECORD_INVALID',
  'UNRECOGNISED',
  'RECORD_TOO_LARGE',
  'RECORD_TOO_DEEP',
  'COMPRESSION_INVALID',
  'DOCUMENT_INVALID',
  'ITEM_INVALID',
  'COLLECT_DENIED',
  'COLLECT_FAILED',
  'FIX_CONFLICT',
  'BASELINE_INVALID',
  'EXCEPTION_INVALID',
  'STATE_INVALID',
  'USAGE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where in an input something is: 1-based line and column, 0-based byte offset. */
export interface Position {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly offset?: number | undefined;
}

/**
 * The one error class. Caller mistakes (a wrong argument type) are `TypeError`s instead.
 *
 * The message names the fix; `fields` carries the facts of the message for machines.
 */
export class TokenwardError extends Error {
  override readonly name = 'TokenwardError';
  readonly code: ErrorCode;
  readonly position: Position | undefined;
  readonly fields: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly position?: Position | undefined;
      readonly fields?: Readonly<Record<string, string | number | boolean>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.position = options.position;
    this.fields = options.fields ?? {};
  }
}

/** `file:line:column`, as editors and terminals understand it; parts that are unknown are left out. */
export function formatPosition(position: Position): string {
  return [position.file, position.line, position.line === undefined ? undefined : position.column]
    .filter((part) => part !== undefined)
    .join(':');
}
