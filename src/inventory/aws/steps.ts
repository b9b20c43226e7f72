// SPDX-License-Identifier: Apache-2.0
// Words of the attack graph of AWS. Where many reach many, they meet in a node of the account, so that the graph stays small.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPower } from '../../model/inventory/aws-policies.ts';
import type { Relation } from '../../model/inventory/nouns.ts';

export type Step = Pick<Relation, 'from' | 'to' | 'relation' | 'why' | 'where'>;

/** A principal with its powers. */
export interface Power {
  readonly principal: AwsPrincipal;
  readonly powers: readonly AwsPower[];
}

/** Everything in the account: what an administrator reaches. */
export function accountNode(account: string): string {
  return `aws:account:${account}`;
}

/** The roles of an account that let in everybody of the account who may assume them. */
export function rolesNode(account: string): string {
  return `aws:roles:${account}`;
}

/** The secrets of an account. */
export function secretsNode(account: string): string {
  return `aws:secrets:${account}`;
}

/** Instances and functions of an account. */
export function workloadsNode(account: string): string {
  return `aws:workloads:${account}`;
}

export function has(it: Power, power: string): AwsPower | undefined {
  return it.powers.find((one) => one.power === power && one.depends.length === 0 && !one.own);
}

/** What a step depends on, as the end of its reason. */
export function provided(depends: readonly string[]): string {
  return depends.length === 0 ? '' : `, if these hold: ${depends.slice(0, 2).join('; ')}`;
}
