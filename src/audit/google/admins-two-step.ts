// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { enabledUsers, isAdmin, place, userSubject } from './google-index.ts';

export const googleAdminsTwoStep = defineCheck({
  id: 'google-admins-two-step',
  area: 'google',
  title: 'Every administrator signs in with a second step',
  weakness: 'Administrator without a second step',
  severity: 'critical',
  rows: ['U5', 'A4', 'A6'],
  why: 'The password of an administrator, phished or reused, is enough to let an application act as anybody.',
  remediation: [
    'Have the person enrol, best with a security key: https://myaccount.google.com/signinoptions/two-step-verification.',
    'Security, 2-step verification: enforcement on, for the unit or group of administrators now.',
  ],
  mappings: { mitigations: ['M1032', 'M1018', 'M1047'], peers: { prowler: ['security_2sv_enforced'] } },
  needs: [{ kind: 'google.user' }],
  *judge(inventory) {
    for (const user of enabledUsers(inventory)) {
      const subject = userSubject(user);
      if (user.superAdmin === undefined && user.delegatedAdmin === undefined) {
        yield unknown(subject, 'the export does not say whether the user is administrator (isAdmin, isDelegatedAdmin)');
        continue;
      }
      if (!isAdmin(user)) continue;
      const role = user.superAdmin === true ? 'a super administrator' : 'an administrator';
      if (user.enrolled === undefined) {
        yield unknown(subject, 'the export does not say whether the user has a second step (isEnrolledIn2Sv)');
      } else if (!user.enrolled) {
        yield fail(
          subject,
          `${user.email}, ${role}, has no second step.`,
          place(user, 'isEnrolledIn2Sv is false', 'isEnrolledIn2Sv'),
          user.superAdmin === true ? {} : { severity: 'high' },
        );
      } else if (user.enforced === false) {
        yield fail(
          subject,
          `${user.email}, ${role}, may switch the second step off.`,
          place(user, 'isEnforcedIn2Sv is false', 'isEnforcedIn2Sv'),
          { severity: 'medium' },
        );
      } else yield pass(subject);
    }
  },
});
