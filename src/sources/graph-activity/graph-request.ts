// SPDX-License-Identifier: Apache-2.0
import { text } from '../shared/read.ts';

/** What a request to Microsoft Graph is about. */
export interface GraphRequest {
  /** The path with ids written as `{id}`: `/users/{id}/messages`. */
  readonly template: string;
  readonly kind: string | undefined;
  /** The owner of the mailbox, calendar or contacts; else the path without the version of the API. */
  readonly id: string;
}

// The first kind with a segment in the path counts: messages of a chat are no mail, a site's drive holds files.
const kinds: readonly (readonly [string, readonly string[]])[] = [
  ['chat', ['chats', 'channels', 'teams', 'joinedteams', 'teamwork']],
  ['mailbox', ['messages', 'mailfolders', 'mailboxsettings', 'sendmail', 'inferenceclassification', 'outlook']],
  ['calendar', ['events', 'calendar', 'calendars', 'calendarview', 'calendargroups', 'onlinemeetings']],
  ['contact', ['contacts', 'contactfolders', 'people']],
  ['note', ['onenote']],
  ['file', ['drive', 'drives', 'shares']],
  ['site', ['sites']],
  ['application', ['applications', 'serviceprincipals', 'oauth2permissiongrants', 'approleassignedto']],
  ['security', ['security', 'auditlogs', 'identityprotection', 'informationprotection']],
  ['device', ['devices', 'devicemanagement', 'deviceappmanagement']],
  ['batch', ['$batch']],
  ['search', ['search']],
  [
    'directory',
    ['users', 'me', 'groups', 'directory', 'directoryroles', 'directoryobjects', 'organization', 'domains'],
  ],
  [
    'directory',
    ['rolemanagement', 'policies', 'identity', 'identitygovernance', 'administrativeunits', 'subscribedskus'],
  ],
];

const personal: ReadonlySet<string> = new Set(['mailbox', 'calendar', 'contact']);

/** Reads a logged `requestUri`; `user` is who asked, whom `/me` stands for. */
export function graphRequest(uri: unknown, user: unknown): GraphRequest | undefined {
  const written = text(uri);
  const path = written?.replace(/^https?:\/\/[^/]+/i, '').replace(/[?#].*$/s, '');
  if (path === undefined) return undefined;
  const segments = path.split('/').filter((segment) => segment !== '');
  // Azure AD Graph names the tenant first and the version in the query.
  if (/^https?:\/\/graph\.windows\.net\//i.test(written ?? '')) segments.shift();
  if (/^(?:v\d+(?:\.\d+)?|beta)$/i.test(segments[0] ?? '')) segments.shift();
  const names = segments.map((segment) => segment.toLowerCase().replace(/\(.*$/, ''));
  const kind = kinds.find(([, words]) => names.some((name) => words.includes(name)))?.[0];
  const owner = ownerOf(segments, names, user);
  return {
    template: `/${segments.map(templateOf).join('/')}`,
    kind,
    id: kind !== undefined && personal.has(kind) && owner !== undefined ? owner : `/${segments.join('/')}`,
  };
}

function ownerOf(segments: readonly string[], names: readonly string[], user: unknown): string | undefined {
  if (names[0] === 'me') return text(user);
  if (names[0] !== 'users' && names[0] !== 'groups') return undefined;
  // users('id') is the other way to write users/id.
  return /\('([^']+)'\)$/.exec(segments[0] ?? '')?.[1] ?? segments[1];
}

function templateOf(segment: string): string {
  const [, collection, key = ''] = /^([A-Za-z]+)\('([^']*)'\)$/.exec(segment) ?? [];
  if (collection !== undefined) return isId(key) ? `${collection}/{id}` : segment;
  return isId(segment) ? '{id}' : segment;
}

function isId(segment: string): boolean {
  if (segment.includes('@') || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(segment)) return true;
  return segment.length >= 16 && (/[0-9]/.test(segment) || /[=,!]/.test(segment));
}
