// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const tokenSecretNotMounted = defineCheck({
  id: 'kubernetes-token-secret-not-mounted',
  area: 'kubernetes',
  title: 'Pods are given no token secret',
  weakness: 'Pod is given a token that never expires',
  severity: 'high',
  rows: ['A4', 'U1'],
  why: 'A pod that mounts a token secret holds a token that outlives it, and often one of another account than it runs as: whoever reads a file in the pod has both.',
  remediation: [
    'Let the pod run as the account whose token it needs, or mount a projected `serviceAccountToken`.',
    'Delete the token secret.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1047'],
    peers: { kubescape: ['C-0255', 'C-0053'], kubiscan: ['mounted-tokens'] },
  },
  needs: [{ kind: 'kubernetes.workload' }, { kind: 'kubernetes.secret' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const workload of writtenWorkloads(inventory, context)) {
      const given = [
        ...workload.volumes.flatMap((it) => (it.type === 'secret' ? [{ name: it.secret, path: it.path }] : [])),
        ...workload.environment.flatMap((it) => (it.secret === undefined ? [] : [{ name: it.secret, path: it.path }])),
      ];
      if (given.length === 0) continue;
      const subject = workloadSubject(workload);
      const secrets = given.map((it) => ({
        ...it,
        secret: inventory.find('kubernetes.secret', `kubernetes:secret:${workload.namespace}/${it.name}`),
      }));
      const tokens = secrets.filter(({ secret }) => secret?.type === 'kubernetes.io/service-account-token');
      const [first] = tokens;
      if (first !== undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} is given the secret ${first.name}, a token of ${first.secret?.serviceAccount ?? 'an account'} that never expires.`,
          evidence: tokens.map(({ name, path }) => ({
            where: workload.where,
            path,
            note: `secret ${name} is a token`,
          })),
        };
      } else if (secrets.some(({ secret }) => secret === undefined)) {
        const names = secrets.filter(({ secret }) => secret === undefined).map(({ name }) => name);
        yield {
          status: 'unknown',
          subject,
          reason: `what the ${names.length === 1 ? 'secret' : 'secrets'} ${[...new Set(names)].join(', ')} ${names.length === 1 ? 'is' : 'are'} was not read; \`kubectl get secrets -A -o json | jq 'del(.items[].data, .items[].stringData)'\` would tell without showing any value`,
        };
      } else yield { status: 'pass', subject };
    }
  },
});
