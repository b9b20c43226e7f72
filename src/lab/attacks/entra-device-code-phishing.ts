// SPDX-License-Identifier: Apache-2.0

import { hosting } from '../addresses.ts';
import { authenticationBroker, deviceRegistration, exchangeOnline, microsoftGraph, microsoftOffice } from '../apps.ts';
import { minute } from '../clock.ts';
import { type Attack, anyone, labelled } from '../context.ts';
import type { Place } from '../organisation.ts';
import { userSignIn } from '../sources/entra-signin.ts';

const name = 'entra-device-code-phishing';
const rows = ['D3', 'D9'] as const;

/** Where the phisher's server seems to be. */
export const vultrPlace: Place = {
  ip: hosting.vultr,
  country: 'US',
  city: 'Atlanta',
  state: 'Georgia',
  latitude: 33.75,
  longitude: -84.39,
  asn: 20473,
};

/** A victim enters a code that the attacker asked for; the attacker swaps the token for other clients' and adds a device. */
export const entraDeviceCodePhishing: Attack = {
  name,
  title: 'Device-code phishing, a family pivot in the same session, a device registered',
  rows,
  sources: ['entra.signin', 'entra.audit', 'graph.activity'],
  steps: (lab, start) => {
    const person = anyone(lab);
    const session = lab.random.guid();
    const base = { person, place: vultrPlace, session, device: undefined } as const;
    const agent = 'python-requests/2.32.4';
    const first = userSignIn(lab, {
      ...base,
      time: start,
      app: microsoftOffice,
      resource: microsoftGraph,
      interactive: true,
      protocol: 'deviceCode',
      agent: person.device.agent,
    });
    const pivot = userSignIn(lab, {
      ...base,
      time: start + 3 * minute,
      app: { ...microsoftOffice, name: 'One Outlook Web', id: '9199bf20-a13f-4107-85dc-02114787ef48' },
      resource: exchangeOnline,
      interactive: false,
      incoming: 'refreshToken',
      protocol: 'none',
      agent,
    });
    const broker = userSignIn(lab, {
      ...base,
      time: start + 5 * minute,
      app: authenticationBroker,
      resource: deviceRegistration,
      interactive: false,
      incoming: 'refreshToken',
      protocol: 'none',
      agent,
    });
    return [
      labelled(first.emission, name, 'issue', rows),
      labelled(pivot.emission, name, 'pivot', rows),
      labelled(broker.emission, name, 'register-device', rows),
    ];
  },
};
