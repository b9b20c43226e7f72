// SPDX-License-Identifier: Apache-2.0
// Verdicts on tokens and policies of an Azure DevOps organisation.
import type { Subject, Verdict } from '../../../model/check.ts';
import type { AzureDevopsToken } from '../../../model/inventory/ci-azure-devops.ts';
import type { Inventory } from '../../../model/inventory/inventory.ts';

/** One verdict on each token that still works; `wrong` goes on after its name. */
export function* judgeTokens(
  inventory: Inventory,
  now: number,
  judge: (
    token: AzureDevopsToken,
  ) => { readonly wrong: string; readonly severity?: 'medium' | 'high' } | { readonly unknown: string } | undefined,
): Iterable<Verdict> {
  for (const token of inventory.of('azure-devops.token')) {
    if (token.valid === false || (token.expires !== undefined && Date.parse(token.expires) < now)) continue;
    const subject: Subject = { kind: 'token', id: token.id, name: token.name };
    const found = judge(token);
    if (found === undefined) yield { status: 'pass', subject };
    else if ('unknown' in found) yield { status: 'unknown', subject, reason: found.unknown };
    else
      yield {
        status: 'fail',
        subject,
        summary: `The personal access token "${token.name}" ${found.wrong}.`,
        evidence: [{ where: token.where, note: found.wrong }],
        ...(found.severity === undefined ? {} : { severity: found.severity }),
      };
  }
}

/** The verdict on a policy of the organisation or tenant that should be on; none where it was not exported. */
export function* judgePolicy(inventory: Inventory, name: string, off: string): Iterable<Verdict> {
  const policy = inventory.find('azure-devops.policy', `azure-devops:policy:${name}`);
  if (policy === undefined) return;
  const subject: Subject = { kind: 'policy', id: policy.id, name };
  yield policy.on
    ? { status: 'pass', subject }
    : {
        status: 'fail',
        subject,
        summary: `The policy ${name} is off: ${off}.`,
        evidence: [{ where: policy.where, note: `${name} is off` }],
      };
}
