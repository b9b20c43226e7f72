// SPDX-License-Identifier: Apache-2.0
// What is left of the resources of a statement, if it should allow what was seen and no more.
import { matchesGlob } from '../inventory/aws/glob.ts';
import type { AwsStatement } from './aws-grants.ts';
import { narrowed, neededFor } from './aws-resources.ts';
import type { ObservedUse } from './observed-use.ts';

/** More than so many resources are a habit, not a list: it would be out of date tomorrow. */
const mostResources = 30;

export interface Narrowing {
  /** Absent: they stay as they are. */
  readonly resources?: readonly string[];
  /** All calls were on resources that other statements allow. */
  readonly elsewhere?: boolean;
  /** For the row, where there is something to say. */
  readonly says: string;
}

function isWide({ resources, notResources }: AwsStatement): boolean {
  return notResources !== undefined || resources.some((it) => /[*?]/.test(it));
}

/** Whether a statement is about an action. */
function grants({ actions, notActions }: AwsStatement, action: string): boolean {
  const covers = (it: string): boolean => matchesGlob(it.toLowerCase(), action.toLowerCase());
  return notActions === undefined ? actions.some(covers) : !notActions.some(covers);
}

/** Whether a statement leaves out some objects of a bucket: which of them were used, is not known here. */
function isUnclear({ notResources }: AwsStatement, arn: string): boolean {
  return arn.endsWith('/*') && notResources?.some((it) => narrowed(it, arn) !== undefined) === true;
}

/** What a statement leaves of an ARN; empty where it does not cover it. */
function leaves({ resources, notResources }: AwsStatement, arn: string): readonly string[] {
  if (notResources !== undefined) return notResources.some((it) => narrowed(it, arn) !== undefined) ? [] : [arn];
  return resources.flatMap((it) => narrowed(it, arn) ?? []);
}

/**
 * Narrows the resources of a statement for one action that was used.
 *
 * @param statements every statement of the identity: what is used must stay allowed by one of them
 * @param uses calls that were allowed; each must name its resources, or nothing is narrowed
 */
export function narrowingOf(
  statement: AwsStatement,
  statements: readonly AwsStatement[],
  action: string,
  uses: readonly ObservedUse[],
): Narrowing {
  const all = statements.filter((it) => grants(it, action));
  // Variables are filled in by AWS: what they cover is not known here.
  if (all.some((it) => [...it.resources, ...(it.notResources ?? [])].some((one) => one.includes('${')))) {
    return { says: isWide(statement) ? 'resources stay: a policy has variables' : '' };
  }
  const unnamed = uses.reduce((sum, it) => sum + (it.target === undefined ? it.count : 0), 0);
  if (unnamed > 0) {
    const count = uses.reduce((sum, it) => sum + it.count, 0);
    return {
      says: isWide(statement)
        ? `on which resources is unknown: ${unnamed === count ? 'CloudTrail does not name them' : `${unnamed} of ${count} calls name none`}, so they stay`
        : '',
    };
  }
  const needed = [...new Set(uses.flatMap((it) => (it.target ?? '').split(' ')))].map((it) => neededFor(action, it));
  if (all.some((it) => needed.some((arn) => isUnclear(it, arn)))) {
    return { says: isWide(statement) ? 'resources stay: a policy leaves out parts of what was used' : '' };
  }
  const lost = needed.find((arn) => all.every((it) => leaves(it, arn).length === 0));
  if (lost !== undefined)
    return { says: isWide(statement) ? `resources stay: no policy names ${lost.slice(0, 200)}` : '' };
  const left = [...new Set(needed.flatMap((arn) => leaves(statement, arn)))].toSorted();
  if (left.length === 0) return { elsewhere: true, says: '' };
  if (!isWide(statement)) return { resources: left, says: '' };
  if (left.length > mostResources) return { says: `resources stay: ${left.length} were used` };
  return {
    resources: left,
    says: `on ${left.slice(0, 3).join(', ')}${left.length > 3 ? ` and ${left.length - 3} more` : ''}`,
  };
}
