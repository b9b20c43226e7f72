// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0DeviceGrantOff = defineCheck({
  id: 'auth0-device-grant-off',
  area: 'auth0',
  title: 'No application uses the device authorization grant',
  weakness: 'Application with the device authorization grant',
  severity: 'medium',
  rows: ['A4'],
  why: 'The thief starts a device sign-in and sends the code to the victim, who types it in at the real page: the tokens arrive at the device of the thief, past every factor.',
  remediation: [
    'Applications, the application, Settings, Advanced, Grant Types: clear Device Code.',
    'Where a device really has no browser: name the application in `allowed-apps`.',
  ],
  mappings: { mitigations: ['M1047', 'M1017'], peers: {} },
  needs: [{ kind: 'auth0.client' }],
  settings: {
    'allowed-apps': { default: [], description: 'ids or names of applications on devices without a browser' },
  },
  judge: (inventory, { settings }) =>
    judgeClients(inventory, (client) => {
      if (client.grantTypes === undefined) return 'the export has no grant_types';
      if (!client.grantTypes.includes('urn:ietf:params:oauth:grant-type:device_code')) return undefined;
      return settings.list('allowed-apps').some((it) => it === client.name || it === client.clientId)
        ? undefined
        : {
            summary: `"${client.name}" may use device codes, which can be phished.`,
            note: 'device_code',
            path: ['grant_types'],
          };
    }),
});
