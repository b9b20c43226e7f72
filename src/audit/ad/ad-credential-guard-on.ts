// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const values = [
  'machine\\software\\policies\\microsoft\\windows\\deviceguard\\lsacfgflags',
  'machine\\system\\currentcontrolset\\control\\lsa\\lsacfgflags',
] as const;

export const adCredentialGuardOn = defineCheck({
  id: 'ad-credential-guard-on',
  area: 'ad',
  title: 'Credential Guard keeps tickets and hashes apart',
  weakness: 'Credential Guard is switched off',
  severity: 'low',
  rows: ['U9', 'A1', 'A4'],
  why: 'Credential Guard keeps the keys of tickets and hashes where even the kernel of the machine does not reach. Switched off, who is administrator of a machine takes those of everybody who is signed in.',
  remediation: [
    'In a GPO, System > Device Guard: "Turn On Virtualization Based Security" with Credential Guard enabled, with UEFI lock where possible.',
  ],
  mappings: { mitigations: ['M1043'], techniques: ['T1003.001', 'T1550.002', 'T1550.003'] },
  needs: [{ kind: 'active-directory.policy' }],
  judge: (inventory) =>
    judgePolicies(
      inventory,
      (policy) => values.map((it) => policy.registry[it]).find((it) => it !== undefined),
      'no policy that was collected sets LsaCfgFlags; Windows 11 22H2 Enterprise and Server 2025 then switch it on themselves where the machine can',
      (text) =>
        text.trim() === '1' || text.trim() === '2'
          ? undefined
          : { summary: 'switches Credential Guard off.', note: `LsaCfgFlags is ${text}` },
    ),
});
