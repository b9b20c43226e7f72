// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const projectedTokenShortLived = defineCheck({
  id: 'kubernetes-projected-token-short-lived',
  area: 'kubernetes',
  title: 'Tokens that pods ask for are short-lived',
  weakness: 'Pod asks for a token that is valid for long',
  severity: 'low',
  rows: ['A4'],
  why: 'A projected token is renewed by the kubelet well before it ends, so a long life helps no program. It only lengthens the time in which a copy can be used.',
  remediation: ['Set `expirationSeconds: 3600` (600 is the least) on the projected volume.'],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: {
    systemNamespaces: systemNamespacesSetting,
    maxSeconds: {
      default: 7200,
      description: 'longest lifetime of a projected token, in seconds',
      published: ['Kubernetes default: 3600', 'EKS Pod Identity webhook: 86400'],
    },
  },
  *judge(inventory, context) {
    const most = context.settings.number('maxSeconds');
    for (const workload of writtenWorkloads(inventory, context)) {
      const tokens = workload.volumes.flatMap((it) => (it.type === 'token' ? [it] : []));
      if (tokens.length === 0) continue;
      const subject = workloadSubject(workload);
      const long = tokens.filter((it) => (it.expirationSeconds ?? 3600) > most);
      const [first] = long;
      if (first === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} asks for a token that is valid for ${Math.round((first.expirationSeconds ?? 0) / 360) / 10} hours.`,
        severity: (first.expirationSeconds ?? 0) > 86_400 ? 'medium' : 'low',
        evidence: long.map((it) => ({
          where: workload.where,
          path: [...it.path, 'expirationSeconds'],
          note: `${it.expirationSeconds} seconds${it.audience === undefined ? '' : ` for ${it.audience}`}`,
        })),
      };
    }
  },
});
