// SPDX-License-Identifier: Apache-2.0
// Permissions of GitHub Apps, fine-grained and classic tokens, held against what the audit log shows of their use. What the log
// does not hold stays: requests to public repositories, GraphQL, webhooks, packages.
import type { ItemOf } from '../model/inventory/item.ts';
import type { GithubNeed, GithubRequests } from './github-requests.ts';
import { someAppForUser } from './github-uses.ts';
import type { ObservedUse } from './observed-use.ts';
import { type LogCoverage, oneLine, type Review, type ReviewRow, windowNotes } from './review.ts';

export interface GithubAccess {
  /** Id of the principal in the log: `github:app:SLUG`, `github:token:ID`. */
  readonly principal: string;
  readonly name: string;
  /** Permission -> read, write or admin. */
  readonly permissions: Readonly<Record<string, string>>;
  /** Whether it may reach public repositories; undefined where nobody told. */
  readonly public: boolean | undefined;
  /** What it is told of by webhook, for which it must be able to read; undefined where nobody told. */
  readonly events: readonly string[] | undefined;
  /** Tokens that it has for users, which the log does not tell apart from those of other apps. */
  readonly actsForUsers: boolean;
  /** When GitHub itself says that it was last used. */
  readonly lastUsed?: string;
  readonly how: readonly string[];
}

/** What a log holds of GitHub, looked at once for all who are reviewed. */
export interface GithubLog {
  of(principal: string): readonly ObservedUse[];
  /** Whether requests to the API are in it at all. */
  readonly requests: boolean;
  readonly git: boolean;
  /** Requests of apps for their users, of which the app is not told. */
  readonly forUsers: boolean;
}

export function createGithubLog(observed: readonly ObservedUse[]): GithubLog {
  const uses = observed.filter((it) => it.provider === 'github');
  const byPrincipal = Map.groupBy(uses, (it) => it.principal);
  return {
    of: (principal) => byPrincipal.get(principal) ?? [],
    requests: uses.some((it) => it.target !== undefined && !isGit(it)),
    git: uses.some(isGit),
    forUsers: uses.some((it) => it.principal.startsWith(someAppForUser)),
  };
}

interface Seen {
  readonly label: string;
  readonly use: ObservedUse;
  readonly needs: readonly GithubNeed[] | undefined;
}

/** Never a matter of the REST API, or always there. */
const beyondRest: ReadonlyMap<string, string> = new Map([
  ['packages', 'packages are pushed and fetched at registries, which the log of requests does not show'],
  ['organization_packages', 'packages are pushed and fetched at registries, which the log of requests does not show'],
  ['workflows', 'a push or a change of files may have been one of workflows: the log does not say which files'],
]);

const levels = ['read', 'write', 'admin'];

function atLeast(level: string, wanted: string): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}

function spanOf(uses: readonly ObservedUse[]): Partial<ReviewRow> {
  if (uses.length === 0) return {};
  return {
    count: uses.reduce((sum, it) => sum + it.count, 0),
    first: new Date(Math.min(...uses.map((it) => it.first))).toISOString(),
    last: new Date(Math.max(...uses.map((it) => it.last))).toISOString(),
  };
}

function examples(seen: readonly Seen[]): string {
  return [...new Set(seen.map((it) => it.label))].slice(0, 3).join(', ');
}

function isWrite({ use }: Seen): boolean {
  return !/^(?:GET|HEAD)$/.test(use.action);
}

