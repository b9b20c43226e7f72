// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isHuman } from './judge-identities.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

export const accountsPrivilegeOnDemand = defineCheck({
  id: 'accounts-privilege-on-demand',
  area: 'accounts',
  title: 'People have privileged roles only while they need them',
  weakness: 'Standing privileged role, though roles can be activated here',
  severity: 'medium',
  rows: ['U1', 'U11', 'A6'],
  why: "With a standing role every token of the person is an administrator's, day and night. A role that must be activated leaves a stolen token without it, and an activation leaves a trace.",
  remediation: [
    'Make the assignment eligible: Entra PIM > Roles > Add assignments > Eligible, with approval and a phishing-resistant factor, then remove the active one.',
    'Keep standing roles for the two break-glass accounts only.',
  ],
  mappings: { mitigations: ['M1026', 'M1018'], peers: { maester: ['MT.1031'] } },
  needs: [{ kind: 'identity' }],
  *judge(inventory) {
    const identities = inventory.of('identity').filter((it) => isHuman(it) && it.enabled !== false);
    // Only where somebody has an eligible role, roles can be activated, and it was collected.
    const providers = new Set(identities.filter((it) => (it.eligibleRoles?.length ?? 0) > 0).map((it) => it.provider));
    for (const identity of identities) {
      if ((identity.roles?.length ?? 0) === 0 || identity.provider === 'active-directory') continue;
      const subject = identitySubject(identity);
      if (!providers.has(identity.provider)) {
        if (identity.eligibleRoles === undefined && identity.provider === 'entra') {
          yield unknown(subject, 'eligible roles were not collected (roleEligibilitySchedules; needs Entra ID P2)');
        }
        continue;
      }
      yield identity.breakGlass === true
        ? pass(subject)
        : fail(
            subject,
            `${identity.name} (${identity.provider}) holds ${identity.roles?.slice(0, 3).join(', ')} all the time; others activate such roles when they need them.`,
            proof(
              identity.where,
              `standing: ${identity.roles?.join(', ')}; eligible: ${identity.eligibleRoles?.join(', ') || 'none'}`,
            ),
          );
    }
    for (const identity of identities) {
      if ((identity.eligibleRoles?.length ?? 0) > 0 && (identity.roles?.length ?? 0) === 0)
        yield pass(identitySubject(identity));
    }
  },
});
