// SPDX-License-Identifier: Apache-2.0
import { azureManagement, microsoftGraph } from '../apps.ts';
import { minute, second } from '../clock.ts';
import type { Attack } from '../context.ts';
import { azureOperation } from '../sources/azure-activity.ts';
import { workloadSignIn } from '../sources/entra-workload.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { attackers, storyOf } from './story.ts';

const name = 'azure-managed-identity-off-resource';
const rows = ['D2', 'D7'] as const;
const step = storyOf(name, rows);

/** A managed identity's token is taken on its machine and used from a hosting company. */
export const azureManagedIdentityOffResource: Attack = {
  name,
  title: "A managed identity's token is used away from its resource",
  rows,
  sources: ['azure.activity', 'entra.signin', 'graph.activity'],
  steps: (lab, start) => {
    const workload = lab.random.pick(lab.organisation.managedIdentities);
    const issued = workloadSignIn(lab, start, workload, true, azureManagement);
    const graph = workloadSignIn(lab, start + 4 * second, workload, true, microsoftGraph);
    const { ip } = attackers.contabo;
    const common = { by: { workload }, token: issued.token, ip } as const;
    return [
      ...step('issue', issued.emission, graph.emission),
      ...step(
        'use',
        azureOperation(lab, {
          ...common,
          time: start + 5 * minute,
          operation: 'Microsoft.Storage/storageAccounts/listKeys/action',
          resource: 'Microsoft.Storage/storageAccounts/exampledata',
          delay: 3 * minute,
        }),
        azureOperation(lab, {
          ...common,
          time: start + 6 * minute,
          operation: 'Microsoft.KeyVault/vaults/write',
          resource: 'Microsoft.KeyVault/vaults/kv-prod',
          delay: 3 * minute,
        }),
        graphCall(lab, {
          ...common,
          token: graph.token,
          time: start + 7 * minute + 12 * second,
          agent: 'curl/8.5.0',
          path: '/v1.0/users?$top=999',
          delay: 4 * minute,
        }),
      ),
    ];
  },
};
