// SPDX-License-Identifier: Apache-2.0
// Whether policies allow a request, in three values. What they say at all, without who they are attached to.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import type { AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { conditionText, judgeCondition } from './conditions.ts';
import { type Facts, fillIn } from './facts.ts';
import { matchesArn, matchesGlob } from './glob.ts';
import { both, either, every, not, some, type Truth } from './truth.ts';

export interface Request {
  /** As in `sts:AssumeRole`. */
  readonly action: string;
  readonly resource: string;
  readonly facts: Facts;
  /** For policies of resources: whether a name of theirs is the one who asks. */
  readonly isPrincipal?: (name: NonNullable<AwsStatement['principals']>[number]) => Truth;
}

/** A statement with the policy it is of. */
export interface Placed {
  readonly statement: AwsStatement;
  readonly policy: string;
  readonly where: Provenance;
}

export function coversAction({ actions, notActions }: AwsStatement, action: string): boolean {
  const wanted = action.toLowerCase();
  if (notActions.length > 0) return !notActions.some((it) => matchesGlob(it, wanted));
  return actions.some((it) => matchesGlob(it, wanted));
}

function coversResource({ resources, notResources, variables }: AwsStatement, { resource, facts }: Request): Truth {
  const match = (pattern: string): Truth => {
    if (pattern === '*') return true;
    const filled = fillIn(pattern, facts, variables);
    if ('never' in filled) return false;
    if ('atMost' in filled) return matchesArn(filled.atMost, resource) ? undefined : false;
    return matchesArn(filled.pattern, resource);
  };
  if (notResources.length > 0) return not(some(notResources, match));
  return some(resources, match);
}

function coversPrincipal(statement: AwsStatement, { isPrincipal }: Request): Truth {
  if (isPrincipal === undefined) return true;
  if (statement.notPrincipals !== undefined) return not(some(statement.notPrincipals, isPrincipal));
  return some(statement.principals ?? [], isPrincipal);
}

/** Whether a statement is about a request. */
export function applies(statement: AwsStatement, request: Request): Truth {
  if (!coversAction(statement, request.action)) return false;
  // Trust policies have no resource: they are about the role that they stand on.
  const named = statement.resources.length + statement.notResources.length > 0;
  return both(
    both(
      named || request.isPrincipal === undefined ? coversResource(statement, request) : true,
      coversPrincipal(statement, request),
    ),
    every(statement.conditions, (it) => judgeCondition(it, request.facts, statement.variables)),
  );
}

/** What some policies say: whether one allows, whether one denies. */
export interface Said {
  readonly allowed: Truth;
  readonly denied: Truth;
  /** The first that allows, or may. */
  readonly by?: Placed;
  /** What may or may not hold. */
  readonly depends: readonly string[];
}

function openOf({ statement, policy }: Placed, { facts }: Request): readonly string[] {
  const open = statement.conditions.filter((it) => judgeCondition(it, facts, statement.variables) === undefined);
  if (open.length > 0) return open.map(conditionText);
  return [`${statement.allow ? 'a statement' : 'a denial'} of the policy ${policy} with a variable that is not known`];
}

/** What statements say to a request. */
export function say(placed: readonly Placed[], request: Request): Said {
  let allowed: Truth = false;
  let denied: Truth = false;
  let by: Placed | undefined;
  const maybe: Placed[] = [];
  const denials: Placed[] = [];
  for (const it of placed) {
    const truth = applies(it.statement, request);
    if (truth === false) continue;
    if (it.statement.allow) {
      if (truth === true && allowed !== true) by = it;
      else if (truth === undefined) {
        by ??= it;
        maybe.push(it);
      }
      allowed = either(allowed, truth);
    } else {
      denied = either(denied, truth);
      if (truth === undefined) denials.push(it);
    }
  }
  const open = [...(allowed === undefined ? maybe : []), ...(denied === undefined ? denials : [])];
  return {
    allowed,
    denied,
    ...(by === undefined ? {} : { by }),
    depends: [...new Set(open.flatMap((it) => openOf(it, request)))].slice(0, 5),
  };
}
