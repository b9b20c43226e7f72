// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject, named } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders } from './power-check.ts';

/** Groups that the API server puts callers into by itself. */
const automatic = /^kubernetes:group:(?:system:authenticated|system:serviceaccounts(?::[^:]+)?)$/;

export const everybodyHasNoRights = defineCheck({
  id: 'kubernetes-everybody-has-no-rights',
  area: 'kubernetes',
  title: 'Groups that everybody is in have no rights of their own',
  weakness: 'Everybody with any token has rights',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Every token is in system:authenticated, and every service account in system:serviceaccounts: a role bound to them makes the weakest token as good as the role. On GKE, system:authenticated even holds every Google account.',
  remediation: [
    'Bind the role to the accounts and groups that need it, and take the group out: `kubectl edit clusterrolebinding NAME`.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0265'],
      kyverno: ['restrict-binding-system-groups'],
      krane: ['unauthenticated-subject-access'],
    },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    const holders = judgedHolders(inventory, context);
    const judged = new Set([
      'kubernetes:group:system:authenticated',
      'kubernetes:group:system:serviceaccounts',
      ...[...holders.keys()].filter((it) => automatic.test(it)),
    ]);
    for (const holder of judged) {
      const all = holders.get(holder) ?? [];
      const subject = holderSubject(holder);
      const bound = all.filter(({ power }) => power === 'bound' || power === 'unknown-role');
      if (bound.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      const strong = all.some(({ power }) => power !== 'bound' && power !== 'unknown-role' && power !== 'missing-role');
      yield {
        status: 'fail',
        subject,
        summary: `${named(subject)} has ${enumerate([...new Set(bound.map(({ role }) => role))])}, so every token in it has that.`,
        severity: strong ? 'high' : 'medium',
        evidence: bound.slice(0, 5).flatMap((power) => bindingEvidence(inventory, power)),
      };
    }
  },
});
