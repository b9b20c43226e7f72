// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { admissionOf } from './admission.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { namespacesWithPods } from './namespaces.ts';

export const admissionKeepsAutomountOff = defineCheck({
  id: 'kubernetes-admission-keeps-automount-off',
  area: 'kubernetes',
  title: 'Admission control refuses pods that get a token without asking',
  weakness: 'Nothing refuses pods that get a token without asking',
  severity: 'low',
  confidence: 'medium',
  rows: ['A4', 'U7'],
  why: 'Whether a pod has a token is decided anew with every manifest. Where only care keeps `automountServiceAccountToken` off, the next chart that leaves it out puts a token for the API server into a file again.',
  remediation: [
    'Bind a ValidatingAdmissionPolicy with validationActions [Deny] to the namespace that demands `object.spec.?automountServiceAccountToken.orValue(true) == false` of pods, or `object.?automountServiceAccountToken.orValue(true) == false` of service accounts, which leaves pods that need a token the choice.',
    'With Kyverno set `failureAction: Enforce` on restrict-automount-sa-token, or let disable-automountserviceaccounttoken change what comes in. First look through what it reports in Audit.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.6'],
    mitigations: ['M1018', 'M1047'],
    peers: {
      kyverno: [
        'restrict-automount-sa-token',
        'restrict-sa-automount-sa-token',
        'disable-automountserviceaccounttoken',
      ],
    },
  },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.admission' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    const held = admissionOf(inventory);
    for (const { subject, name, where } of namespacesWithPods(inventory, context)) {
      const both = [held(name, 'pod-automount'), held(name, 'account-automount')];
      const unknown = both.find((it) => it.state === 'unknown');
      if (both.some((it) => it.state === 'held')) yield { status: 'pass', subject };
      else if (unknown !== undefined) yield { status: 'unknown', subject, reason: unknown.reason };
      else {
        const known = both.flatMap((it) => (it.state === 'open' ? it.evidence : []));
        yield {
          status: 'fail',
          subject,
          summary: `Nothing refuses a pod in ${name} that gets a token because nobody said otherwise.`,
          evidence:
            known.length > 0
              ? known.filter((it, at) => known.findIndex((other) => other.note === it.note) === at)
              : [{ where, note: 'no policy that denies is for the namespace and automountServiceAccountToken' }],
        };
      }
    }
  },
});
