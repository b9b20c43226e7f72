// SPDX-License-Identifier: Apache-2.0
// Who is let in by trust policies from outside: other accounts, pipelines, clusters.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { Relation } from '../../model/inventory/nouns.ts';
import { asked, federationsOf, takesToken } from './admissions.ts';
import { instanceOf } from './glob.ts';
import { accountNode, type Step } from './steps.ts';

/** Whose workflows get a subject of GitHub: one repository, or all of an organisation. */
function* subjectSteps(subject: string, where: Relation['where']): Iterable<Step> {
  const [owner = '', name = ''] = (/^repo:([^:]+)/.exec(subject)?.[1] ?? '').split('/');
  if (owner === '' || owner.includes('*')) return;
  const from =
    name === '' || name.includes('*') ? `github:organization:${owner}` : `github:repository:${owner}/${name}`;
  const why = 'its workflows get identity tokens with this subject';
  yield { from, to: `github:subject:${subject}`, relation: 'can-mint', why, where };
}

function* federatedSteps(role: AwsPrincipal): Generator<Step> {
  for (const federation of federationsOf(role)) {
    const { issuer, provider } = federation;
    const audiences = asked(role, issuer, 'aud').filter((it) => !/[*?$]/.test(it));
    const subjects = asked(role, issuer, 'sub');
    for (const subject of subjects.length === 0 ? ['*'] : subjects) {
      const example = instanceOf(subject);
      const answer = (audiences.length > 0 ? audiences : ['sts.amazonaws.com'])
        .map((audience) => takesToken(role, federation, example, audience))
        .find((it) => it.allowed !== false);
      // What stands only in a denial, or with a star that is not one, lets nobody in.
      if (answer === undefined) continue;
      const where = answer.by?.path === undefined ? role.where : { ...role.where, path: answer.by.path };
      const github = issuer === 'token.actions.githubusercontent.com';
      yield {
        from: github ? `github:subject:${subject}` : `federated:${provider}:${subject}`,
        to: role.id,
        relation: 'federates-with',
        why: `the trust policy lets tokens of ${issuer} with the subject ${subject} in`,
        where,
      };
      if (github) yield* subjectSteps(subject, where);
    }
  }
}

/** Steps of one role from outside of what was exported. Principals that were exported are asked with their own policies. */
export function* trustSteps(role: AwsPrincipal, byArn: ReadonlyMap<string, AwsPrincipal>): Generator<Step> {
  yield* federatedSteps(role);
  for (const statement of role.trust ?? []) {
    if (!statement.allow) continue;
    const where = statement.path === undefined ? role.where : { ...role.where, path: statement.path };
    for (const { type, name } of statement.principals ?? []) {
      const step = (from: string, why: string): Step => ({ from, to: role.id, relation: 'may-become', why, where });
      if (type !== 'aws') continue;
      const account = /\d{12}/.exec(name)?.[0] ?? '';
      if (/^\d{12}$/.test(name) || name.endsWith(':root')) {
        if (account !== role.account && account !== '')
          yield step(accountNode(account), `the trust policy lets the account ${account} in`);
      } else if (!byArn.has(name) && name.startsWith('arn:')) {
        yield step(`aws:${name.includes(':role/') ? 'role' : 'user'}:${name}`, 'the trust policy names it');
      }
    }
  }
}
