// SPDX-License-Identifier: Apache-2.0
import {
  deviceRegistration,
  exchangeOnline,
  microsoftGraph,
  microsoftOffice,
  microsoftTeams,
  outlookMobile,
} from '../apps.ts';
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { directoryAudit } from '../sources/entra-audit.ts';
import { userSignIn } from '../sources/entra-signin.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { attackers, storyOf } from './story.ts';

const name = 'entra-device-code-phishing';
const rows = ['D9', 'D8'] as const;
const step = storyOf(name, rows);
const agent = 'python-requests/2.32.4';

/** A victim enters a code the attacker asked for; the attacker swaps the token for other clients' and adds a device. */
export const entraDeviceCodePhishing: Attack = {
  name,
  title: 'Device-code phishing, a pivot to other clients of the family in the same session, a device registered',
  rows,
  sources: ['entra.signin', 'entra.audit', 'graph.activity'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const base = {
      person,
      place: attackers.linode,
      session: lab.random.guid(),
      device: undefined,
      delay: 2 * minute,
    } as const;
    const pivot = { ...base, interactive: false, incoming: 'refreshToken', protocol: 'none', agent } as const;
    const first = userSignIn(lab, {
      ...base,
      time: start,
      app: microsoftOffice,
      resource: microsoftGraph,
      interactive: true,
      protocol: 'deviceCode',
      agent: person.device.agent,
    });
    const mail = userSignIn(lab, { ...pivot, time: start + 3 * minute, app: outlookMobile, resource: exchangeOnline });
    const registering = userSignIn(lab, {
      ...pivot,
      time: start + 5 * minute,
      app: microsoftTeams,
      resource: deviceRegistration,
    });
    return [
      ...step('issue', first.emission),
      ...step(
        'use',
        graphCall(lab, {
          time: start + minute,
          by: { person, app: microsoftOffice },
          token: first.token,
          ip: attackers.linode.ip,
          agent,
          path: '/v1.0/me/mailFolders/inbox/messages?$top=100',
          delay: 3 * minute,
        }),
      ),
      ...step('pivot', mail.emission, registering.emission),
      ...step(
        'register-device',
        directoryAudit(lab, {
          time: start + 5 * minute + 20 * second,
          operation: 'Register device',
          category: 'Device',
          by: person,
          ip: attackers.linode.ip,
          agent: 'Dsreg/10.0 (Windows 10.0.19044.1826)',
          targets: [{ id: lab.random.guid(), name: 'DESKTOP-LAB0001', type: 'Device' }],
          delay: 2 * minute,
        }),
      ),
    ];
  },
};
