// SPDX-License-Identifier: Apache-2.0
// IAM policies: which statements let one do what. Only what matters for tokens is asked, and only on all resources.
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { at, type Fields, fields, list, text } from '../values.ts';

export interface Statement {
  readonly allow: boolean;
  /** Patterns; with `not`, all actions but these. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditioned: boolean;
  readonly policy: string;
  readonly path: DocumentPath | undefined;
}

/** A policy document as the CLI gives it (an object) or as the API does (a text that is URL-encoded). */
export function policyDocument(value: unknown): Fields | undefined {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? fields(value) : undefined;
  try {
    return fields(JSON.parse(value.startsWith('%') ? decodeURIComponent(value) : value));
  } catch {
    return undefined; // no JSON, so no policy that could be judged: the caller counts it as unresolved
  }
}

export function oneOrMany(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).flatMap((it) => text(it) ?? []);
}

/** @param path where the document stands in the file; undefined where it is a text */
export function statementsOf(document: Fields, policy: string, path: DocumentPath | undefined): readonly Statement[] {
  const raw = at(document, 'Statement');
  return (Array.isArray(raw) ? list(raw) : [raw]).flatMap((value, index) => {
    const it = fields(value);
    const effect = at(it, 'Effect');
    if (effect !== 'Allow' && effect !== 'Deny') return [];
    return [
      {
        allow: effect === 'Allow',
        actions: oneOrMany(at(it, 'Action')).map((action) => action.toLowerCase()),
        notActions: oneOrMany(at(it, 'NotAction')).map((action) => action.toLowerCase()),
        resources: oneOrMany(at(it, 'Resource')),
        notResources: oneOrMany(at(it, 'NotResource')),
        conditioned: Object.keys(fields(at(it, 'Condition'))).length > 0,
        policy,
        path: path === undefined ? undefined : [...path, 'Statement', ...(Array.isArray(raw) ? [index] : [])],
      },
    ];
  });
}

/** Whether a pattern with `*` and `?` matches a whole text; at most length times length steps, whatever the pattern. */
export function matchesGlob(pattern: string, value: string): boolean {
  let p = 0;
  let v = 0;
  let star = -1;
  let mark = 0;
  while (v < value.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === value[v]) && pattern[p] !== '*') {
      p++;
      v++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = v;
    } else if (star !== -1) {
      p = star + 1;
      v = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function covers(statement: Statement, action: string): boolean {
  const wanted = action.toLowerCase();
  if (statement.notActions.length > 0) return !statement.notActions.some((it) => matchesGlob(it, wanted));
  return statement.actions.some((it) => matchesGlob(it, wanted));
}

/** All resources, or all of the kind in the account: a star in the part that names the resource. */
function isWide({ resources, notResources }: Statement): boolean {
  if (notResources.length > 0) return true;
  return resources.some((it) => {
    if (it === '*') return true;
    const name = it.split(':').slice(5).join(':');
    return /^(?:\*|[a-z-]+[/:]\*)$/i.test(name);
  });
}

/**
 * The statement that allows an action on all resources. A denial without a condition, on all resources, outweighs it; others
 * are not decided here, so that what is allowed may be less than what is said.
 */
export function allows(statements: readonly Statement[], action: string): Statement | undefined {
  const denied = statements.some(
    (it) =>
      !it.allow && !it.conditioned && it.notResources.length === 0 && it.resources.includes('*') && covers(it, action),
  );
  if (denied) return undefined;
  const allowing = statements.filter((it) => it.allow && isWide(it) && covers(it, action));
  return allowing.find((it) => !it.conditioned) ?? allowing[0];
}
