// SPDX-License-Identifier: Apache-2.0
// How tokens of an AWS account spread: keys prove users, trust policies let others become roles, instances run as roles.
import type { AwsPrincipal, AwsTrust } from '../../model/inventory/aws.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Relation } from '../../model/inventory/nouns.ts';

type Step = Pick<Relation, 'from' | 'to' | 'relation' | 'why' | 'where'>;

function step(it: Step): Relation {
  return { kind: 'relation', id: `aws:relation:${it.from} ${it.relation} ${it.to}`, provider: 'aws', ...it };
}

/** Everything in the account: what an administrator reaches. */
export function accountNode(account: string): string {
  return `aws:account:${account}`;
}

/** Repositories and projects whose jobs a trust policy lets in, as its conditions on the subject say. */
function subjectsOf(trust: AwsTrust): readonly string[] {
  return trust.conditions.filter((it) => /:sub$/i.test(it.key)).flatMap((it) => it.values);
}

/** Whose workflows get a subject of GitHub: one repository, or all of an organisation. */
function* subjectSteps(subject: string, where: Relation['where']): Iterable<Step> {
  const [owner = '', name = ''] = (/^repo:([^:]+)/.exec(subject)?.[1] ?? '').split('/');
  if (owner === '' || owner.includes('*')) return;
  const from =
    name === '' || name.includes('*') ? `github:organization:${owner}` : `github:repository:${owner}/${name}`;
  yield {
    from,
    to: `github:subject:${subject}`,
    relation: 'can-mint',
    why: 'its workflows get identity tokens with this subject',
    where,
  };
}

function trustSteps(role: AwsPrincipal, trust: AwsTrust): readonly Step[] {
  const where = { ...role.where, path: trust.path };
  const become = (from: string, why: string): Step => ({ from, to: role.id, relation: 'may-become', why, where });
  if (trust.type === 'anyone') return [become('aws:anyone', 'the trust policy lets anyone in')];
  if (trust.type === 'aws') {
    const { principal } = trust;
    if (/^\d{12}$/.test(principal) || principal.endsWith(':root')) {
      const account = /\d{12}/.exec(principal)?.[0] ?? principal;
      return account === role.account
        ? []
        : [become(accountNode(account), `the trust policy lets the account ${account} in`)];
    }
    return [become(`aws:${principal.includes(':role/') ? 'role' : 'user'}:${principal}`, 'the trust policy names it')];
  }
  if (trust.type === 'service') return [];
  const github = trust.principal.includes('token.actions.githubusercontent.com');
  const subjects = subjectsOf(trust);
  return (subjects.length === 0 ? ['*'] : subjects).map((subject) => ({
    from: github ? `github:subject:${subject}` : `federated:${trust.principal}:${subject}`,
    to: role.id,
    relation: 'federates-with' as const,
    why: `the trust policy lets tokens of ${trust.principal.split('/').slice(1).join('/') || trust.principal} with the subject ${subject} in`,
    where,
  }));
}

/** Relations of one AWS inventory; pure. */
export function* relateAws(inventory: Inventory): Iterable<Item> {
  const principals = inventory.of('aws.principal');
  const seen = new Set<string>();
  for (const it of principals) {
    if (it.type === 'user' && inventory.find('identity', it.id) === undefined) {
      yield { kind: 'identity', id: it.id, provider: 'aws', where: it.where, type: 'user', name: it.name };
    }
    for (const trust of it.trust ?? []) {
      for (const one of trustSteps(it, trust)) {
        const relation = step(one);
        if (seen.has(relation.id)) continue;
        seen.add(relation.id);
        yield relation;
        if (!one.from.startsWith('github:subject:')) continue;
        for (const more of subjectSteps(one.from.slice('github:subject:'.length), one.where)) {
          const behind = step(more);
          if (!seen.has(behind.id)) yield behind;
          seen.add(behind.id);
        }
      }
    }
    for (const power of it.powers) {
      if (power.conditioned || it.bounded) continue;
      const where = { ...it.where, ...(power.path === undefined ? {} : { path: power.path }) };
      if (['everything', 'raise-own-rights', 'mint-credentials', 'pass-role'].includes(power.power)) {
        yield step({
          from: it.id,
          to: accountNode(it.account),
          relation: power.power === 'everything' ? 'holds' : 'may-become',
          why: `the policy ${power.policy} gives the power ${power.power}`,
          where,
        });
      }
    }
  }
  for (const account of new Set(principals.map((it) => it.account))) {
    const [first] = principals;
    if (first === undefined) continue;
    yield {
      kind: 'resource',
      id: accountNode(account),
      provider: 'aws',
      where: first.where,
      type: 'account',
      name: `AWS account ${account}`,
    };
  }
  const byProfile = new Map(principals.flatMap((it) => (it.profiles ?? []).map((profile) => [profile, it] as const)));
  for (const instance of inventory.of('aws.instance')) {
    yield {
      kind: 'resource',
      id: instance.id,
      provider: 'aws',
      where: instance.where,
      type: 'instance',
      name: instance.name,
    };
    const role = byProfile.get(instance.profile ?? '');
    if (role === undefined) continue;
    yield step({
      from: instance.id,
      to: role.id,
      relation: 'runs-as',
      why: 'its metadata service hands out credentials of the role',
      where: instance.where,
    });
  }
  for (const key of inventory.of('credential')) {
    if (key.provider !== 'aws' || key.holder === undefined || key.enabled === false) continue;
    yield step({
      from: key.id,
      to: key.holder,
      relation: 'may-become',
      why: 'the access key is all that is needed',
      where: key.where,
    });
  }
}
