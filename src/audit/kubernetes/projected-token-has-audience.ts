// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { accountOf, mountOf, workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const projectedTokenHasAudience = defineCheck({
  id: 'kubernetes-projected-token-has-audience',
  area: 'kubernetes',
  title: 'Tokens for other services name them as audience',
  weakness: 'Second token without an audience',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: 'A token without an audience is good for the API server. Given to another service, whoever runs or breaks into that service uses it on the cluster.',
  remediation: [
    'Set `audience` on the projected `serviceAccountToken` to the service that it is for, as in `audience: vault`.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const tokens = workload.volumes.flatMap((it) => (it.type === 'token' ? [it] : []));
      const bare = tokens.filter((it) => it.audience === undefined && !it.name.startsWith('kube-api-access'));
      if (tokens.length === 0) continue;
      const subject = workloadSubject(workload);
      const { mounted } = mountOf(workload, accountOf(inventory, workload));
      // One token without an audience in place of the automatic one is the way to call the API on purpose.
      const spare = mounted === false ? bare.slice(1) : bare;
      if (spare.length === 0) yield { status: 'pass', subject };
      else if (mounted === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `whether a token for the API server is mounted already depends on the service account ${workload.serviceAccount}, which is not among the files`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} has a token for the API server and asks for another one without an audience.`,
          evidence: spare.map((it) => ({
            where: workload.where,
            path: it.path,
            note: `volume ${it.name} names no audience`,
          })),
        };
      }
    }
  },
});
