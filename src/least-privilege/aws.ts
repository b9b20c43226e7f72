// SPDX-License-Identifier: Apache-2.0
// IAM policies from use: CloudTrail held against what a user or role is granted.
import { matchesGlob } from '../inventory/aws/glob.ts';
import { actionsOf, notLoggedByCloudtrail, unloggedNames } from './aws-actions.ts';
import type { AwsGrants, AwsStatement } from './aws-grants.ts';
import { type Narrowing, narrowingOf } from './aws-narrowing.ts';
import type { ObservedUse } from './observed-use.ts';
import { type LogCoverage, type Review, type ReviewRow, shellWord, windowNotes } from './review.ts';

/** Whether a pattern of a policy covers an action: without regard to case, `*` and `?`. Linear in time. */
export function coversAction(pattern: string, action: string): boolean {
  return matchesGlob(pattern.toLowerCase(), action.toLowerCase());
}

interface UsedAction {
  readonly action: string;
  readonly refused: boolean;
  readonly uses: readonly ObservedUse[];
}

function usedActions(uses: readonly ObservedUse[]): {
  readonly actions: readonly UsedAction[];
  readonly opaque: readonly ObservedUse[];
} {
  const byAction = new Map<string, ObservedUse[]>();
  const opaque: ObservedUse[] = [];
  for (const use of uses) {
    const actions = actionsOf(use.action);
    if (actions === undefined) opaque.push(use);
    for (const action of actions ?? []) {
      const key = `${action}\n${use.refused}`;
      byAction.set(key, [...(byAction.get(key) ?? []), use]);
    }
  }
  const actions = [...byAction].map(([key, list]) => ({
    action: key.split('\n')[0] ?? '',
    refused: key.endsWith('true'),
    uses: list,
  }));
  return { actions: actions.toSorted((a, b) => (a.action < b.action ? -1 : 1)), opaque };
}

function spanOf(uses: readonly ObservedUse[]): Pick<ReviewRow, 'count' | 'first' | 'last'> {
  if (uses.length === 0) return {};
  return {
    count: uses.reduce((sum, it) => sum + it.count, 0),
    first: new Date(Math.min(...uses.map((it) => it.first))).toISOString(),
    last: new Date(Math.max(...uses.map((it) => it.last))).toISOString(),
  };
}

interface Kept {
  /** Used actions with what is left of the resources. */
  readonly used: Map<string, Narrowing>;
  readonly unseen: Set<string>;
}

/** Reviews one role or user. Pure. */
export function reviewAws(
  principal: string,
  observed: readonly ObservedUse[],
  window: LogCoverage | undefined,
  grants: AwsGrants | undefined,
): Review | undefined {
  const all = observed.filter((it) => it.provider === 'aws');
  const mine = all.filter((it) => it.principal === principal);
  if (grants === undefined && mine.length === 0) return undefined;
  const data = new Set(
    all.filter((it) => it.data === true).map((it) => (actionsOf(it.action)?.[0] ?? it.action).split(':', 1)[0] ?? ''),
  );
  // Services of which trails often leave management events out: one event shows that this one does not.
  for (const it of all) if (/^(?:kms|rds-data):/.test(it.action)) data.add(it.action.split(':', 1)[0] ?? '');
  const hasData = (service: string): boolean => data.has(service);
  const { actions, opaque } = usedActions(mine);
  const allowed = actions.filter((it) => !it.refused);
  const rows: ReviewRow[] = [];
  const statements = grants?.statements ?? [];
  const kept = new Map<AwsStatement, Kept>(statements.map((it) => [it, { used: new Map(), unseen: new Set() }]));
  for (const statement of statements)
    rows.push(...judgeStatement(statement, statements, allowed, window, hasData, opaque, kept.get(statement)));
  for (const it of actions) {
    const granted = statements.some(
      (one) => one.actions.some((pattern) => coversAction(pattern, it.action)) || one.notActions !== undefined,
    );
    if (granted && !it.refused) continue;
    rows.push({
      permission: it.action,
      standing: 'not-granted',
      ...spanOf(it.uses),
      why: it.refused
        ? granted
          ? 'refused, though a policy grants it: a condition, another resource, a boundary or a deny'
          : 'refused'
        : grants === undefined
          ? 'its policies were not given'
          : 'allowed another way: a policy of the resource, a group or a session',
    });
  }
  for (const use of opaque) {
    rows.push({
      permission: use.action,
      standing: 'unknown',
      ...spanOf([use]),
      why: 'the name of this event does not tell the action that it needs',
    });
  }
  const denies = grants?.denies ?? 0;
  return {
    provider: 'aws',
    subject: { id: principal, name: principal.split(/[:/]/).at(-1) ?? principal },
    ...(window === undefined ? {} : { window }),
    rows,
    explanation: [
      ...windowNotes(window),
      ...(window !== undefined && mine.length === 0
        ? [
            'The log has no record of this identity at all: make sure that it is the trail of the same account and of all regions.',
          ]
        : []),
      'Resources are narrowed where every call named one; elsewhere they stay, as do conditions.',
      ...(denies > 0 ? [`${denies} Deny statements stay as they are and are not in the patch.`] : []),
      ...(grants?.notes ?? []),
    ],
    ...(grants === undefined
      ? {}
      : { patch: { format: 'json' as const, how: howTo(principal), text: policyOf(statements, kept) } }),
  };
}

