// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { dayMs } from './log-evidence.ts';

export const bootstrapTokensExpire = defineCheck({
  id: 'kubernetes-bootstrap-tokens-expire',
  area: 'kubernetes',
  title: 'Tokens for joining nodes expire within days',
  weakness: 'Bootstrap token that does not expire soon',
  severity: 'medium',
  rows: ['A4', 'U3'],
  why: 'With a bootstrap token anybody joins the cluster as a node and is handed the tokens of the pods that are scheduled there. It is meant for the hour in which a node joins.',
  remediation: [
    '`kubeadm token list`, then `kubeadm token delete ID`; make one for each join with `kubeadm token create --ttl 1h`.',
  ],
  mappings: { cis: ['Kubernetes 1.12 3.1.3'], mitigations: ['M1018'], peers: { kubescape: ['C-0288'] } },
  needs: [{ kind: 'kubernetes.secret' }],
  settings: {
    maxDays: {
      default: 2,
      description: 'days that a bootstrap token may still be valid',
      published: ['kubeadm default: 1 day'],
    },
  },
  *judge(inventory, context) {
    for (const secret of inventory.of('kubernetes.secret')) {
      if (secret.type !== 'bootstrap.kubernetes.io/token') continue;
      const subject = { kind: 'secret', id: secret.id, name: `${secret.namespace}/${secret.name}` };
      const place = { where: secret.where, path: [...(secret.where.path ?? []), 'data'] };
      if (secret.expires === undefined && secret.keys.includes('expiration')) {
        yield { status: 'unknown', subject, reason: 'its expiration cannot be read; `kubeadm token list` shows it' };
      } else if (secret.expires === undefined) {
        yield {
          status: 'fail',
          subject,
          summary: `The bootstrap token ${secret.name} never expires.`,
          severity: 'high',
          evidence: [{ ...place, note: 'no expiration' }],
        };
      } else {
        const days = (Date.parse(secret.expires) - context.now) / dayMs;
        if (days <= context.settings.number('maxDays')) yield { status: 'pass', subject };
        else
          yield {
            status: 'fail',
            subject,
            summary: `The bootstrap token ${secret.name} is valid for ${Math.floor(days)} more days.`,
            evidence: [{ ...place, note: `expires ${secret.expires}` }],
          };
      }
    }
  },
});
