// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpInstancesWithoutDefaultAccount = defineCheck({
  id: 'gcp-instances-without-default-account',
  area: 'gcp',
  title: 'Instances run as accounts of their own, not as the default account with all scopes',
  weakness: 'Instance that runs as the default account with all scopes',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'The default account is shared by all instances and often Editor of the project. With the scope cloud-platform, whoever reaches the metadata server of one instance has a token for everything that it may do.',
  remediation: [
    '`gcloud compute instances set-service-account NAME --service-account=EMAIL --scopes=cloud-platform` with an account of its own, after `gcloud compute instances stop`.',
  ],
  mappings: { cis: ['GCP Foundation 4.1', 'GCP Foundation 4.2'], mitigations: ['M1018'], techniques: ['T1552.005'] },
  needs: [{ kind: 'gcp.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gcp.instance')) {
      const subject = { kind: 'instance', id: it.id, name: it.name };
      const isDefault = it.account?.endsWith('-compute@developer.gserviceaccount.com') === true;
      const all = it.scopes.some((scope) => scope.endsWith('/auth/cloud-platform'));
      if (!isDefault || !all) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The instance ${it.name} runs as the default account ${it.account} with all scopes.`,
          evidence: [{ where: it.where, path: [...(it.where.path ?? []), ...it.path], note: 'scope cloud-platform' }],
        };
    }
  },
});
