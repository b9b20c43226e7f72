// SPDX-License-Identifier: Apache-2.0
// Who can read which secret: those that were listed, and those that policies name.
import type { Item } from '../../model/inventory/item.ts';
import type { Resource } from '../../model/inventory/nouns.ts';
import type { Access } from './access.ts';
import { instanceOf, matchesArn } from './glob.ts';
import { accountNode, has, type Power, provided, type Step, secretsNode } from './steps.ts';

interface Secret {
  readonly id: string;
  readonly arn: string;
}

const reading = [
  { action: 'secretsmanager:GetSecretValue', service: 'secretsmanager', prefix: 'aws:secret:' },
  { action: 'ssm:GetParameter', service: 'ssm', prefix: 'aws:parameter:' },
] as const;

/** The random end that Secrets Manager gives an ARN, and that policies leave open. */
const ending = /-(?:\?{6}|\*)$/;

/** A secret that a policy names: patterns over many name none. */
function namedIn(pattern: string, prefix: string): { readonly id: string; readonly example: string } | undefined {
  const plain = pattern.replace(ending, '');
  if (/[*?]|\$\{/.test(plain) || plain.split(':').length < 6) return undefined;
  return { id: `${prefix}${plain}`, example: ending.test(pattern) ? `${plain}-zq7xyz` : plain };
}

function* readingSteps(access: Access, it: Power, known: readonly Secret[]): Generator<Step | Resource> {
  const { principal } = it;
  for (const { action, service, prefix } of reading) {
    const grants = access.grants(principal, action);
    if (grants.length === 0) continue;
    const own = known.filter((one) => one.arn.split(':')[2] === service);
    const targets = new Map(own.map((one) => [one.id, one.arn]));
    const patterns = grants.flatMap(({ statement, where }) =>
      statement.resources.map((pattern) => ({
        pattern,
        where: statement.path === undefined ? where : { ...where, path: statement.path },
      })),
    );
    for (const { pattern, where } of patterns) {
      const named = namedIn(pattern, prefix);
      if (named === undefined || own.some((one) => matchesArn(pattern, one.arn))) continue;
      targets.set(named.id, named.example);
      const name = named.id.slice(named.id.lastIndexOf(':') + 1);
      yield {
        kind: 'resource',
        id: named.id,
        provider: 'aws',
        where,
        type: service === 'ssm' ? 'parameter' : 'secret',
        name,
      };
    }
    for (const [id, arn] of targets) {
      const answer = access.can(principal, action, instanceOf(arn));
      if (answer.allowed === false || answer.by === undefined) continue;
      const { statement, policy, where } = answer.by;
      yield {
        from: principal.id,
        to: id,
        relation: 'can-read',
        why: `the policy ${policy} lets it read the secret${provided(answer.depends)}`,
        where: statement.path === undefined ? where : { ...where, path: statement.path },
      };
    }
  }
}

/** Who can read which secret. Who can read all meets in the node of the account. */
export function* secretSteps(access: Access, powers: readonly Power[]): Generator<Step | Item> {
  const known = access.inventory
    .of('resource')
    .flatMap((it): readonly Secret[] =>
      it.provider === 'aws' && it.id.startsWith('aws:secret:')
        ? [{ id: it.id, arn: it.id.slice('aws:secret:'.length) }]
        : [],
    );
  for (const it of powers) {
    const { principal } = it;
    if (has(it, 'everything') !== undefined || principal.serviceLinked) continue;
    const wide = has(it, 'read-secrets');
    if (wide === undefined) yield* readingSteps(access, it, known);
    else {
      const why = `the policy ${wide.policy} lets it read every secret or parameter`;
      yield { from: principal.id, to: secretsNode(principal.account), relation: 'can-read', why, where: wide.where };
    }
  }
  for (const [account, [first]] of Map.groupBy(powers, (it) => it.principal.account)) {
    if (first === undefined) continue;
    const { where } = first.principal;
    const id = secretsNode(account);
    yield { kind: 'resource', id, provider: 'aws', where, type: 'secrets', name: `secrets of the account ${account}` };
    yield { from: accountNode(account), to: id, relation: 'holds', why: 'they are in the account', where };
  }
  for (const { id, arn } of known) {
    const where = access.inventory.find('resource', id)?.where;
    if (where === undefined) continue;
    yield {
      from: secretsNode(arn.split(':')[4] ?? ''),
      to: id,
      relation: 'hosts',
      why: 'a secret of the account',
      where,
    };
  }
}
