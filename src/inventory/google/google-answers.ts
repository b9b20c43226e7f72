// SPDX-License-Identifier: Apache-2.0
// The answers of Google's APIs that the inventory is made of.
import { answersReader, responseReader, type SavedAnswers } from '../answers/answers.ts';
import {
  readAppPassword,
  readOrgUnit,
  readPolicy,
  readRole,
  readRoleAssignment,
  readToken,
  readUser,
} from './read-directory.ts';
import { readActivity } from './read-reports.ts';

export const googleAnswerSet: SavedAnswers = {
  provider: 'google',
  id: 'google.api',
  title: 'Answers of the Google Admin SDK and the Cloud Identity Policy API',
  how: '`curl -H "Authorization: Bearer $(gcloud auth print-access-token)" "https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer&maxResults=500" > google/users.json`, or `gam print users allfields formatjson`: below a folder named google a file is named after the end of its path (`users/ADDRESS/tokens.json`, `policies.json`, `applications/token.json`)',
  folder: /\/(?:[^/]*google[^/]*|[^/]*gws[^/]*|admin\/directory\/v1)\//i,
  more: 'nextPageToken',
  types: [
    {
      path: /\/users\/([^/]+)\/tokens$/i,
      shape: ['clientId', 'displayText', 'scopes'],
      tells: ['google.token', 'grant', 'application'],
      read: readToken,
    },
    {
      path: /\/users\/([^/]+)\/asps$/i,
      shape: ['codeId', 'creationTime'],
      tells: ['google.app-password', 'credential'],
      read: readAppPassword,
    },
    { path: /\/users$/i, shape: ['primaryEmail'], list: 'users', tells: ['google.user', 'identity'], read: readUser },
    { path: /\/roles$/i, shape: ['roleId', 'roleName'], list: 'items', tells: ['google.role'], read: readRole },
    {
      path: /\/roleassignments$/i,
      shape: ['roleId', 'assignedTo'],
      list: 'items',
      tells: ['google.role-assignment'],
      read: readRoleAssignment,
    },
    {
      path: /\/orgunits$/i,
      shape: ['orgUnitId', 'orgUnitPath'],
      list: 'organizationUnits',
      tells: ['google.org-unit'],
      read: readOrgUnit,
    },
    {
      path: /\/policies$/i,
      shape: ['setting', 'policyQuery'],
      list: 'policies',
      tells: ['google.policy'],
      read: readPolicy,
    },
    { path: /\/applications\/token$/i, shape: [], list: 'items', tells: ['google.token-event'], read: readActivity },
    { path: /\/applications\/admin$/i, shape: [], list: 'items', tells: [], read: readActivity },
    { path: /\/activities$/i, shape: ['events', 'actor', 'id'], list: 'items', tells: [], read: readActivity },
  ],
  marks: [
    ['primaryEmail', 'orgUnitPath'],
    ['primaryEmail', 'isAdmin'],
    ['displayText', 'clientId', 'scopes', 'nativeApp'],
    ['codeId', 'creationTime', 'lastTimeUsed'],
    ['roleId', 'roleName', 'rolePrivileges'],
    ['roleId', 'assignedTo', 'scopeType'],
    ['orgUnitId', 'orgUnitPath', 'parentOrgUnitId'],
    ['setting', 'policyQuery', 'sortOrder'],
  ],
};

/** Lists of tokens and application passwords have their objects in `items`. */
function withItems(set: SavedAnswers): SavedAnswers {
  return { ...set, types: set.types.map((it) => (it.list === undefined ? { ...it, list: 'items' } : it)) };
}

export const googleAnswersWithLists = withItems(googleAnswerSet);

/** Saved pages of the collector. */
export const readGoogleResponse = responseReader(googleAnswersWithLists);

/** Answers that people saved themselves. */
export const googleAnswers = answersReader(googleAnswersWithLists);
