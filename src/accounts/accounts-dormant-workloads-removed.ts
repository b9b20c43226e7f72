// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { isWorkload, judgeDisuse } from './judge-identities.ts';

export const accountsDormantWorkloadsRemoved = defineCheck({
  id: 'accounts-dormant-workloads-removed',
  area: 'accounts',
  title: 'Identities of workloads that are not used are removed',
  weakness: 'Workload identity that has not been used for long',
  severity: 'medium',
  rows: ['U3', 'A6'],
  why: 'An identity of a service that is gone keeps its permissions. Whoever finds one of its credentials, in an old repository or image, has them too, and no service breaks when it is abused.',
  remediation: [
    'Disable it first, wait for a month, then delete it: Entra `PATCH /servicePrincipals/{id} {"accountEnabled": false}`; Google Cloud `gcloud iam service-accounts disable EMAIL`; Kubernetes: delete the bindings first.',
    'Ask what calls once a quarter or once a year before you delete.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { 'zt-assessment': ['21770', '21771'], prowler: ['iam_service_account_unused'] },
  },
  needs: [{ kind: 'identity' }],
  settings: {
    days: {
      default: 180,
      description: 'days without use',
      published: ['Google Cloud in Prowler: 180', 'EntraFalcon: 180', 'Zero Trust Assessment: 90'],
    },
    providers: { default: [] as readonly string[], description: 'days of single providers, as in gcp=90' },
  },
  judge: (inventory, context) =>
    // What runs is no account: a workload uses one. Entra's list of service principals holds those of other organisations; apps are judged by their own checks.
    judgeDisuse(
      inventory,
      context,
      (it) => isWorkload(it) && it.type !== 'workload' && it.external !== true && it.provider !== 'active-directory',
      ({ name, provider }, days) => `The workload identity ${name} (${provider}) has not been used for ${days} days.`,
    ),
});
