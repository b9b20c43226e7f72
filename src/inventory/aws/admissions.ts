// SPDX-License-Identifier: Apache-2.0
// Whom trust policies let in beyond those that are meant: made-up strangers knock, with tokens and accounts of their own.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsAdmission, AwsStatement } from '../../model/inventory/aws-policies.ts';
import { type Access, sayToPrincipal } from './access.ts';
import { say } from './decide.ts';
import { factsOf, type KeyState } from './facts.ts';
import { instanceOf } from './glob.ts';
import { callerFacts, globalRegion, resourceFacts } from './request-facts.ts';
import type { Truth } from './truth.ts';

type Who = AwsAdmission['who'];
type Claims = Readonly<Record<string, readonly KeyState[]>>;

const strangerAccount = '000000000000';
const stranger = 'zq7-stranger';

export interface Federation {
  /** ARN or name of the provider, as the trust policy names it. */
  readonly provider: string;
  /** What the keys of its conditions begin with. */
  readonly issuer: string;
}

/** OIDC providers that a trust policy names, not those of SAML. */
export function federationsOf(role: AwsPrincipal): readonly Federation[] {
  const names = (role.trust ?? []).flatMap((it) => (it.allow ? (it.principals ?? []) : []));
  return [...new Set(names.filter((it) => it.type === 'federated').map((it) => it.name))]
    .filter((it) => !it.includes(':saml-provider/'))
    .map((provider) => ({ provider, issuer: provider.slice(provider.indexOf('/') + 1) }));
}

/** What conditions of the role ask of a claim, for examples of tokens. */
export function asked(role: AwsPrincipal, issuer: string, claim: string): readonly string[] {
  const key = `${issuer}:${claim}`.toLowerCase();
  return [
    ...new Set(
      (role.trust ?? []).flatMap((it) =>
        it.allow ? it.conditions.flatMap((one) => (one.key.toLowerCase() === key ? one.values : [])) : [],
      ),
    ),
  ];
}

function claimsOf(issuer: string, subject: string, audience: string): Claims {
  const claims: Record<string, readonly KeyState[]> = {
    [`${issuer}:sub`]: [[subject]],
    [`${issuer}:aud`]: [[audience]],
  };
  const repository = /^repo:([^/:]+)\/([^:]+):/.exec(subject);
  if (issuer === 'token.actions.githubusercontent.com' && repository !== null) {
    claims[`${issuer}:repository`] = [[`${repository[1]}/${repository[2]}`]];
    claims[`${issuer}:repository_owner`] = [[repository[1] ?? '']];
  }
  return claims;
}

interface Answer {
  readonly allowed: Truth;
  readonly depends: readonly string[];
  readonly by?: AwsStatement;
}

/** Whether a role takes a token with a subject and an audience. */
export function takesToken(
  role: AwsPrincipal,
  { provider, issuer }: Federation,
  subject: string,
  audience: string,
): Answer {
  const facts = factsOf(
    claimsOf(issuer, subject, audience),
    resourceFacts(role.arn, globalRegion, role.tags, () => undefined),
  );
  const placed = (role.trust ?? []).map((statement) => ({ statement, policy: 'trust policy', where: role.where }));
  const said = say(placed, {
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn,
    facts,
    isPrincipal: (name) => name.type === 'anyone' || (name.type === 'federated' && name.name === provider),
  });
  if (said.allowed === false || said.denied === true) return { allowed: false, depends: [] };
  return {
    allowed: said.denied === undefined ? undefined : said.allowed,
    depends: said.depends,
    ...(said.by === undefined ? {} : { by: said.by.statement }),
  };
}

/** Tokens that no trust policy means: of somebody else at the same issuer. */
function strangersAt(issuer: string): string {
  if (issuer.includes('githubusercontent')) return `repo:${stranger}/${stranger}:ref:refs/heads/${stranger}`;
  if (issuer.includes('gitlab')) return `project_path:${stranger}/${stranger}:ref_type:branch:ref:${stranger}`;
  if (/oidc\.eks|kubernetes/.test(issuer)) return `system:serviceaccount:${stranger}:${stranger}`;
  return stranger;
}

/** Whom the stars of a subject let in; undefined where it is one pipeline. */
function breadthOf(subject: string): Who | undefined {
  if (!/[*?]/.test(subject)) return undefined;
  const [first = '', second = ''] = subject.split(':');
  if (/[*?]/.test(first) || second.startsWith('*')) return 'issuer';
  if (first !== 'repo' || !/[*?]/.test(second)) return 'branches';
  return /[*?]/.test(second.split('/')[0] ?? '') ? 'organisations' : 'organisation';
}

/** Subjects that show what a pattern lets in: what stands for a star may hold a slash. */
function examplesOf(pattern: string): readonly string[] {
  return [instanceOf(pattern, stranger), instanceOf(pattern, `${stranger}:ref:refs/heads/${stranger}`)];
}

