// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

/** `v3.1.2` and `v3` are both v3. */
function majorOf(ref: string): string | undefined {
  const major = /^v?(\d{1,3})(?:\.\d+){0,2}$/.exec(ref)?.[1];
  return major === undefined ? undefined : `v${major}`;
}

export const softwareActionsSupported = defineCheck({
  id: 'software-actions-supported',
  area: 'software',
  title: 'Workflows use versions of actions that are still supported',
  weakness: 'Workflow uses a version of an action without support',
  severity: 'medium',
  rows: ['A3', 'D6'],
  why: 'An old action runs on a Node.js without fixes, beside the token of the job. Old versions of the artifact and cache actions have been switched off: the job fails, and somebody works around it.',
  remediation: [
    'Take the newest major version, pinned by its commit: Dependabot or Renovate do it for you (`package-ecosystem: github-actions`).',
  ],
  mappings: { mitigations: ['M1051', 'M1016'], techniques: ['T1528', 'T1195.001'] },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory, { knowledge, now }) {
    const seen = new Map<
      string,
      { readonly where: Parameters<typeof proof>[0]; count: number; readonly action: string; readonly major: string }
    >();
    const untold = new Set<string>();
    for (const step of inventory.of('ci.step')) {
      const { uses } = step;
      if (step.provider !== 'github' || uses?.type !== 'action' || uses.ref === undefined) continue;
      const action = uses.name.toLowerCase();
      const major = majorOf(uses.ref);
      if (major === undefined) {
        // A commit or branch does not say its version; pinning has checks of its own.
        if (
          knowledge.support(`action:${action}`, 'v1') !== undefined ||
          knowledge.support(`action:${action}`, 'v2') !== undefined
        )
          untold.add(action);
        continue;
      }
      const key = `${action}@${major}`;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { where: step.where, count: 1, action, major });
      else known.count++;
    }
    for (const [key, { where, count, action, major }] of seen) {
      const support = knowledge.support(`action:${action}`, major);
      if (support === undefined) continue;
      const subject = { kind: 'action', id: `software:action:${key}`, name: key };
      yield support.until === '' || Date.parse(support.until) > now
        ? pass(subject)
        : fail(
            subject,
            `${count === 1 ? 'A step uses' : `${count} steps use`} ${key}, which has been without support since ${support.until}.`,
            proof(where, `${support.note || 'without support'} (${support.source})`),
          );
    }
    if (untold.size > 0) {
      const [first] = untold;
      yield unknown(
        { kind: 'action', id: 'software:actions', name: 'actions' },
        `${untold.size === 1 ? first : `${untold.size} actions, ${first} among them, are`}${untold.size === 1 ? ' is' : ''} pinned by a commit or branch, which does not tell the version; Dependabot keeps them new`,
      );
    }
  },
});
