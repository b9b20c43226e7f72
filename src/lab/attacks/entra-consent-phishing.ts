// SPDX-License-Identifier: Apache-2.0
import type { CatalogueApp } from '../apps.ts';
import { hour, minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { consent, registration } from '../sources/entra-audit.ts';
import { sessionOf, userSignIn } from '../sources/entra-signin.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { mailItemsAccessed } from '../sources/m365-unified.ts';
import { attackers, storyOf } from './story.ts';

const name = 'entra-consent-phishing';
const rows = ['D3', 'D4', 'D9'] as const;
const step = storyOf(name, rows);

/** An application with a harmless name is registered, several people consent, and it reads their mail in bulk. */
export const entraConsentPhishing: Attack = {
  name,
  title: 'A new application is consented to by several people and reads their mail',
  rows,
  sources: ['entra.audit', 'entra.signin', 'graph.activity', 'm365.unified'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const insider = victim(lab, start);
    const app = {
      name: 'Outlook Delivery Report',
      id: random.guid(),
      servicePrincipal: random.guid(),
      objectId: random.guid(),
      replyUrl: 'https://mail-report.example.org/callback',
      publisher: '',
      scopes: ['Mail.Read', 'Contacts.Read', 'offline_access', 'User.Read', 'openid'],
    } satisfies CatalogueApp & { objectId: string; replyUrl: string };
    const victims = Array.from({ length: 4 }, () => victim(lab, start + 40 * minute));
    const reads = lab.verbose ? 60 : 10;
    return [
      ...step('register', ...registration(lab, start, insider, app, insider.device.agent, { delay: 2 * minute })),
      ...victims.flatMap((person, index) => {
        const at = start + 40 * minute + index * 9 * minute;
        const place = placeOf(organisation, person, at);
        const signIn = userSignIn(lab, {
          time: at,
          person,
          app,
          place,
          interactive: true,
          session: sessionOf(lab, person),
          delay: 2 * minute,
        });
        const tokenAt = start + 2 * hour + index * 90 * second;
        const theft = userSignIn(lab, {
          time: tokenAt,
          person,
          app,
          place: attackers.vultr,
          interactive: false,
          session: sessionOf(lab, person),
          incoming: 'refreshToken',
          device: undefined,
          agent: 'python-requests/2.32.4',
          delay: 3 * minute,
        });
        const stolen = theft.token;
        return [
          ...step('grant', signIn.emission, consent(lab, at + 8 * second, person, app, { delay: 2 * minute })),
          ...step('refresh', theft.emission),
          ...step(
            'use',
            ...Array.from({ length: reads }, (_, read) =>
              graphCall(lab, {
                time: tokenAt + 5 * second + read * 2 * second,
                by: { person, app },
                token: stolen,
                ip: stolen.ip,
                agent: 'python-requests/2.32.4',
                path: `/v1.0/me/messages/${random.base64url(24)}`,
                bytes: random.int(8_000, 220_000),
                delay: 4 * minute,
              }),
            ),
            ...Array.from({ length: 3 }, (_, read) =>
              mailItemsAccessed(lab, tokenAt + minute + read * 20 * second, person, app, stolen, 40, 11 * minute),
            ),
          ),
        ];
      }),
    ];
  },
};
