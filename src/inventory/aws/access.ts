// SPDX-License-Identifier: Apache-2.0
// Who may do what, all policies taken together.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { type Placed, type Request, say } from './decide.ts';
import { type Facts, factsOf, type KeyState } from './facts.ts';
import { matchesGlob } from './glob.ts';
import { type Guards, guardsOf, type Layer, organisationOf } from './guards.ts';
import { globalRegion, principalFacts, regions, resourceFacts } from './request-facts.ts';
import { both, either, not, some, type Truth } from './truth.ts';

export interface Decision {
  /** Undefined: it depends on what no export tells. */
  readonly allowed: Truth;
  /** What allows it. */
  readonly by?: Placed;
  /** What it depends on. */
  readonly depends: readonly string[];
}

export const refused: Decision = { allowed: false, depends: [] };

export type Extra = Readonly<Record<string, readonly KeyState[]>>;

export interface Access {
  readonly inventory: Inventory;
  /** Whether a principal may do something to a resource. A region that nothing fixes is the caller's to choose. */
  can(principal: AwsPrincipal, action: string, resource: string, extra?: Extra): Decision;
  /** Statements of its own that allow an action on something. */
  grants(principal: AwsPrincipal, action: string): readonly Placed[];
  /** Whether a principal may become a role, by its own policies and the role's. */
  mayAssume(principal: AwsPrincipal, role: AwsPrincipal): Decision;
  /** The id of the organisation of an account. */
  organisation(account: string): string | undefined;
}

/** Services whose resources are under resource control policies. */
const controlled = /^(?:sts|secretsmanager|kms|s3|sqs):/i;

const worldwide = /^(?:iam|organizations|cloudfront|route53):/i;

/** What statements say of regions: patterns, as conditions and resources have them. */
function regionPatterns({ statement: { resources, notResources, conditions } }: Placed): readonly string[] {
  return [
    ...conditions.flatMap((it) => (it.key.toLowerCase() === 'aws:requestedregion' ? it.values : [])),
    ...[...resources, ...notResources].flatMap((it) => {
      const region = it.split(':')[3];
      return region === undefined || region === '' || region === '*' ? [] : [region];
    }),
  ];
}

/** Regions of which no policy tells one from another are asked for once. */
function choicesOf(about: readonly Placed[], all: readonly string[]): readonly string[] {
  const patterns = [...new Set(about.flatMap(regionPatterns))];
  // Other letters are other regions to some operators only, and variables may be any.
  if (patterns.some((it) => it.includes('${') || it !== it.toLowerCase())) return all;
  const classes = new Map<string, string>();
  for (const region of all) {
    const like = patterns.map((it) => (matchesGlob(it, region) ? 1 : 0)).join('');
    if (!classes.has(like)) classes.set(like, region);
  }
  return [...classes.values()];
}

/** Whether a name in a policy is a principal; `direct`: it names the principal itself, not only its account. */
export function isNamed(name: NonNullable<AwsStatement['principals']>[number], arn: string, direct: boolean): boolean {
  if (name.type === 'anyone') return true;
  if (name.type !== 'aws') return false;
  if (name.name === arn) return true;
  const account = arn.split(':')[4] ?? '';
  // A session's name is chosen by whoever becomes the role.
  const session = !name.name.includes(':assumed-role/')
    ? null
    : /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(name.name);
  if (session !== null)
    return session[1] === account && arn.includes(':role/') && arn.slice(arn.lastIndexOf('/') + 1) === session[2];
  return !direct && account !== '' && (name.name === account || name.name.endsWith(`::${account}:root`));
}

/** Whether a trust policy speaks of a principal by its own name, or of anybody. */
export function isNamedIn(role: AwsPrincipal, it: AwsPrincipal): boolean {
  return (role.trust ?? []).some(
    (one) =>
      one.allow &&
      (one.notPrincipals !== undefined || one.principals?.some((name) => isNamed(name, it.arn, true)) === true),
  );
}