function* judgeStatement(
  statement: AwsStatement,
  all: readonly AwsStatement[],
  allowed: readonly UsedAction[],
  window: LogCoverage | undefined,
  hasData: (service: string) => boolean,
  opaque: readonly ObservedUse[],
  kept: Kept | undefined,
): Generator<ReviewRow> {
  const base = { scope: statement.resources.slice(0, 3).join(', ') || '*', grantedBy: statement.policy };
  if (statement.notActions !== undefined) {
    yield {
      ...base,
      permission: `all but ${statement.notActions.join(', ')}`,
      standing: 'unknown',
      why: 'NotAction grants what is not named: write out the actions that are used',
    };
    return;
  }
  for (const pattern of statement.actions) {
    const matching = allowed.filter((it) => coversAction(pattern, it.action));
    const narrowings = new Map(matching.map((it) => [it, narrowingOf(statement, all, it.action, it.uses)]));
    const uses = matching.filter((it) => narrowings.get(it)?.elsewhere !== true);
    for (const [it, narrowing] of narrowings) if (narrowing.elsewhere !== true) kept?.used.set(it.action, narrowing);
    const wild = /[*?]/.test(pattern);
    const gaps = wild || uses.length === 0 ? gapsOf(pattern, uses, window, hasData, opaque) : [];
    if (uses.length > 0) {
      const names = uses.map((it) => it.action);
      const shown = `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`;
      const span = spanOf(uses.flatMap((it) => it.uses));
      const told = [...new Set(uses.map((it) => narrowings.get(it)?.says ?? ''))]
        .filter((it) => it !== '')
        .map((it) => `; ${it}`)
        .join('');
      yield {
        ...base,
        permission: pattern,
        standing: 'used',
        ...span,
        why: `${wild ? `seen: ${shown}` : 'seen'}${told}`,
      };
    } else if (!gaps.some((it) => it.part === pattern)) {
      const rest = gaps.length === 0 ? '' : '; what is not logged of it stays';
      yield {
        ...base,
        permission: pattern,
        standing: 'unused',
        why:
          matching.length === 0
            ? `CloudTrail would show it, and shows none${rest}`
            : `every call that CloudTrail shows was on other resources${rest}`,
      };
    }
    for (const { part, why } of gaps) {
      kept?.unseen.add(part);
      const from = part === pattern ? '' : `granted by ${pattern}; `;
      yield { ...base, permission: part, standing: 'unknown', why: `${from}${why}` };
    }
  }
}

const reading = /^[^:]+:(?:Get|List|Describe|Head|BatchGet|Lookup|Search|Query|Scan|Select|View|Check)/i;

