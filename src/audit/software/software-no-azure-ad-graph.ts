// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSightings } from './judge-sightings.ts';

export const softwareNoAzureAdGraph = defineCheck({
  id: 'software-no-azure-ad-graph',
  area: 'software',
  title: 'No application asks for tokens to Azure AD Graph',
  weakness: 'Application uses Azure AD Graph, which is retired',
  severity: 'medium',
  rows: ['A3', 'A7'],
  why: 'Azure AD Graph is retired and barely logged: who uses a stolen token there reads the directory past the activity logs of Microsoft Graph. Attack tools use it for that reason.',
  remediation: [
    'Move the application to Microsoft Graph, take the permissions of Windows Azure Active Directory off, and set `authenticationBehaviors.blockAzureADGraphAccess` to true.',
    'For a client that no person of yours wrote, see who signed in with it and from where.',
  ],
  mappings: { mitigations: ['M1051', 'M1042'] },
  needs: [{ kind: 'software.log' }],
  judge: (inventory) =>
    judgeSightings(
      inventory,
      'azure-ad-graph',
      ({ name, succeeded }) =>
        `${name} got ${succeeded === 1 ? 'a token' : `${succeeded} tokens`} for Azure AD Graph, which is retired.`,
    ),
});
