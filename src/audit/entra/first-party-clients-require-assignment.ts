// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

const microsoftGraph = '00000003-0000-0000-c000-000000000000';

export const entraFirstPartyClientsRequireAssignment = defineCheck({
  id: 'entra-first-party-clients-require-assignment',
  area: 'entra',
  title: "Microsoft's own administration clients are open to assigned people only",
  weakness: "Anybody may sign in to Microsoft's administration clients",
  severity: 'medium',
  rows: ['A4', 'A7', 'U8'],
  why: 'Azure CLI, Graph PowerShell and their like need no consent and reach all that their user may. Phishing with device codes and copied addresses asks for just these clients: a person who never needs them should not be able to get their tokens.',
  remediation: [
    'Make the service principal if it is not there: `New-MgServicePrincipal -AppId CLIENTID`.',
    '`az ad sp update --id CLIENTID --set appRoleAssignmentRequired=true`, then assign the group of administrators and developers: `New-MgServicePrincipalAppRoleAssignedTo`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: { maester: ['MT.1186'] } },
  needs: [{ kind: 'entra.service-principal' }],
  settings: {
    clients: {
      default: [
        '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
        '1950a258-227b-4e31-a9cf-717495945fc2',
        '14d82eec-204b-4c2f-b7e8-296a70dab67e',
        'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
        '1b730954-1685-4b74-9bfd-dac224a7b894',
        'fb78d390-0c51-40cd-8e17-fdbfab77341b',
        'aebc6443-996d-45c2-90f0-388ff96faa56',
        '872cd9fa-d31f-45e0-9eab-6e460a02d1f1',
        '12128f48-ec9e-42f0-b203-ea49fb6af367',
      ],
      description: 'application ids of clients that only assigned people may use',
      published: ['Maester MT.1186: nine first-party clients'],
    },
  },
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    // Every tenant has Microsoft Graph: a list without it was filtered or cut, whether it says so or not.
    const whole =
      inventory.collected('entra.service-principal') === 'complete' && index.principalOf(microsoftGraph) !== undefined;
    for (const client of context.settings.list('clients')) {
      const app = index.principalOf(client.toLowerCase());
      const known = context.knowledge.client(client)?.name ?? client;
      const subject = { kind: 'application', id: `entra:client:${client.toLowerCase()}`, name: known };
      if (app === undefined) {
        yield whole
          ? {
              status: 'fail',
              subject,
              summary: `Everybody may sign in to ${known}: it has no service principal in the tenant that could ask for assignment.`,
              evidence: inventory
                .of('entra.service-principal')
                .slice(0, 1)
                .map((it) => ({ where: it.where, note: `${client} is not among the service principals` })),
            }
          : {
              status: 'unknown',
              subject,
              reason: `the service principals were not read to their end, and ${known} may be among the rest`,
            };
      } else if (app.enabled === false || app.assignmentRequired === true) yield { status: 'pass', subject };
      else if (app.assignmentRequired === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'appRoleAssignmentRequired is not in the export of service principals',
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `Everybody may sign in to ${known}: assignment is not required.`,
          evidence: [at(app, 'appRoleAssignmentRequired is false', 'appRoleAssignmentRequired')],
        };
      }
    }
  },
});
