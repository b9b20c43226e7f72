// SPDX-License-Identifier: Apache-2.0
// Scopes and app roles of Microsoft Graph from use: the activity log held against what a client is granted.
import type { GraphRequests } from './graph-requests.ts';
import type { ObservedUse } from './observed-use.ts';
import { type LogCoverage, type Review, type ReviewRow, windowNotes } from './review.ts';

export interface GraphGrants {
  readonly name: string;
  readonly clientId: string;
  /** Scopes for acting for users, and roles for acting as itself, of Microsoft Graph. */
  readonly delegated: readonly string[];
  readonly application: readonly string[];
  /** Permissions of other APIs, which no log of Microsoft Graph shows. */
  readonly elsewhere: readonly string[];
}

/** Asked for at sign-in; no request to Graph shows their use. */
const signIn: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access', 'user.read']);

interface Endpoint {
  readonly label: string;
  readonly accepted: readonly string[] | undefined;
  readonly uses: readonly ObservedUse[];
}

function endpointsOf(uses: readonly ObservedUse[], requests: GraphRequests, delegated: boolean): readonly Endpoint[] {
  const byLabel = new Map<string, ObservedUse[]>();
  for (const use of uses) {
    if (use.delegated !== delegated) continue;
    const label = `${use.action} ${use.target ?? ''}`;
    byLabel.set(label, [...(byLabel.get(label) ?? []), use]);
  }
  return [...byLabel].map(([label, list]) => {
    const [method = '', path = ''] = label.split(' ', 2);
    return { label, uses: list, accepted: path === '/$batch' ? [] : requests.of(method, path, delegated) };
  });
}

/** Of permissions that would do for everything, few and small ones: the least of each request, unless another's covers it. */
function smallest(endpoints: readonly Endpoint[]): readonly string[] {
  const chosen = new Set<string>();
  const needy = endpoints.filter((it) => it.accepted !== undefined && it.accepted.length > 0);
  for (const it of needy.toSorted((a, b) => (a.accepted?.length ?? 0) - (b.accepted?.length ?? 0))) {
    const accepted = it.accepted ?? [];
    if (!accepted.some((one) => chosen.has(one))) chosen.add(accepted[0] ?? '');
  }
  // What a later choice made needless goes again.
  for (const one of [...chosen]) {
    const others = [...chosen].filter((it) => it !== one);
    if (needy.every((it) => (it.accepted ?? []).some((name) => others.includes(name)))) chosen.delete(one);
  }
  return [...chosen].toSorted();
}

function spanOf(uses: readonly ObservedUse[]): Pick<ReviewRow, 'count' | 'first' | 'last'> {
  if (uses.length === 0) return {};
  return {
    count: uses.reduce((sum, it) => sum + it.count, 0),
    first: new Date(Math.min(...uses.map((it) => it.first))).toISOString(),
    last: new Date(Math.max(...uses.map((it) => it.last))).toISOString(),
  };
}

interface Judged {
  readonly rows: readonly ReviewRow[];
  readonly keep: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly unknown: readonly string[];
}