/** Why a permission that no request in the log needs may be needed all the same. */
function doubt(
  access: GithubAccess,
  name: string,
  level: string,
  seen: readonly Seen[],
  log: GithubLog,
  window: LogCoverage | undefined,
): string | undefined {
  if (window === undefined) return 'no audit log was given';
  if (window.missing.some((it) => it.startsWith('more than') || it.startsWith('what could')))
    return 'the log was not read to its end';
  if (!log.requests)
    return 'the log has no requests to the API (api.request): switch on their streaming in the enterprise settings';
  if (seen.some((it) => it.use.target === '/graphql')) return 'it asks GraphQL, and the log does not show what for';
  const uncharted = seen.filter((it) => it.needs === undefined);
  if (uncharted.length > 0) return `it may be for ${examples(uncharted)}, whose permission is not in our list`;
  const { lastUsed } = access;
  if (seen.length === 0 && lastUsed !== undefined && lastUsed >= window.first && lastUsed <= window.last)
    return `GitHub says that it was used on ${lastUsed.slice(0, 10)}, and this log has nothing of it`;
  const beyond = beyondRest.get(name);
  if (beyond !== undefined && (name !== 'workflows' || seen.some((it) => isWrite(it) && serves(it, 'contents'))))
    return beyond;
  if (name === 'contents' && !log.git) return 'Git itself (clone, fetch, push) is not in this log';
  if (level === 'read' && access.events === undefined)
    return 'of what it is told by webhook was not exported, and for that it must be able to read';
  if (level === 'read' && access.events !== undefined && access.events.length > 0)
    return `it is told of ${access.events.slice(0, 3).join(', ')} by webhook, for which it must be able to read`;
  if (access.actsForUsers && log.forUsers)
    return 'the log has requests of apps for users, and does not say of which app';
  // Reading what is public needs no permission.
  if (level !== 'read' && access.public !== false && !name.startsWith('organization_') && name !== 'members')
    return 'requests to public repositories are not in this log';
  return undefined;
}

function isGit({ target }: ObservedUse): boolean {
  return target !== undefined && /\/git\/(?:clone|fetch|push)$/.test(target);
}

function serves({ needs }: Seen, name: string, level = 'read'): boolean {
  return needs?.some((it) => it.permission === name && atLeast(it.level, level)) === true;
}

interface Kept {
  readonly permissions: Map<string, string>;
  readonly unsure: string[];
}

function judge(
  access: GithubAccess,
  name: string,
  level: string,
  seen: readonly Seen[],
  log: GithubLog,
  window: LogCoverage | undefined,
  kept: Kept,
): ReviewRow {
  const row = { permission: `${name}: ${level}` };
  const allowed = seen.filter((it) => !it.use.refused);
  const served = allowed.filter((it) => it.needs?.some((one) => one.permission === name && atLeast(level, one.level)));
  const span = spanOf(served.map((it) => it.use));
  const others = Object.keys(access.permissions).filter((it) => it !== name);
  const either = others.find((it) => served.length > 0 && served.every((one) => serves(one, it)));
  const by = `${examples(served)}${either === undefined ? '' : `; ${either} would do for it too`}`;
  if (name === 'metadata') {
    kept.permissions.set(name, level);
    return { ...row, ...span, standing: 'used', why: 'GitHub gives it to everybody who has any other' };
  }
  const full = served.some((it) => serves(it, name, level === 'admin' ? 'write' : level));
  if (full) {
    kept.permissions.set(name, level);
    return { ...row, ...span, standing: 'used', why: by };
  }
  if (served.length > 0) {
    const unsure = doubt(access, name, level, seen, log, window);
    kept.permissions.set(name, unsure === undefined ? 'read' : level);
    if (unsure === undefined) return { ...row, ...span, standing: 'used', why: `${by}: read is enough` };
    kept.unsure.push(name);
    return { ...row, ...span, standing: 'unknown', why: `${by} needs read; ${unsure}` };
  }
  const unsure = doubt(access, name, level, seen, log, window);
  if (unsure !== undefined) {
    kept.permissions.set(name, level);
    kept.unsure.push(name);
    return { ...row, standing: 'unknown', why: unsure };
  }
  const reading = level === 'read' ? undefined : doubt(access, name, 'read', seen, log, window);
  if (reading === undefined) return { ...row, standing: 'unused', why: 'no request in the log needs it' };
  kept.permissions.set(name, 'read');
  return { ...row, standing: 'unused', why: `nothing was written with it; read is kept: ${reading}` };
}