function principalTest(statement: AwsStatement, arn: string, direct: boolean): NonNullable<Request['isPrincipal']> {
  // NotPrincipal must name the principal and its account: with the account alone, it is not sure who is meant.
  if (statement.notPrincipals === undefined) return (name) => isNamed(name, arn, direct && statement.allow);
  return (name) => (isNamed(name, arn, true) ? true : isNamed(name, arn, false) ? undefined : false);
}

/** What the policy of a resource says to a principal. */
export function sayToPrincipal(
  placed: readonly Placed[],
  request: Request,
  arn: string,
  direct: boolean,
): {
  readonly allowed: Truth;
  readonly denied: Truth;
  readonly by?: Placed;
  readonly depends: readonly string[];
} {
  const all = placed.map((it) => say([it], { ...request, isPrincipal: principalTest(it.statement, arn, direct) }));
  const by = all.find((it) => it.allowed === true) ?? all.find((it) => it.allowed === undefined);
  const allowed = some(all, (it) => it.allowed);
  return {
    allowed,
    denied: some(all, (it) => it.denied),
    ...(by?.by === undefined ? {} : { by: by.by }),
    depends: all.flatMap((it) => (it.allowed === true || (allowed === true && it.denied === false) ? [] : it.depends)),
  };
}

function uncollected(policy: string): string {
  return `the policy ${policy}, whose text was not collected`;
}

/** Whether layers that each must allow do, and none denies. A layer with a text that is not there may deny. */
function passes(
  layers: readonly Layer[],
  request: Request,
): { readonly ok: Truth; readonly depends: readonly string[] } {
  let ok: Truth = true;
  const depends: string[] = [];
  for (const layer of layers) {
    const said = say(layer.about(request.action), request);
    const allowed = layer.missing.length > 0 ? either(said.allowed, undefined) : said.allowed;
    const clear = layer.missing.length > 0 ? both(not(said.denied), undefined) : not(said.denied);
    ok = both(ok, both(allowed, clear));
    depends.push(...said.depends, ...layer.missing.map(uncollected));
  }
  return { ok, depends };
}

function decision(allowed: Truth, by: Placed | undefined, depends: readonly string[]): Decision {
  if (allowed === false) return refused;
  return {
    allowed,
    ...(by === undefined ? {} : { by }),
    depends: allowed === true ? [] : [...new Set(depends)].slice(0, 5),
  };
}

function withExtra(extra: Extra | undefined, others: Facts): Facts {
  return extra === undefined ? others : factsOf(extra, others);
}