function judge(
  granted: readonly string[],
  all: readonly Endpoint[],
  requests: GraphRequests,
  window: LogCoverage | undefined,
  scope: string,
): Judged {
  const endpoints = all.map((it) => ({ ...it, refused: it.uses.every((use) => use.refused) }));
  const allowed = endpoints.filter((it) => !it.refused);
  const has = new Set(granted.map((it) => it.toLowerCase()));
  const least = smallest(allowed);
  const uncharted = allowed.filter((it) => it.accepted === undefined);
  const rows: ReviewRow[] = [];
  const keep: string[] = [];
  const remove: string[] = [];
  const unknown: string[] = [];
  for (const name of granted) {
    const served = allowed.filter((it) => it.accepted?.some((one) => one.toLowerCase() === name.toLowerCase()));
    const row = { permission: name, scope, ...spanOf(served.flatMap((it) => it.uses)) };
    const examples = served
      .slice(0, 3)
      .map((it) => it.label)
      .join(', ');
    if (served.length > 0) {
      const instead = least.filter((one) => one !== name && served.some((it) => it.accepted?.includes(one)));
      const enough = !least.some((it) => it.toLowerCase() === name.toLowerCase());
      rows.push({
        ...row,
        standing: 'used',
        why: enough ? `${examples}: ${instead.join(', ')} is enough` : `${examples}`,
      });
      if (enough) remove.push(name);
      else keep.push(name);
    } else if (signIn.has(name.toLowerCase())) {
      rows.push({ ...row, standing: 'unknown', why: 'asked for at sign-in, which makes no request to Graph' });
      unknown.push(name);
    } else if (!requests.knows(name)) {
      rows.push({
        ...row,
        standing: 'unknown',
        why: 'no request of our list needs it: it may be for another protocol (EWS, IMAP, SMTP)',
      });
      unknown.push(name);
    } else if (
      window === undefined ||
      window.missing.some((it) => it.startsWith('more than') || it.startsWith('what could'))
    ) {
      rows.push({
        ...row,
        standing: 'unknown',
        why: window === undefined ? 'no activity log was given' : 'the log was not read to its end',
      });
      unknown.push(name);
    } else if (
      uncharted.length > 0 &&
      !allowed.some(
        (it) => it.accepted !== undefined && it.accepted.length > 0 && it.accepted.every((one) => one === name),
      )
    ) {
      rows.push({
        ...row,
        standing: 'unknown',
        why: `it may be for ${uncharted
          .slice(0, 3)
          .map((it) => it.label)
          .join(', ')}, whose permissions are not in our list`,
      });
      unknown.push(name);
    } else {
      rows.push({ ...row, standing: 'unused', why: 'no request in the log needs it' });
      remove.push(name);
    }
  }
  for (const it of endpoints) {
    if (it.accepted === undefined || it.accepted.length === 0 || it.accepted.some((one) => has.has(one.toLowerCase())))
      continue;
    const why = it.refused
      ? `refused; ${it.accepted[0]} is the least that would do`
      : 'allowed another way: a directory role, or the grant is newer than the export';
    rows.push({ permission: it.label, standing: 'not-granted', scope, ...spanOf(it.uses), why });
  }
  const add = least.filter(
    (it) =>
      !has.has(it.toLowerCase()) &&
      allowed.some((one) => one.accepted?.includes(it) && one.accepted.some((name) => has.has(name.toLowerCase()))),
  );
  return { rows, keep, add, remove, unknown };
}

/** Reviews one client. Pure. */
export function reviewGraph(
  grants: GraphGrants,
  observed: readonly ObservedUse[],
  window: LogCoverage | undefined,
  requests: GraphRequests,
): Review {
  const principal = `entra:client:${grants.clientId.toLowerCase()}`;
  const uses = observed.filter((it) => it.provider === 'entra' && it.principal === principal);
  const delegated = judge(
    grants.delegated,
    endpointsOf(uses, requests, true),
    requests,
    window,
    'for users (delegated)',
  );
  const application = judge(
    grants.application,
    endpointsOf(uses, requests, false),
    requests,
    window,
    'as itself (application)',
  );
  const elsewhere = grants.elsewhere.map(
    (permission): ReviewRow => ({
      permission,
      standing: 'unknown',
      why: 'of another API than Microsoft Graph: this log does not show it',
    }),
  );
  const scopes = [...delegated.keep, ...delegated.add, ...delegated.unknown].toSorted();
  return {
    provider: 'entra',
    subject: { id: principal, name: grants.name },
    ...(window === undefined ? {} : { window }),
    rows: [...delegated.rows, ...application.rows, ...elsewhere],
    explanation: [
      ...windowNotes(window),
      ...(window !== undefined && uses.length === 0
        ? ['The log has no request of this client at all: make sure that it is the log of the same tenant.']
        : []),
      'The least permission of a request is Microsoft’s own word (microsoft-graph-devx-content); a request that gives fewer fields to a smaller permission still counts as covered by it: try the patch with a test user first.',
    ],
    patch: {
      format: 'json',
      how: [
        'Delegated: `PATCH https://graph.microsoft.com/v1.0/oauth2PermissionGrants/{id}` with the `scope` below, for each grant of the client.',
        'Application: `DELETE /servicePrincipals/{id}/appRoleAssignments/{assignment}` for each role under `remove`, after `POST .../appRoleAssignments` for each under `add`.',
        'Ask for the same in the app registration (requiredResourceAccess), or the next consent brings it all back.',
      ],
      text: `${JSON.stringify(
        {
          client: grants.clientId,
          delegated: {
            scope: scopes.join(' '),
            remove: delegated.remove,
            add: delegated.add,
            keptNotLogged: delegated.unknown,
          },
          application: {
            keep: application.keep,
            remove: application.remove,
            add: application.add,
            keptNotLogged: [...application.unknown, ...grants.elsewhere],
          },
        },
        null,
        2,
      )}\n`,
    },
  };
}
