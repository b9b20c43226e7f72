// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enabledKeys } from './judge-last-use.ts';

export const gcpServiceAccountsWithoutKeys = defineCheck({
  id: 'gcp-service-accounts-without-keys',
  area: 'gcp',
  title: 'Service accounts have no keys of users',
  weakness: 'Key of a service account that lies in a file',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'A key is a file that works from anywhere, for as long as nobody deletes it. It ends up in repositories, laptops and pipelines, and who copies it is the account.',
  remediation: [
    'Use workload identity federation for pipelines and other clouds, attached accounts for workloads, impersonation for people.',
    'Then `gcloud iam service-accounts keys disable KEY --iam-account=EMAIL`, and delete it when nothing broke.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { prowler: ['iam_sa_no_user_managed_keys'] } },
  needs: [
    { kind: 'credential', provider: 'gcp' },
    { kind: 'identity', provider: 'gcp' },
  ],
  *judge(inventory) {
    const keys = Map.groupBy(enabledKeys(inventory.of('credential')), (it) => it.holder ?? '');
    for (const account of inventory.of('gcp.service-account')) {
      const subject = { kind: 'service-account', id: account.id, name: account.email };
      const own = keys.get(account.id) ?? [];
      if (own.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The service account ${account.email} has ${own.length} ${own.length === 1 ? 'key' : 'keys'} that users hold.`,
          evidence: own.map((it) => ({
            where: it.where,
            note: `${it.name}, made ${it.created?.slice(0, 10) ?? 'at an unknown time'}`,
          })),
        };
    }
  },
});
