// SPDX-License-Identifier: Apache-2.0
// Which calls of Google's APIs tell the inventory of a Workspace, with the least scope for each.
//
// What no API gives: the clients with domain-wide delegation (the admin log has changes of six months), the list of trusted
// applications, context-aware access by application, and which second step a user has.
import { TokenwardError } from '../../model/error.ts';
import { accessToken, signAssertion } from '../answers/sign-assertion.ts';
import { objects, text } from '../answers/values.ts';
import type { Call, CollectOptions, Collector, Environment } from '../collect/collector.ts';
import { isFields } from '../values.ts';
import { googleAnswersWithLists } from './google-answers.ts';

const policies = 'https://cloudidentity.googleapis.com';
const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

const filters = [
  'security.*',
  'api_controls.*',
  'workspace_marketplace.*',
  'chat.chat_apps_access',
  'takeout.*',
  'rule.system_defined_alerts',
  '.*user_takeout',
];

/** No names, addresses and phone numbers of people beyond what is judged. */
const userFields =
  'nextPageToken,users(id,primaryEmail,isAdmin,isDelegatedAdmin,isEnrolledIn2Sv,isEnforcedIn2Sv,suspended,orgUnitPath,creationTime,lastLoginTime,externalIds)';

function call(path: string, permission: string, more: Partial<Call> = {}): Call {
  const plain = path.replace(/\?.*$/, '');
  return {
    path,
    permission,
    tells: googleAnswersWithLists.types.find((it) => it.path.test(plain))?.tells ?? [],
    ...more,
  };
}

function startingCalls(options: CollectOptions): readonly Call[] {
  const customer = encodeURIComponent(options.customer ?? 'my_customer');
  const directory = '/admin/directory/v1';
  const reports = '/admin/reports/v1/activity/users/all/applications';
  const ofUsers = ['google.token', 'google.app-password', 'grant', 'application', 'credential'] as const;
  const users = call(
    `${directory}/users?customer=${customer}&maxResults=500&projection=full&fields=${encodeURIComponent(userFields)}`,
    scope('admin.directory.user.readonly'),
  );
  return [
    // Tokens and passwords are asked for user by user: without users there are none.
    { ...users, tells: [...users.tells, ...ofUsers] },
    call(`${directory}/customer/${customer}/orgunits?type=all`, scope('admin.directory.orgunit.readonly')),
    call(`${directory}/customer/${customer}/roles?maxResults=100`, scope('admin.directory.rolemanagement.readonly')),
    call(
      `${directory}/customer/${customer}/roleassignments?maxResults=200`,
      scope('admin.directory.rolemanagement.readonly'),
    ),
    ...filters.map((filter) =>
      call(
        `${policies}/v1/policies?pageSize=100&filter=${encodeURIComponent(`setting.type.matches("${filter}")`)}`,
        scope('cloud-identity.policies.readonly'),
      ),
    ),
    call(`${reports}/token?maxResults=1000`, scope('admin.reports.audit.readonly'), { optional: true }),
    // Six months of changes: what was granted before is not in it, so it tells no kind completely.
    ...['AUTHORIZE_API_CLIENT_ACCESS', 'REMOVE_API_CLIENT_ACCESS'].map((event) =>
      call(`${reports}/admin?eventName=${event}&maxResults=1000`, scope('admin.reports.audit.readonly'), {
        optional: true,
      }),
    ),
  ];
}

/** Claims of a service account that acts as an administrator. @see https://developers.google.com/identity/protocols/oauth2/service-account */
async function ofServiceAccount(environment: Environment, file: string, subject: string | undefined): Promise<string> {
  const content = await environment.readFile(file);
  if (content === undefined) throw new TokenwardError('COLLECT_DENIED', `${file} cannot be read`);
  let key: unknown;
  try {
    key = JSON.parse(content);
  } catch {
    key = undefined; // not JSON: said below, without quoting it
  }
  const account = isFields(key) ? text(key, 'client_email') : undefined;
  const secret = isFields(key) && typeof key.private_key === 'string' ? key.private_key : undefined;
  if (account === undefined || secret === undefined) {
    throw new TokenwardError('COLLECT_DENIED', `${file} is no key of a service account (client_email, private_key)`);
  }
  if (subject === undefined || subject === '') {
    throw new TokenwardError(
      'COLLECT_DENIED',
      'name the administrator that the service account acts as: --option subject=ADDRESS',
    );
  }
  const url = 'https://oauth2.googleapis.com/token';
  const scopes = new Set(
    [...startingCalls({}).map((it) => it.permission), scope('admin.directory.user.security')].flatMap((it) =>
      it.split(' '),
    ),
  );
  const answer = await environment.exchange(url, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: signAssertion(
      secret,
      { iss: account, sub: subject, aud: url, scope: [...scopes].join(' ') },
      environment.now(),
    ),
  });
  return accessToken(answer, 'Google');
}

/** Reads a Google Workspace; it changes nothing. */
export const googleCollector: Collector = {
  provider: 'google',
  title: 'Google Workspace',
  options: {
    customer: 'id of the customer, as in C01abc234; default my_customer',
    subject: 'address of the administrator that a service account acts as; default: TOKENWARD_GOOGLE_SUBJECT',
    'key-file': 'key of a service account with domain-wide delegation; default: GOOGLE_APPLICATION_CREDENTIALS',
  },
  credentials:
    'TOKENWARD_GOOGLE_TOKEN; or the key of a service account (--option key-file, GOOGLE_APPLICATION_CREDENTIALS) with --option subject; or `gcloud auth print-access-token` after `gcloud auth login` with the scopes needed',
  baseUrl: () => 'https://admin.googleapis.com',
  origins: () => [policies],
  async authenticate(environment, options) {
    const { variables } = environment;
    const given = variables.TOKENWARD_GOOGLE_TOKEN?.trim();
    if (given !== undefined && given !== '') return { authorization: `Bearer ${given}` };
    const file = options['key-file'] ?? variables.GOOGLE_APPLICATION_CREDENTIALS;
    const subject = options.subject ?? variables.TOKENWARD_GOOGLE_SUBJECT;
    if (file !== undefined && file !== '') {
      return { authorization: `Bearer ${await ofServiceAccount(environment, file, subject)}` };
    }
    const token = (await environment.run('gcloud', ['auth', 'print-access-token']))?.trim();
    if (token !== undefined && token !== '') return { authorization: `Bearer ${token}` };
    throw new TokenwardError(
      'COLLECT_DENIED',
      'no credentials for Google: set TOKENWARD_GOOGLE_TOKEN, name a key with --option key-file, or run `gcloud auth login`',
    );
  },
  calls: startingCalls,
  followed: [scope('admin.directory.user.security')],
  next({ path, body }) {
    const token = isFields(body) ? text(body, 'nextPageToken') : undefined;
    if (token === undefined) return undefined;
    const bare = path.replace(/&pageToken=[^&]*/, '');
    return `${bare}${bare.includes('?') ? '&' : '?'}pageToken=${encodeURIComponent(token)}`;
  },
  follow({ path }, { body }) {
    if (!/\/directory\/v1\/users\?/.test(path) || !isFields(body)) return [];
    return objects(body, 'users').flatMap((user) => {
      const email = text(user, 'primaryEmail');
      if (email === undefined) return [];
      const at = `/admin/directory/v1/users/${encodeURIComponent(email)}`;
      return [
        call(`${at}/tokens`, scope('admin.directory.user.security')),
        call(`${at}/asps`, scope('admin.directory.user.security')),
      ];
    });
  },
};
