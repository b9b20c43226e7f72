// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, noneDoes, organisation, place } from './okta-index.ts';

export const oktaInactiveUsersSuspended = defineCheck({
  id: 'okta-inactive-users-suspended',
  area: 'okta',
  title: 'Inactive users are suspended by themselves',
  weakness: 'No automation suspends inactive users',
  severity: 'medium',
  rows: ['U3', 'U10', 'A6'],
  why: 'Nobody misses the session of an account that nobody uses: forgotten accounts keep their applications, tokens and factors for whoever gets in.',
  remediation: [
    'Workflow, Automations, Add: condition "User inactivity in Okta" of 35 days, action "Change user lifecycle state to Suspended", for the group Everyone, scheduled daily, active.',
    'Where users come from Active Directory or LDAP, disable them there and make an exception here.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1047'],
    peers: { prowler: ['user_inactivity_automation_35d_enabled'] },
  },
  needs: [{ kind: 'okta.automation' }],
  settings: {
    days: {
      default: 35,
      description: 'the longest inactivity in days',
      published: ['DISA STIG, as Prowler checks it: 35 days', 'Prowler for Azure: 90 days'],
    },
  },
  *judge(inventory, { settings }) {
    const most = settings.number('days');
    const policies = new Map(inventory.of('okta.policy').map((it) => [it.policyId, it]));
    const rules = active(inventory.of('okta.automation')).filter(
      (it) =>
        it.days !== undefined &&
        /^(?:SUSPENDED|DEACTIVATED|DEPROVISIONED)$/i.test(it.action ?? '') &&
        policies.get(it.policyId ?? '')?.status !== 'INACTIVE',
    );
    const best = rules.toSorted((a, b) => (a.days ?? 0) - (b.days ?? 0))[0];
    if (best === undefined) {
      const [first] = inventory.of('okta.automation');
      yield noneDoes(
        inventory,
        'okta.automation',
        'No active automation suspends users who have not signed in for a while.',
        first === undefined
          ? []
          : [{ where: first.where, note: 'no policy of the type USER_LIFECYCLE, with its rules, does it' }],
      );
    } else if ((best.days ?? 0) <= most) yield pass(organisation);
    else {
      yield fail(
        organisation,
        `Users are suspended only after ${best.days} days without a sign-in; at most ${most} are expected.`,
        place(best, `${best.days} days`),
      );
    }
  },
});
