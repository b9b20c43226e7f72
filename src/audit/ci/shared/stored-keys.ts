// SPDX-License-Identifier: Apache-2.0
// Steps that sign in somewhere, with a stored key or with the identity of the job.
import type { CiJob, CiPipeline, CiStep } from '../../../model/inventory/ci.ts';
import type { DocumentPath } from '../../../model/inventory/provenance.ts';
import { secretNames } from './tokens.ts';
import type { JobView } from './views.ts';

export interface SignIn {
  readonly how: 'stored' | 'identity';
  /** What holds it: an input, a variable. */
  readonly name: string;
  readonly at: DocumentPath;
}

/** Whether an input or variable takes its value from a secret. */
function isSecret(item: CiStep | CiJob | CiPipeline, ...at: readonly string[]): boolean {
  const own = item.expressions.filter((it) => it.at.join('\0') === at.join('\0'));
  return secretNames(own).length > 0;
}

/** The first of the inputs that is given by a secret. */
export function secretInput(step: CiStep, ...names: readonly string[]): SignIn | undefined {
  const name = names.find((it) => step.with[it] !== undefined && isSecret(step, 'with', it));
  return name === undefined ? undefined : { how: 'stored', name, at: ['with', name] };
}

/** A variable of the step, its job or pipeline that is set to a secret. */
export function secretVariable(step: CiStep, view: JobView, pattern: RegExp): SignIn | undefined {
  for (const item of [step, view.job, view.pipeline]) {
    const name = Object.keys(item.env).find(
      (it) => pattern.test(it) && (isSecret(item, 'env', it) || item.env[it] === '[removed]'),
    );
    if (name !== undefined) return { how: 'stored', name, at: item === step ? ['env', name] : [] };
  }
  return undefined;
}

/** A key that a script itself puts in place. A long command is told by its beginning. */
export function scriptUse(step: CiStep, pattern: RegExp): SignIn | undefined {
  const found = pattern.exec(step.run ?? '')?.[0].trim();
  if (found === undefined) return undefined;
  const name = found.length > 60 ? `${found.slice(0, 60).replace(/\s+\S*$/, '')} …` : found;
  return { how: 'stored', name, at: step.runAt ?? [] };
}

export function hasInput(step: CiStep, ...names: readonly string[]): SignIn | undefined {
  const name = names.find((it) => step.with[it] !== undefined);
  return name === undefined ? undefined : { how: 'identity', name, at: ['with', name] };
}
