// SPDX-License-Identifier: Apache-2.0
import { isoMillis } from '../clock.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';

type GoogleApplication = 'token' | 'login' | 'admin' | 'drive';
export type GoogleParameter = Readonly<Record<string, unknown>>;

/**
 * One activity of the Google Workspace Reports API, with one event.
 *
 * @see https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities
 */
export function googleActivity(
  lab: Lab,
  fields: {
    readonly time: number;
    readonly application: GoogleApplication;
    readonly person: Person;
    readonly ip: string;
    readonly name: string;
    readonly type?: string;
    readonly parameters: readonly GoogleParameter[];
    readonly delay?: number;
  },
): Emission {
  const { random } = lab;
  const id = `-${String(random.bits())}${String(random.bits()).slice(0, 8)}`;
  return {
    source: 'google.workspace',
    time: fields.time,
    delay: fields.delay ?? random.int(30, 600) * 1000,
    id,
    record: {
      kind: 'admin#reports#activity',
      id: {
        time: isoMillis(fields.time),
        uniqueQualifier: id,
        applicationName: fields.application,
        customerId: 'C00example',
      },
      etag: `"${random.base64url(20)}"`,
      actor: { callerType: 'USER', email: fields.person.mail, profileId: fields.person.googleId },
      ipAddress: fields.ip,
      events: [
        {
          ...(fields.type === undefined ? {} : { type: fields.type }),
          name: fields.name,
          parameters: fields.parameters,
        },
      ],
      ...labMark,
    },
  };
}

/** The parameters of a token event: which client, which scopes. */
export function googleClient(
  client: { readonly id: string; readonly name: string },
  scopes: readonly string[],
): readonly GoogleParameter[] {
  return [
    { name: 'client_id', value: client.id },
    { name: 'app_name', value: client.name },
    { name: 'client_type', value: 'WEB' },
    {
      name: 'scope_data',
      multiMessageValue: scopes.map((scope) => ({
        parameter: [
          { name: 'scope_name', value: scope },
          {
            name: 'product_bucket',
            multiValue: [scope.includes('mail') ? 'GMAIL' : scope.includes('drive') ? 'DRIVE' : 'IDENTITY'],
          },
        ],
      })),
    },
    { name: 'scope', multiValue: scopes },
  ];
}

export const googleScope = 'https://www.googleapis.com/auth/';

/** A file looked at or downloaded in Drive. */
export function driveEvent(
  lab: Lab,
  time: number,
  person: Person,
  ip: string,
  name: 'view' | 'edit' | 'download',
  client?: { readonly id: string },
): Emission {
  return googleActivity(lab, {
    time,
    application: 'drive',
    person,
    ip,
    name,
    type: 'access',
    parameters: [
      { name: 'primary_event', boolValue: true },
      { name: 'doc_id', value: lab.random.base64url(32) },
      { name: 'doc_title', value: lab.random.pick(['Plan', 'Minutes', 'Prices', 'Contacts', 'Budget']) },
      { name: 'doc_type', value: 'document' },
      { name: 'owner', value: person.mail },
      { name: 'visibility', value: 'private' },
      ...(client === undefined ? [] : [{ name: 'originating_app_id', value: client.id.split('-')[0] ?? client.id }]),
    ],
  });
}

const knownClients = [
  { id: `100000000001-${'a'.repeat(32)}.apps.googleusercontent.com`, name: 'Example Meeting Notes' },
  { id: `100000000002-${'b'.repeat(32)}.apps.googleusercontent.com`, name: 'Example Forms' },
] as const;

export const googleWorkspace: Background = {
  source: 'google.workspace',
  weight: 5,
  human: 0.97,
  emit: (lab, time) => {
    const { random } = lab;
    const person = anyone(lab, time);
    const { ip } = placeOf(lab.organisation, person, time);
    const kind = random.weighted([
      [8, 'drive'],
      [4, 'login'],
      [4, 'activity'],
      [2, 'authorize'],
      [1, 'admin'],
    ] as const);
    const scopes = [`${googleScope}userinfo.email`, `${googleScope}calendar.readonly`];
    switch (kind) {
      case 'drive':
        return [driveEvent(lab, time, person, ip, random.pick(['view', 'view', 'edit', 'download'] as const))];
      case 'login':
        return [
          googleActivity(lab, {
            time,
            application: 'login',
            person,
            ip,
            name: random.chance(0.1) ? 'login_failure' : 'login_success',
            type: 'login',
            parameters: [
              { name: 'login_type', value: 'saml' },
              { name: 'is_suspicious', boolValue: false },
            ],
          }),
        ];
      case 'admin':
        return [
          googleActivity(lab, {
            time,
            application: 'admin',
            person: anyone(lab, time, lab.organisation.admins),
            ip,
            name: 'ADD_GROUP_MEMBER',
            type: 'GROUP_SETTINGS',
            parameters: [
              { name: 'USER_EMAIL', value: person.mail },
              { name: 'GROUP_EMAIL', value: `team-${person.team}@example.com` },
            ],
          }),
        ];
      case 'activity':
      case 'authorize': {
        const client = random.pick(knownClients);
        return [
          googleActivity(lab, {
            time,
            application: 'token',
            person,
            ip,
            name: kind,
            type: 'auth',
            parameters:
              kind === 'authorize'
                ? googleClient(client, scopes)
                : [
                    { name: 'client_id', value: client.id },
                    { name: 'app_name', value: client.name },
                    { name: 'api_name', value: 'calendar' },
                    { name: 'method_name', value: 'calendar.events.list' },
                    { name: 'num_response_bytes', intValue: String(random.int(200, 9000)) },
                    { name: 'product_bucket', value: 'CALENDAR' },
                  ],
          }),
        ];
      }
    }
  },
};
