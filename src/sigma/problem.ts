// SPDX-License-Identifier: Apache-2.0
import { type ErrorCode, type Position, TokenwardError } from '../model/error.ts';
import type { RejectedRule } from './types.ts';

/** The error of one document. Thrown inside the parser, handed out as a {@link RejectedRule}. */
export function problem(code: ErrorCode, message: string, position: Position, cause?: unknown): TokenwardError {
  return new TokenwardError(code, message, { position, cause });
}

/** Turns a problem into a rejected rule; any other error is a defect of ours and goes on. */
export function toRejected(error: unknown, title: string, fallback: Position): RejectedRule {
  if (!(error instanceof TokenwardError)) throw error;
  return { title, code: error.code, reason: error.message, position: error.position ?? fallback };
}

/** A value as it is shown in a message: quoted, cut after 60 characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
