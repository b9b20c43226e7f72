// SPDX-License-Identifier: Apache-2.0
// What scripts do with secrets.
import type { CiStep } from '../../../model/inventory/ci.ts';
import { secretVariables } from './tokens.ts';
import type { JobView } from './views.ts';

/** Variables that a pipeline gets by itself, and names that people give to secrets. */
const secretLike =
  /\$(?:\{|\(|env:)?(?<name>(?:CI_JOB_TOKEN|CI_JOB_JWT(?:_V\d)?|CI_DEPLOY_PASSWORD|CI_REGISTRY_PASSWORD|SYSTEM_ACCESSTOKEN|System\.AccessToken)\b|[A-Za-z0-9_.]{0,60}?(?:TOKEN|PASSWORD|PASSWD|SECRET|API_?KEY|(?:ACCESS|PRIVATE|SIGNING|DEPLOY|SSH|GPG|ENCRYPTION|SERVICE|ACCOUNT|GCP|SA)_KEY|_PAT|CREDENTIALS)(?:_[A-Z0-9]{1,20})?\b)/gi;

/** Names of the secrets that a step has as variables: by definition on GitHub, by name elsewhere. */
export function namedSecrets(step: CiStep, view: JobView): ReadonlySet<string> {
  const names = new Set(secretVariables(step, view).keys());
  for (const it of step.expressions)
    if (it.at[0] === 'run') for (const ref of it.yields) if (/^secrets\./i.test(ref)) names.add(ref.slice(8));
  if (step.provider === 'github') return names;
  if (step.provider === 'jenkins') {
    for (const [name, value] of Object.entries({ ...view.job.env, ...step.env }))
      if (value.startsWith('credentials(') || value === 'withCredentials') names.add(name);
    return names;
  }
  // Azure: a secret variable reaches a script only by `env:`, or by its macro in the text.
  for (const [name, value] of Object.entries(step.env))
    if (/\$\((?:System\.AccessToken|\w*(?:token|secret|password|key|pat)\w*)\)/i.test(value)) names.add(name);
  for (const it of step.run?.matchAll(secretLike) ?? []) if (it.groups?.name !== undefined) names.add(it.groups.name);
  return names;
}

/** The names of secrets, passwords and tokens before names of users, which come with them. */
export function gravestFirst(names: Iterable<string>): readonly string[] {
  const rank = (name: string): number => (/pass|secret|token|key|_psw$|_pat$/i.test(name) ? 0 : 1);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

/** Lines of a script without comments, continued lines joined. */
export function scriptLines(script: string): readonly string[] {
  return script
    .replace(/\\\r?\n\s*/g, ' ')
    .split('\n')
    .filter((it) => !/^\s*(?:#|\/\/|rem\b)/i.test(it) && it.trim() !== '');
}
