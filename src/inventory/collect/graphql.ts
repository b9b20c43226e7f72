// SPDX-License-Identifier: Apache-2.0
import type { Call } from './collector.ts';

/** The query of a call. @throws TypeError for anything but a query: a collector changes nothing */
export function checkQuery({ graphql, path }: Call): string | undefined {
  if (graphql === undefined) return undefined;
  if (!/^\s*(?:query\b|\{)/.test(graphql) || /\b(?:mutation|subscription)\b/.test(graphql)) {
    throw new TypeError(`${path}: a collector may only ask queries`);
  }
  return graphql;
}

/** GraphQL says with 200 that something was refused. */
export function graphqlError(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return undefined;
  const [first] = body.errors as readonly unknown[];
  if (first === undefined) return undefined;
  const message = typeof first === 'object' && first !== null && 'message' in first ? first.message : undefined;
  return typeof message === 'string' ? message.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300) : 'the query was refused';
}
