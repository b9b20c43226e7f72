// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Verdict } from '../../model/check.ts';
import { componentText, flagPath } from './flag-check.ts';

const secrets = /^(?:secrets|\*\.|\*\.\*)$/;

export const secretsEncrypted = defineCheck({
  id: 'kubernetes-secrets-encrypted',
  area: 'kubernetes',
  title: 'Secrets are encrypted where they are stored',
  weakness: 'Secrets are stored in plain text',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Token secrets and passwords lie in etcd as they are. A backup or a copy of its disk is then a list of credentials.',
  remediation: [
    'Write an EncryptionConfiguration whose first provider for `secrets` is `kms` (version v2) or `secretbox`, and name it in `--encryption-provider-config`.',
    'Write all secrets anew: `kubectl get secrets -A -o json | kubectl replace -f -`.',
    'EKS, GKE, AKS: turn on encryption of secrets with a key of your own.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.27', 'Kubernetes 1.12 1.2.28'],
    mitigations: ['M1041', 'M1047'],
    peers: { kubescape: ['C-0066', 'C-0141', 'C-0142'] },
  },
  needs: [],
  *judge(inventory): Iterable<Verdict> {
    const files = inventory.of('kubernetes.encryption');
    for (const file of files) {
      const subject = { kind: 'file', id: file.id, name: file.name };
      const entry = file.resources.find(({ resources }) => resources.some((it) => secrets.test(it)));
      if (entry !== undefined && entry.providers[0] !== undefined && entry.providers[0] !== 'identity') {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary:
          entry === undefined
            ? `${file.name} encrypts no secrets.`
            : `${file.name} stores new secrets in plain text: its first provider for them is ${entry.providers[0] ?? 'missing'}.`,
        evidence: [
          {
            where: file.where,
            ...(entry === undefined ? {} : { path: entry.path }),
            note: entry === undefined ? 'no entry for secrets' : `first provider: ${entry.providers[0] ?? 'none'}`,
          },
        ],
      };
    }
    const servers = inventory.of('kubernetes.component').filter((it) => it.type === 'kube-apiserver');
    for (const server of servers) {
      const subject = { kind: 'component', id: server.id, name: componentText(server) };
      const config = server.flags['encryption-provider-config'];
      if (config === undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `The ${componentText(server)} stores secrets in plain text.`,
          evidence: [
            {
              where: server.where,
              path: flagPath(server, 'encryption-provider-config'),
              note: '--encryption-provider-config is not set',
            },
          ],
        };
      } else if (files.length === 0) {
        yield { status: 'unknown', subject, reason: `${config}, which says how secrets are encrypted, was not read` };
      } else yield { status: 'pass', subject };
    }
  },
});
