// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { effective, enabledUsers, isAdmin, organisation, place, settingTargets, userSubject } from './google-index.ts';

const setting = 'security.two_step_verification_enforcement_factor';

export const googleAdminsSecurityKeys = defineCheck({
  id: 'google-admins-security-keys',
  area: 'google',
  title: 'Administrators must use a security key or passkey',
  weakness: 'Administrator who may use a phishable second step',
  severity: 'high',
  rows: ['U5', 'A4'],
  why: 'A proxy between the administrator and Google passes on passwords, codes and prompts, and keeps the session. A security key answers only to the real site.',
  remediation: [
    'Put administrators into a unit or group of their own, and set Security, 2-step verification, Methods: "Only security key" there.',
    'Enrol two keys for each of them first.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.1.1'],
    mitigations: ['M1032', 'M1018', 'M1047'],
    peers: { prowler: ['security_2sv_hardware_keys_admins'] },
  },
  needs: [{ kind: 'google.user' }, { kind: 'google.policy' }],
  *judge(inventory) {
    const targets = settingTargets(inventory, setting);
    if (targets.length === 0) {
      yield unknown(organisation, `no policy of the type settings/${setting} was collected; policies.list gives it`);
      return;
    }
    const byGroup = targets.some(
      ({ policy }) => policy.group !== undefined && strong(policy.value.allowedSignInFactorSet),
    );
    for (const user of enabledUsers(inventory)) {
      if (!isAdmin(user)) continue;
      const subject = userSubject(user);
      if (user.orgUnit === undefined) {
        yield unknown(subject, 'the export does not say the unit of the user (orgUnitPath)');
        continue;
      }
      const policy = effective(inventory, setting, user.orgUnit);
      const methods = policy?.value.allowedSignInFactorSet;
      if (policy === undefined || methods === undefined) {
        yield unknown(subject, `no policy of the type settings/${setting} is known for ${user.orgUnit}`);
      } else if (strong(methods)) yield pass(subject);
      else if (byGroup) {
        yield unknown(
          subject,
          'a group must use security keys, and its members were not collected: if the user is one, this is fine',
        );
      } else {
        yield fail(subject, `${user.email}, an administrator, may sign in with a second step that can be phished.`, [
          place(policy, `methods for ${user.orgUnit}: ${methods}`, 'setting', 'value', 'allowedSignInFactorSet'),
          place(user, user.superAdmin === true ? 'super administrator' : 'administrator'),
        ]);
      }
    }
  },
});

/** Three values ask for a key; they differ in the codes allowed where a key cannot be used. */
function strong(methods: string | number | boolean | undefined): boolean {
  return /^PASSKEY_(?:ONLY|PLUS_(?:IP_BOUND_)?SECURITY_CODE)$/.test(String(methods));
}
