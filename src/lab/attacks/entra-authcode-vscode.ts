// SPDX-License-Identifier: Apache-2.0
import { microsoftGraph, visualStudioCode } from '../apps.ts';
import { minute, second } from '../clock.ts';
import type { Attack } from '../context.ts';
import { victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { userSignIn } from '../sources/entra-signin.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { attackers, storyOf } from './story.ts';

const name = 'entra-authcode-vscode';
const rows = ['D9'] as const;
const step = storyOf(name, rows);

/** A victim pastes an authorisation code of Visual Studio Code into a chat; the attacker redeems it. */
export const entraAuthcodeVscode: Attack = {
  name,
  title: 'An authorisation code of a Microsoft client is redeemed by somebody else',
  rows,
  sources: ['entra.signin', 'graph.activity'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const common = {
      person,
      app: visualStudioCode,
      resource: microsoftGraph,
      session: lab.random.guid(),
      delay: 90 * second,
    };
    const victimSignIn = userSignIn(lab, {
      ...common,
      time: start,
      place: placeOf(lab.organisation, person, start),
      interactive: true,
    });
    const redeemed = userSignIn(lab, {
      ...common,
      time: start + 3 * minute,
      place: attackers.leaseweb,
      interactive: false,
      incoming: 'none',
      device: undefined,
      protocol: 'none',
      agent: 'axios/1.12.2',
    });
    return [
      ...step('issue', victimSignIn.emission),
      ...step('redeem', redeemed.emission),
      ...step(
        'use',
        ...['/v1.0/me', '/v1.0/me/drive/root/children', '/v1.0/me/messages?$top=50', '/v1.0/users?$top=999'].map(
          (path, index) =>
            graphCall(lab, {
              time: start + 4 * minute + index * 11 * second,
              by: { person, app: visualStudioCode },
              token: redeemed.token,
              ip: attackers.leaseweb.ip,
              agent: 'axios/1.12.2',
              path,
              delay: 3 * minute,
            }),
        ),
      ),
    ];
  },
};