/** Questions about an inventory. Answers are worked out when asked. */
export function createAccess(inventory: Inventory): Access {
  const organisation = organisationOf(inventory);
  const guards = new Map<string, Guards>();
  const facts = new Map<string, Facts>();
  const tags = new Map(
    inventory.of('aws.principal').flatMap((it) => (it.tags === undefined ? [] : [[it.arn, it.tags]])),
  );
  const of = (it: AwsPrincipal): Guards => {
    let found = guards.get(it.id);
    if (found === undefined) {
      found = guardsOf(it, inventory, organisation);
      guards.set(it.id, found);
    }
    return found;
  };
  const factsFor = (it: AwsPrincipal): Facts => {
    let found = facts.get(it.id);
    if (found === undefined) {
      const organization = organisation.of(it.account);
      const mfa = inventory.find('aws.user-credentials', it.id)?.mfa;
      found = principalFacts(it, {
        ...(organization === undefined ? {} : { organization }),
        ...(mfa === undefined ? {} : { mfa }),
      });
      facts.set(it.id, found);
    }
    return found;
  };
  const requestOf = (
    it: AwsPrincipal,
    action: string,
    resource: string,
    region: string | undefined,
    extra?: Extra,
  ) => ({
    action,
    resource,
    facts: withExtra(extra, resourceFacts(resource, region, tags.get(resource), factsFor(it))),
  });
  /** Denied by the policies over the resource's account. */
  const stopped = (it: AwsPrincipal, request: Request) => {
    const account = request.resource.split(':')[4] || it.account;
    const layers = controlled.test(request.action) ? organisation.resourceControls(account) : [];
    const said = layers.map((layer) => sayToPrincipal(layer.about(request.action), request, it.arn, false));
    const missing = layers.flatMap((layer) => layer.missing);
    return {
      // A text that is not there may deny.
      ok: both(not(some(said, (one) => one.denied)), missing.length > 0 ? undefined : true),
      depends: [...said.flatMap((one) => (one.denied === undefined ? one.depends : [])), ...missing.map(uncollected)],
    };
  };

  const inRegion = (it: AwsPrincipal, request: Request): Decision => {
    const { identity, boundary, controls } = of(it);
    const own = say(identity.about(request.action), request);
    if (own.allowed === false || own.denied === true) return refused;
    const over = passes([...(boundary === undefined ? [] : [boundary]), ...controls], request);
    const there = stopped(it, request);
    const allowed = both(both(own.allowed, not(own.denied)), both(over.ok, there.ok));
    return decision(allowed, own.by, [...own.depends, ...over.depends, ...there.depends]);
  };

  const choices = new Map<string, readonly string[]>();
  const regionsFor = (it: AwsPrincipal, action: string): readonly string[] => {
    const key = `${it.id} ${action}`;
    let found = choices.get(key);
    if (found === undefined) {
      const { identity, boundary, controls } = of(it);
      const layers = [identity, ...(boundary === undefined ? [] : [boundary]), ...controls];
      const all = regions[it.arn.split(':')[1] ?? 'aws'] ?? [globalRegion];
      found = choicesOf(
        layers.flatMap((layer) => layer.about(action)),
        all,
      );
      choices.set(key, found);
    }
    return found;
  };
  /** The best answer of the regions that a caller can choose from. */
  const bestOf = (it: AwsPrincipal, action: string, resource: string, ask: (region: string) => Decision): Decision => {
    const fixed = worldwide.test(action) ? globalRegion : resource.split(':')[3];
    const open = fixed === undefined || fixed === '' || fixed === '*' ? regionsFor(it, action) : [fixed];
    let best = refused;
    for (const region of open) {
      const found = ask(region);
      if (found.allowed === true) return found;
      if (found.allowed === undefined && best.allowed === false) best = found;
    }
    return best;
  };

  const can: Access['can'] = (it, action, resource, extra) =>
    bestOf(it, action, resource, (region) =>
      inRegion(it, requestOf(it, action, resource.replace(/^(arn:[^:]+:[^:]+):\*:/, `$1:${region}:`), region, extra)),
    );

  const assume = (it: AwsPrincipal, role: AwsPrincipal, region: string): Decision => {
    const request = requestOf(it, 'sts:AssumeRole', role.arn, region);
    const trust = (role.trust ?? []).map((statement) => ({ statement, policy: 'trust policy', where: role.where }));
    const { identity, boundary, controls } = of(it);
    const own = say(identity.about(request.action), request);
    if (own.denied === true || (own.allowed === false && !isNamedIn(role, it))) return refused;
    const open = sayToPrincipal(trust, request, it.arn, false);
    if (open.allowed === false || open.denied === true) return refused;
    const bound = passes(boundary === undefined ? [] : [boundary], request);
    const over = passes(controls, request);
    const there = stopped(it, request);
    // Within an account, a trust policy that names somebody is enough; a boundary still limits roles, but not users.
    const direct = it.account === role.account ? sayToPrincipal(trust, request, it.arn, true).allowed : false;
    const byName = both(direct, it.type === 'role' ? bound.ok : true);
    const byBoth = both(both(open.allowed, own.allowed), bound.ok);
    const bounded = boundary === undefined ? false : say(boundary.about(request.action), request).denied;
    const free = both(not(some([own.denied, open.denied, bounded], (one) => one)), both(over.ok, there.ok));
    return decision(both(either(byName, byBoth), free), open.by, [
      ...open.depends,
      ...(direct === true && own.denied === false ? [] : own.depends),
      ...bound.depends,
      ...over.depends,
      ...there.depends,
    ]);
  };

  return {
    inventory,
    can,
    grants: (it, action) =>
      of(it)
        .identity.about(action)
        .filter(({ statement }) => statement.allow),
    organisation: organisation.of,
    mayAssume: (it, role) => bestOf(it, 'sts:AssumeRole', role.arn, (region) => assume(it, role, region)),
  };
}
