// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enumerate, holderSubject, named } from './cluster-settings.ts';
import { isInside } from './inside.ts';

export const serviceAccountsStayInside = defineCheck({
  id: 'kubernetes-service-accounts-stay-inside',
  area: 'kubernetes',
  title: 'Service accounts are used from inside the cluster only',
  weakness: 'Service account used from outside the cluster',
  severity: 'high',
  confidence: 'medium',
  rows: ['A5', 'A6'],
  why: 'Programs with a service account run in the cluster. A call from a public address is a token that left it: copied into a pipeline, onto a laptop, or stolen.',
  remediation: [
    'Find out what runs at the address. If nobody knows, contain it: delete the token secret or the pod, and look at what the account did.',
    'Pipelines outside: sign in over OpenID Connect instead of with a token of the cluster.',
    'Addresses that are yours (a NAT gateway before a public endpoint) belong into the setting `clusterNetworks`.',
  ],
  mappings: { mitigations: ['M1018', 'M1037'] },
  needs: [{ kind: 'window', provider: 'kubernetes' }],
  settings: {
    clusterNetworks: {
      default: [],
      description: 'public addresses and ranges from which the cluster itself calls, as "203.0.113.0/24"',
    },
  },
  *judge(inventory, context) {
    const ours = context.settings.list('clusterNetworks');
    const outside = new Map<string, { where: (typeof all)[number]['where']; note: string; address: string }[]>();
    const all = inventory
      .of('use')
      .filter((it) => it.provider === 'kubernetes' && it.principal.startsWith('kubernetes:service-account:'));
    for (const use of all) {
      const list = outside.get(use.principal) ?? [];
      for (const address of use.networks ?? []) {
        if (!isInside(address, ours))
          list.push({
            where: use.where,
            address,
            note: `${use.action}${use.outcome === 'failure' ? ' (refused)' : ''} from ${address}, last ${use.last}`,
          });
      }
      outside.set(use.principal, list);
    }
    for (const [id, calls] of outside) {
      const subject = holderSubject(id);
      if (calls.length === 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `${named(subject)} was used from ${enumerate([...new Set(calls.map((it) => it.address))], 3)}, outside of the cluster.`,
          evidence: calls.slice(0, 5).map(({ where, note }) => ({ where, note })),
        };
      }
    }
  },
});