/** Parts of a pattern whose use the log would not show. */
function gapsOf(
  pattern: string,
  uses: readonly UsedAction[],
  window: LogCoverage | undefined,
  hasData: (service: string) => boolean,
  opaque: readonly ObservedUse[],
): readonly { readonly part: string; readonly why: string }[] {
  if (window === undefined) return [{ part: pattern, why: 'no CloudTrail log was given' }];
  if (window.missing.some((it) => it.startsWith('more than') || it.startsWith('what could'))) {
    return [{ part: pattern, why: 'the log was not read to its end' }];
  }
  const wild = /[*?]/.test(pattern);
  const service = pattern.split(':', 1)[0]?.toLowerCase() ?? '';
  const gaps: { readonly part: string; readonly why: string }[] = [];
  for (const name of new Set(opaque.map((it) => it.action.split(':', 1)[0] ?? ''))) {
    if (service !== name && pattern !== '*') continue;
    const why = 'events of this service do not tell the actions that they need';
    gaps.push({ part: pattern === '*' ? `${name}:*` : pattern, why });
  }
  const whole = notLoggedByCloudtrail(wild ? pattern.replace(/\*+$/, 'X') : pattern, hasData);
  if (whole !== undefined) gaps.push({ part: pattern, why: whole });
  if (window.missing.some((it) => it.startsWith('read events'))) {
    const why = 'this trail holds no read events';
    if (pattern === '*' || reading.test(pattern)) gaps.push({ part: pattern, why });
    else if (/:\*$/.test(pattern)) {
      gaps.push(...['Get*', 'List*', 'Describe*', 'BatchGet*'].map((it) => ({ part: `${service}:${it}`, why })));
    }
  }
  for (const name of wild ? unloggedNames : []) {
    const why = notLoggedByCloudtrail(name, hasData);
    if (why !== undefined && coversAction(pattern, name) && !uses.some((it) => it.action === name))
      gaps.push({ part: name, why });
  }
  return gaps.some((it) => it.part === pattern) ? gaps.filter((it) => it.part === pattern).slice(0, 1) : gaps;
}

function policyOf(statements: readonly AwsStatement[], kept: ReadonlyMap<AwsStatement, Kept>): string {
  const Statement: object[] = [];
  for (const [index, statement] of statements.entries()) {
    const { used, unseen } = kept.get(statement) ?? { used: new Map<string, Narrowing>(), unseen: new Set<string>() };
    const rest = {
      ...(statement.notResources === undefined
        ? { Resource: statement.resources }
        : { NotResource: statement.notResources }),
      ...(statement.condition === undefined ? {} : { Condition: statement.condition }),
    };
    if (statement.notActions !== undefined) {
      Statement.push({ Sid: `KeptNotAction${index}`, Effect: 'Allow', NotAction: statement.notActions, ...rest });
      continue;
    }
    const groups = Map.groupBy([...used].toSorted(), ([, { resources }]) => JSON.stringify(resources ?? null));
    for (const [number, list] of [...groups.values()].entries()) {
      const resources = list[0]?.[1].resources;
      Statement.push({
        Sid: `Used${index}${number === 0 ? '' : `x${number}`}`,
        Effect: 'Allow',
        Action: list.map(([action]) => action),
        ...(resources === undefined ? rest : { Resource: resources }),
        ...(statement.condition === undefined ? {} : { Condition: statement.condition }),
      });
    }
    const only = [...unseen].filter((it) => !used.has(it)).toSorted();
    if (only.length > 0) Statement.push({ Sid: `KeptNotLogged${index}`, Effect: 'Allow', Action: only, ...rest });
  }
  return `${JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)}\n`;
}

function howTo(principal: string): readonly string[] {
  const [, kind, name = 'NAME'] = /:(role|user)\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  const flag = kind === 'user' ? 'user' : 'role';
  return [
    `\`aws iam put-${flag}-policy --${flag}-name ${shellWord(name)} --policy-name used --policy-document file://PATCH.json\`: it adds the smaller policy beside the old ones.`,
    `Then \`aws iam detach-${flag}-policy\` and \`delete-${flag}-policy\` take the old ones away.`,
    'Statements called KeptNotLogged hold what CloudTrail cannot show: log data events for them, and ask again.',
  ];
}
