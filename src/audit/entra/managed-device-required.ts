// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl } from './access-policies.ts';

/** Controls that tell a managed device. */
const managed: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

export const entraManagedDeviceRequired = defineCheck({
  id: 'entra-managed-device-required',
  area: 'entra',
  title: 'Access needs a managed device',
  weakness: 'Any device will do to sign in',
  severity: 'medium',
  rows: ['A4'],
  why: "Where only managed devices get tokens, a phished password with its code is of no use on the thief's own machine, and device code phishing ends at the device check.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target all users and all resources; grant "Require device to be marked as compliant" or "Require Microsoft Entra hybrid joined device".',
  ],
  mappings: { scuba: ['MS.AAD.3.7'], mitigations: ['M1047'], peers: { scubagear: ['MS.AAD.3.7'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'requires a managed device',
      matches: (policy) =>
        policy.userActions.length === 0 &&
        policy.grants.length > 0 &&
        (policy.grantOperator === 'AND'
          ? policy.grants.some((it) => managed.has(it))
          : policy.grants.every((it) => managed.has(it)) && policy.strength === undefined),
      cover: { users: 'all', apps: 'all' },
    });
  },
});
