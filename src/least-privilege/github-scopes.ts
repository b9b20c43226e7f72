// SPDX-License-Identifier: Apache-2.0
// Classic and OAuth tokens, which have scopes instead of permissions: the log names the scopes with each request, so that what a
// fine-grained token would need in their place can be told.
// https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
import type { GithubNeed, GithubRequests } from './github-requests.ts';
import type { ObservedUse } from './observed-use.ts';
import { type LogCoverage, oneLine, type Review, type ReviewRow, windowNotes } from './review.ts';

/** Whether a scope gives a permission; scopes that are not here are for what this log does not show. */
const gives: ReadonlyMap<string, (need: GithubNeed) => boolean> = new Map([
  ['repo', ({ permission }) => !isOfOrganization(permission)],
  ['admin:org', ({ permission }) => isOfOrganization(permission) && permission !== 'organization_hooks'],
  ['write:org', ({ permission }) => permission === 'members'],
  ['read:org', ({ permission, level }) => level === 'read' && permission === 'members'],
  ['admin:org_hook', ({ permission }) => permission === 'organization_hooks'],
  ['admin:repo_hook', ({ permission }) => permission === 'repository_hooks'],
  ['write:repo_hook', ({ permission }) => permission === 'repository_hooks'],
  ['read:repo_hook', ({ permission, level }) => level === 'read' && permission === 'repository_hooks'],
  ['security_events', ({ permission }) => /^(?:security_events|secret_scanning_alerts)$/.test(permission)],
  ['read:audit_log', ({ permission }) => permission === 'organization_administration'],
]);

function isOfOrganization(permission: string): boolean {
  return permission === 'members' || permission.startsWith('organization_');
}

/** The least set of permissions that lets all requests through, as far as one of several may be chosen: the first is. */
function least(needs: readonly (readonly GithubNeed[])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [first] of needs) {
    if (first === undefined) continue;
    if (first.level === 'write' || !found.has(first.permission)) found.set(first.permission, first.level);
  }
  return found;
}

/** Reviews of all classic tokens in a log. Pure. */
export function* reviewClassicTokens(
  observed: readonly ObservedUse[],
  window: LogCoverage | undefined,
  requests: GithubRequests,
): Generator<Review> {
  const byToken = new Map<string, ObservedUse[]>();
  for (const it of observed) {
    if (it.provider !== 'github' || it.scopes === undefined || !it.principal.startsWith('github:token:')) continue;
    const uses = byToken.get(it.principal);
    if (uses === undefined) byToken.set(it.principal, [it]);
    else uses.push(it);
  }
  for (const [id, uses] of byToken) {
    const scopes = new Set(uses.flatMap((it) => (it.scopes ?? '').split(/[\s,]+/).filter((word) => word !== '')));
    const allowed = uses.filter((it) => !it.refused);
    const charted = allowed.map((use) => ({ use, needs: requests.of(use.action, use.target ?? '') }));
    const uncharted = charted.filter((it) => it.needs === undefined);
    const [missing] = uncharted;
    const rows = [...scopes].map((scope): ReviewRow => {
      const holds = gives.get(scope);
      const served = charted.filter((it) => holds !== undefined && it.needs?.some(holds) === true);
      const span = {
        ...(served.length === 0 ? {} : { count: served.reduce((sum, it) => sum + it.use.count, 0) }),
      };
      const [shown] = served;
      if (shown !== undefined)
        return {
          permission: scope,
          standing: 'used',
          ...span,
          why: oneLine(`${shown.use.action} ${shown.use.target}`),
        };
      if (holds === undefined)
        return { permission: scope, standing: 'unknown', why: 'requests with it are not told apart in this log' };
      if (missing !== undefined) {
        const why = oneLine(`it may be for ${missing.use.action} ${missing.use.target}`);
        return { permission: scope, standing: 'unknown', why };
      }
      return scope === 'repo' || scope.endsWith('repo_hook') || scope === 'security_events'
        ? { permission: scope, standing: 'unknown', why: 'requests to public repositories are not in this log' }
        : { permission: scope, standing: 'unused', why: 'no request in the log needs it' };
    });
    const instead = least(charted.flatMap((it) => (it.needs === undefined ? [] : [it.needs])));
    const [first] = uses;
    yield {
      provider: 'github',
      subject: { id, name: `${first?.credential ?? 'token'} of ${first?.name ?? 'somebody'}` },
      ...(window === undefined ? {} : { window }),
      rows,
      explanation: [
        ...windowNotes(window),
        'A classic token reaches all that its owner reaches. A fine-grained token with the permissions below lets the requests in the log through.',
        ...(uncharted.length === 0
          ? []
          : [`Not in our list, so it may need more: ${uncharted.length} kinds of requests, ${rowsOf(uncharted)}.`]),
      ],
      patch: {
        format: 'json',
        how: [
          'Make a fine-grained token or a GitHub App with these permissions, for the repositories that it needs, and delete this token.',
        ],
        text: `${JSON.stringify({ instead: Object.fromEntries(instead) }, null, 2)}\n`,
      },
    };
  }
}

function rowsOf(uncharted: readonly { readonly use: ObservedUse }[]): string {
  return oneLine(
    uncharted
      .slice(0, 3)
      .map(({ use }) => `${use.action} ${use.target}`)
      .join(', '),
  );
}
