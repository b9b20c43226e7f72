// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const values = [
  'machine\\system\\currentcontrolset\\control\\lsa\\runasppl',
  'machine\\software\\policies\\microsoft\\windows\\system\\runasppl',
] as const;

export const adLsaProtectionOn = defineCheck({
  id: 'ad-lsa-protection-on',
  area: 'ad',
  title: 'The process that holds passwords and tickets is protected',
  weakness: 'LSASS runs without protection',
  severity: 'medium',
  rows: ['U9', 'A1', 'A4'],
  why: 'LSASS holds the tickets, hashes and tokens of everybody who is signed in. Without protection any administrator of the machine, or a thief who became one, reads its memory with common tools.',
  remediation: [
    'In a GPO, System > Local Security Authority: "Configures LSASS to run as a protected process", enabled with UEFI lock; on older Windows set RunAsPPL to 1 under HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa by Group Policy preferences.',
    'Try it where smart card and password filter drivers are in use: those that Microsoft did not sign are not loaded.',
  ],
  mappings: { mitigations: ['M1025', 'M1043'], techniques: ['T1003.001'] },
  needs: [{ kind: 'active-directory.policy' }],
  judge: (inventory) =>
    judgePolicies(
      inventory,
      (policy) => values.map((it) => policy.registry[it]).find((it) => it !== undefined),
      'no policy that was collected sets RunAsPPL (Registry.pol, or the registry values of a security template); new installations of Windows 11 may be protected without one',
      (text) =>
        text.trim() === '1' || text.trim() === '2'
          ? undefined
          : { summary: 'switches the protection of LSASS off.', note: `RunAsPPL is ${text}` },
    ),
});
