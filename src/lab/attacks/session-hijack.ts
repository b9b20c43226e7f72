// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { oktaApps, oktaEvent } from '../sources/okta-system.ts';
import { attackers, storyOf } from './story.ts';

const name = 'session-hijack';
const rows = ['D5', 'D8'] as const;
const step = storyOf(name, rows);

/** A session cookie of Okta is used from another network and browser while its owner works on. */
export const sessionHijack: Attack = {
  name,
  title: 'An Okta session is used from a second network and browser',
  rows,
  sources: ['okta.system'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const session = `idx${lab.random.base64url(16)}`;
    const place = placeOf(lab.organisation, person, start);
    const target = (app: string) => [{ id: '0oa1exampleapp697', type: 'AppInstance', name: app }];
    const thief = {
      person,
      session,
      place: attackers.datacamp,
      agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      debug: { dtHash: lab.random.hex(64) },
    } as const;
    const owner = { person, session, place, agent: person.device.agent } as const;
    return [
      ...step(
        'issue',
        oktaEvent(lab, { ...owner, time: start, type: 'user.session.start', message: 'User login to Okta' }),
      ),
      ...step(
        'use',
        oktaEvent(lab, {
          ...thief,
          time: start + 25 * minute,
          type: 'user.session.context.change',
          message: 'User session context changed',
        }),
        ...oktaApps.map((app, index) =>
          oktaEvent(lab, {
            ...thief,
            time: start + 26 * minute + index * 30 * second,
            type: 'user.authentication.sso',
            message: 'User single sign on to app',
            targets: target(app),
          }),
        ),
      ),
      ...step(
        'own-use',
        oktaEvent(lab, {
          ...owner,
          time: start + 29 * minute,
          type: 'user.authentication.sso',
          message: 'User single sign on to app',
          targets: target('Example Wiki'),
        }),
      ),
    ];
  },
};
