// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import type { Verdict } from '../../model/check.ts';
import type { ActiveDirectoryPasswordPolicy, ActiveDirectoryPolicy } from '../../model/inventory/active-directory.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** What is wrong with a value: the end of a sentence that begins with the policy's name, and the note. */
export interface Complaint {
  readonly summary: string;
  readonly note: string;
}

const scopes = { domain: 'domain password policy', 'fine-grained': 'fine-grained password policy', template: 'policy' };

/**
 * Judges a setting of all password policies that set it. A policy that leaves it out changes nothing and is passed over;
 * where none sets it, nobody knows.
 */
export function* judgePasswordPolicies<K extends keyof ActiveDirectoryPasswordPolicy>(
  inventory: Inventory,
  field: K,
  judge: (
    value: Exclude<ActiveDirectoryPasswordPolicy[K], undefined>,
    policy: ActiveDirectoryPasswordPolicy,
  ) => Complaint | undefined,
): Generator<Verdict> {
  let judged = false;
  for (const policy of inventory.of('active-directory.password-policy')) {
    const value = policy[field];
    if (value === undefined) continue;
    judged = true;
    const subject = { kind: 'password-policy', id: policy.id, name: policy.name };
    const complaint = judge(value as Exclude<ActiveDirectoryPasswordPolicy[K], undefined>, policy);
    yield complaint === undefined
      ? pass(subject)
      : fail(
          subject,
          `The ${scopes[policy.scope]} "${policy.name}" ${complaint.summary}`,
          proof(policy.where, complaint.note),
        );
  }
  if (!judged) yield unknown(whole, `no policy that was collected sets ${field}; export the domain object or gpresult`);
}

const whole = { kind: 'domain', id: 'active-directory', name: 'Active Directory' };

/**
 * Judges a setting of all security policies that hold it.
 *
 * @param read undefined where the policy does not set it
 * @param tells what would tell, where no policy sets it
 */
export function* judgePolicies<T>(
  inventory: Inventory,
  read: (policy: ActiveDirectoryPolicy) => T | undefined,
  tells: string,
  judge: (value: T, policy: ActiveDirectoryPolicy) => Complaint | undefined,
): Generator<Verdict> {
  let judged = false;
  for (const policy of inventory.of('active-directory.policy')) {
    const value = read(policy);
    if (value === undefined) continue;
    judged = true;
    const subject = { kind: 'policy', id: policy.id, name: policy.name };
    const complaint = judge(value, policy);
    yield complaint === undefined
      ? pass(subject)
      : fail(subject, `The policy "${policy.name}" ${complaint.summary}`, proof(policy.where, complaint.note));
  }
  if (!judged) yield unknown(whole, tells);
}
