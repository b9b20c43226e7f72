// SPDX-License-Identifier: Apache-2.0
// Which tokens a job or step has.
import type { CiExpression, CiPermissions, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import type { JobView } from './views.ts';

/** What a job's own token may do: its permissions, those of the workflow, or undefined for the repository's default. */
export function permissionsOf({ job, pipeline, inherited }: JobView): CiPermissions | undefined {
  return job.permissions ?? pipeline.permissions ?? inherited;
}

/** Scopes with write access. Undefined: the default of the repository, which may be write. */
export function writesOf(view: JobView): readonly string[] | undefined {
  const permissions = permissionsOf(view);
  if (permissions === undefined) return undefined;
  if (permissions === 'write-all') return ['all'];
  if (permissions === 'read-all') return [];
  return Object.entries(permissions).flatMap(([scope, access]) => (access === 'write' ? [scope] : []));
}

export function hasIdToken(view: JobView): boolean {
  const writes = writesOf(view) ?? [];
  return writes.includes('id-token') || writes.includes('all');
}

/** Names of secrets in expressions; `GITHUB_TOKEN` is not among them. */
export function secretNames(expressions: readonly CiExpression[]): readonly string[] {
  const names = expressions.flatMap((it) =>
    it.refs.flatMap((ref) => (/^secrets(?:\.|$)/i.test(ref) ? [ref.slice(8) || '*'] : [])),
  );
  return [...new Set(names)].filter((it) => it.toUpperCase() !== 'GITHUB_TOKEN');
}

export function usesOwnToken(expressions: readonly CiExpression[]): boolean {
  return expressions.some((it) => it.refs.some((ref) => /^(?:secrets\.github_token|github\.token)$/i.test(ref)));
}

/** Secrets that a step has in its environment or inputs, those of its job and workflow included. */
export function secretsOfStep(step: CiStep, { job, pipeline }: JobView): readonly string[] {
  const shared = [...job.expressions, ...pipeline.expressions].filter((it) => it.at[0] === 'env');
  return [...new Set([...secretNames(step.expressions), ...secretNames(shared)])];
}

/** All secrets that a job names, in any of its steps. */
export function secretsOfJob(view: JobView): readonly string[] {
  const names = [view.job.expressions, view.pipeline.expressions, ...view.steps.map((it) => it.expressions)].flatMap(
    secretNames,
  );
  return [...new Set(view.job.secrets === 'inherit' ? ['*', ...names] : names)];
}

/** Why a job is worth a thief's time; undefined where all it has is a token that reads. */
export function prizeOf(view: JobView): string | undefined {
  const secrets = secretsOfJob(view);
  if (secrets.includes('*')) return 'all secrets of the repository';
  if (secrets.length > 0) return `the secret${secrets.length > 1 ? 's' : ''} ${secrets.slice(0, 3).join(', ')}`;
  const writes = writesOf(view);
  if (writes === undefined) return 'a token with the default permissions of the repository, which may be write';
  if (writes.includes('all')) return 'a token that may write everything';
  if (writes.length > 0) return `a token with ${writes.map((it) => `${it}: write`).join(', ')}`;
  return undefined;
}

/** Variables that hold secrets in a step: name of the variable -> name of the secret. */
export function secretVariables(step: CiStep, { job, pipeline }: JobView): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const it of [...pipeline.expressions, ...job.expressions, ...step.expressions]) {
    const [first, name] = it.at;
    if (first !== 'env' || name === undefined || it.at.length !== 2) continue;
    const secret = it.yields.find((ref) => /^(?:secrets\.|github\.token$)/i.test(ref));
    if (secret !== undefined) found.set(String(name), secret.replace(/^secrets\./i, ''));
  }
  return found;
}

/** A workflow that only other workflows call: its triggers are theirs. */
export function isOnlyCalled(pipeline: CiPipeline): boolean {
  return pipeline.triggers.length > 0 && pipeline.triggers.every((it) => it.event === 'workflow_call');
}