/** Reviews one app or fine-grained token. Pure. */
export function reviewGithubAccess(
  access: GithubAccess,
  log: GithubLog,
  window: LogCoverage | undefined,
  requests: GithubRequests,
): Review {
  const seen = log.of(access.principal).flatMap((use): Seen[] => {
    if (use.target === undefined) return [];
    return [{ label: oneLine(`${use.action} ${use.target}`), use, needs: requests.of(use.action, use.target) }];
  });
  const kept: Kept = { permissions: new Map(), unsure: [] };
  const rows = Object.entries(access.permissions).map(([name, level]) =>
    judge(access, name, level, seen, log, window, kept),
  );
  for (const it of seen) {
    if (!it.use.refused || it.needs === undefined || it.needs.length === 0) continue;
    const wanted = it.needs.map((one) => `${one.permission}: ${one.level}`).join(' or ');
    rows.push({ permission: wanted, standing: 'not-granted', ...spanOf([it.use]), why: `${it.label} was refused` });
  }
  return {
    provider: 'github',
    subject: { id: access.principal, name: access.name },
    ...(window === undefined ? {} : { window }),
    rows,
    explanation: [
      ...windowNotes(window),
      ...(window !== undefined && seen.length === 0
        ? ['The log has no request of it at all: make sure that it is the log of this organisation.']
        : []),
      'Which permission lets a request through is taken from GitHub’s documentation (content/lists/github-requests.tsv).',
    ],
    patch: {
      format: 'json',
      how: access.how,
      text: `${JSON.stringify(
        { permissions: Object.fromEntries(kept.permissions), keptNotLogged: kept.unsure },
        null,
        2,
      )}\n`,
    },
  };
}

/** Who is reviewed, by what the inventory knows. */
export function githubAccessOf(
  installations: readonly ItemOf<'github.installation'>[],
  tokens: readonly ItemOf<'github.fine-grained-token'>[],
  repositories: readonly ItemOf<'github.repository'>[],
): readonly GithubAccess[] {
  const open = (organization: string): boolean | undefined => {
    const own = repositories.filter((it) => it.name.toLowerCase().startsWith(`${organization}/`));
    return own.length === 0 ? undefined : own.some((it) => it.visibility !== 'private' && it.visibility !== 'internal');
  };
  return [
    ...installations.map(
      (it): GithubAccess => ({
        principal: `github:app:${it.app.toLowerCase()}`,
        name: `${it.app} in ${it.organization}`,
        permissions: it.permissions,
        public: open(it.organization),
        events: it.events,
        actsForUsers: true,
        how: [
          'An app of your own: its settings, Permissions & events; then accept the change where it is installed.',
          'An app of somebody else: ask its maker for less; nobody else can take single permissions away. Meanwhile give it fewer repositories, or take it off.',
        ],
      }),
    ),
    ...tokens.flatMap((it): GithubAccess[] =>
      it.state !== 'granted' || it.tokenId === undefined
        ? []
        : [
            {
              principal: `github:token:${it.tokenId}`,
              name: `${it.name ?? it.tokenId} of ${it.login}`,
              permissions: it.permissions,
              public: open(it.organization),
              events: [],
              actsForUsers: false,
              ...(it.lastUsed === undefined || it.lastUsed === 'never' ? {} : { lastUsed: it.lastUsed }),
              how: [
                `${it.login} makes a new fine-grained token with these permissions: Settings, Developer settings, Personal access tokens.`,
                `Then revoke this one: \`gh api -X POST orgs/${it.organization}/personal-access-tokens/${it.id.slice(it.id.lastIndexOf('/') + 1)} -f action=revoke\``,
              ],
            },
          ],
    ),
  ];
}
