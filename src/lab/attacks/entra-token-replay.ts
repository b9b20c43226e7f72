// SPDX-License-Identifier: Apache-2.0
import { microsoftOffice } from '../apps.ts';
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { sessionOf, userSignIn } from '../sources/entra-signin.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { attackers, storyOf } from './story.ts';

const name = 'entra-token-replay';
const rows = ['D5', 'D8'] as const;
const step = storyOf(name, rows);

/** An access token of a laptop turns up in Graph requests from another network. */
export const entraTokenReplay: Attack = {
  name,
  title: 'One access token is used from two networks',
  rows,
  sources: ['entra.signin', 'graph.activity'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const place = placeOf(lab.organisation, person, start);
    const { emission, token } = userSignIn(lab, {
      time: start,
      person,
      app: microsoftOffice,
      place,
      interactive: false,
      session: sessionOf(lab, person),
      delay: minute,
    });
    const call = (after: number, ip: string, agent: string, path: string) =>
      graphCall(lab, {
        time: start + after,
        by: { person, app: microsoftOffice },
        token,
        ip,
        agent,
        path,
        delay: 2 * minute,
      });
    const thief = (after: number, path: string) => call(after, attackers.m247.ip, 'python-requests/2.31.0', path);
    return [
      ...step('issue', emission),
      ...step('own-use', call(20 * second, place.ip, person.device.agent, '/v1.0/me/messages?$top=25')),
      ...step(
        'use',
        thief(12 * minute, '/v1.0/me'),
        thief(13 * minute, '/v1.0/me/messages?$top=500'),
        thief(14 * minute, '/v1.0/me/drive/root/children'),
      ),
    ];
  },
};
