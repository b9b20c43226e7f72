// SPDX-License-Identifier: Apache-2.0
import { hour, minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { driveEvent, googleActivity, googleClient, googleScope } from '../sources/google-workspace.ts';
import { attackers, storyOf } from './story.ts';

const name = 'google-oauth-abuse';
const rows = ['D3', 'D5'] as const;
const step = storyOf(name, rows);

/** Somebody authorises an unknown client for mail and Drive; it downloads files in bulk. */
export const googleOauthAbuse: Attack = {
  name,
  title: 'A new OAuth client with restricted scopes downloads files',
  rows,
  sources: ['google.workspace'],
  steps: (lab, start) => {
    const person = victim(lab, start);
    const client = { id: `100000000099-${lab.random.hex(32)}.apps.googleusercontent.com`, name: 'PDF Merge Free' };
    const scopes = ['https://mail.google.com/', `${googleScope}drive`, `${googleScope}userinfo.email`];
    const { ip } = attackers.colocrossing;
    const methods = [
      'gmail.users.messages.list',
      'drive.files.list',
      ...new Array<string>(18).fill('gmail.users.messages.get'),
    ];
    return [
      ...step(
        'grant',
        googleActivity(lab, {
          time: start,
          application: 'token',
          person,
          ip: placeOf(lab.organisation, person, start).ip,
          name: 'authorize',
          type: 'auth',
          parameters: googleClient(client, scopes),
        }),
      ),
      ...step(
        'use',
        ...methods.map((method, index) =>
          googleActivity(lab, {
            time: start + hour + index * 5 * second,
            application: 'token',
            person,
            ip,
            name: 'activity',
            type: 'auth',
            parameters: [
              { name: 'client_id', value: client.id },
              { name: 'app_name', value: client.name },
              { name: 'api_name', value: method.split('.')[0] },
              { name: 'method_name', value: method },
              { name: 'num_response_bytes', intValue: '482113' },
              { name: 'product_bucket', value: method.startsWith('gmail') ? 'GMAIL' : 'DRIVE' },
            ],
          }),
        ),
        ...Array.from({ length: 25 }, (_, index) =>
          driveEvent(lab, start + hour + minute + index * 6 * second, person, ip, 'download', client),
        ),
      ),
    ];
  },
};
