// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject, named } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders } from './power-check.ts';

const anonymous = [
  { kind: 'Group', name: 'system:unauthenticated' },
  { kind: 'User', name: 'system:anonymous' },
] as const;

export const anonymousHasNoRights = defineCheck({
  id: 'kubernetes-anonymous-has-no-rights',
  area: 'kubernetes',
  title: 'Requests without a token have no rights',
  weakness: 'Anonymous requests have rights',
  severity: 'critical',
  rows: ['A2', 'A4'],
  why: 'A role bound to system:anonymous or system:unauthenticated works for everybody who reaches the API server. No token has to be stolen at all.',
  remediation: [
    'Take the subject out of the binding: `kubectl edit clusterrolebinding NAME`.',
    'Turn anonymous requests off (`--anonymous-auth=false`), or limit them to health endpoints in an AuthenticationConfiguration.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: {
      kubescape: ['C-0262'],
      krane: ['unauthenticated-subject-access'],
      trivy: ['KSV-0122'],
      kyverno: ['restrict-binding-system-groups'],
    },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    const holders = judgedHolders(inventory, context);
    for (const it of anonymous) {
      const holder = `kubernetes:${it.kind.toLowerCase()}:${it.name}`;
      const subject = holderSubject(holder);
      const bound = (holders.get(holder) ?? []).filter(({ power }) => power === 'bound' || power === 'unknown-role');
      if (bound.length === 0) yield { status: 'pass', subject };
      else {
        const powers = (holders.get(holder) ?? []).length > bound.length;
        yield {
          status: 'fail',
          subject,
          summary: `${named(subject)}, which is everybody without a token, has ${enumerate(bound.map(({ role }) => role))}.`,
          severity: powers ? 'critical' : 'high',
          evidence: bound.slice(0, 5).flatMap((power) => bindingEvidence(inventory, power)),
        };
      }
    }
  },
});