function* tokens(role: AwsPrincipal): Generator<readonly [Who, string, Answer]> {
  for (const federation of federationsOf(role)) {
    const { issuer } = federation;
    const audiences = asked(role, issuer, 'aud').filter((it) => !/[*?$]/.test(it));
    const meant = audiences.length > 0 ? audiences : ['sts.amazonaws.com'];
    const best = (subjects: readonly string[], from: readonly string[]): Answer => {
      const all = subjects.flatMap((subject) =>
        from.map((audience) => takesToken(role, federation, subject, audience)),
      );
      return (
        all.find((it) => it.allowed === true) ??
        all.find((it) => it.allowed === undefined) ?? { allowed: false, depends: [] }
      );
    };
    const anybody = best([strangersAt(issuer)], meant);
    if (anybody.allowed !== false) yield ['issuer', issuer, anybody];
    const subjects = asked(role, issuer, 'sub');
    for (const subject of subjects) {
      const who = breadthOf(subject);
      if (who === undefined) continue;
      const answer = best(examplesOf(subject), meant);
      if (answer.allowed !== false) yield [who, subject, answer];
    }
    const own = [strangersAt(issuer), ...subjects.flatMap(examplesOf)];
    const elsewhere = best(own, [`https://${stranger}.example.com`]);
    if (elsewhere.allowed !== false) yield ['audience', issuer, elsewhere];
  }
}

/** What an account outside gets by a trust policy that says `*`, or that names the account. */
function* accounts(role: AwsPrincipal, access: Access): Generator<readonly [Who, string, Answer]> {
  const trust = (role.trust ?? []).map((statement) => ({ statement, policy: 'trust policy', where: role.where }));
  const ask = (arn: string, organization: string | undefined, extra: Claims): Answer => {
    const facts = factsOf(extra, resourceFacts(role.arn, globalRegion, role.tags, callerFacts(arn, organization)));
    const said = sayToPrincipal(trust, { action: 'sts:AssumeRole', resource: role.arn, facts }, arn, false);
    if (said.allowed === false || said.denied === true) return { allowed: false, depends: [] };
    return {
      allowed: said.denied === undefined ? undefined : said.allowed,
      depends: said.depends,
      ...(said.by === undefined ? {} : { by: said.by.statement }),
    };
  };
  const partition = role.arn.split(':')[1] ?? 'aws';
  // A condition on the ARN with a star for the account is met by anybody who gives a role the right name.
  const named = (role.trust ?? []).flatMap((it) =>
    it.conditions.flatMap((one) => (one.key.toLowerCase() === 'aws:principalarn' ? one.values : [])),
  );
  const arns = [
    `arn:${partition}:iam::${strangerAccount}:role/${stranger}`,
    ...named
      .filter((it) => it.split(':')[4]?.includes('*'))
      .map((it) =>
        instanceOf(
          it
            .split(':')
            .map((part, index) => (index === 4 ? strangerAccount : part))
            .join(':'),
          stranger,
        ),
      ),
  ];
  let best: Answer = { allowed: false, depends: [] };
  for (const arn of arns) {
    const answer = ask(arn, 'o-zq7stranger', { 'aws:PrincipalOrgPaths': [['o-zq7stranger/r-zq7s/']] });
    if (answer.allowed === true || (answer.allowed === undefined && best.allowed === false)) best = answer;
    if (best.allowed === true) break;
  }
  if (best.allowed !== false) yield ['anyone', '*', best];
  const foreign = (role.trust ?? []).flatMap((it) =>
    it.allow ? (it.principals ?? []).flatMap((one) => (one.type === 'aws' ? [one.name] : [])) : [],
  );
  for (const name of new Set(foreign)) {
    const account = /\d{12}/.exec(name)?.[0];
    if (account === undefined || account === role.account) continue;
    const arn =
      name.startsWith('arn:') && !name.endsWith(':root') ? name : `arn:${partition}:iam::${account}:role/${stranger}`;
    const answer = ask(arn, access.organisation(account), { 'sts:ExternalId': [undefined] });
    if (answer.allowed !== false) yield ['accounts', name, answer];
  }
}

/** Admissions of a role that its owner may not mean. */
export function* admissionsOf(role: AwsPrincipal, access: Access): Generator<AwsAdmission> {
  for (const [who, name, { allowed, depends, by }] of [...tokens(role), ...accounts(role, access)]) {
    yield {
      kind: 'aws.admission',
      id: `aws:admission:${role.arn} ${who} ${name}`,
      provider: 'aws',
      where: by?.path === undefined ? role.where : { ...role.where, path: by.path },
      role: role.id,
      who,
      name,
      depends: allowed === true ? [] : [...depends],
    };
  }
}
