// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const value = 'machine\\system\\currentcontrolset\\control\\lsa\\lmcompatibilitylevel';

export const adNtlmOldRefused = defineCheck({
  id: 'ad-ntlm-old-refused',
  area: 'ad',
  title: 'Old forms of NTLM are neither sent nor accepted',
  weakness: 'Old forms of NTLM are still sent or accepted',
  severity: 'medium',
  rows: ['U9', 'A1'],
  why: 'Answers of LM and the first NTLM give the hash of a password away within hours of computing, and they can be passed on to other machines. Who listens, or makes a machine connect, has a credential.',
  remediation: [
    'In a GPO "Network security: LAN Manager authentication level": Send NTLMv2 response only. Refuse LM & NTLM (5).',
    'Look for clients that still send them first: event 4624 with Package Name NTLM V1 on domain controllers.',
  ],
  mappings: { mitigations: ['M1028', 'M1037'], techniques: ['T1557.001', 'T1110.002'] },
  needs: [{ kind: 'active-directory.policy' }],
  settings: {
    level: {
      default: 5,
      description: 'the least LAN Manager authentication level; 3 sends NTLMv2 only, 5 accepts nothing else',
    },
  },
  judge: (inventory, { settings }) =>
    judgePolicies(
      inventory,
      (policy) => policy.registry[value],
      'no policy that was collected sets LmCompatibilityLevel; Windows then sends NTLMv2 and accepts all of them',
      (text) => {
        const level = Number(text.replace(/^4,/, ''));
        return level >= settings.number('level')
          ? undefined
          : {
              summary: `sets the LAN Manager authentication level to ${text}; at least ${settings.number('level')} is expected.`,
              note: `LmCompatibilityLevel is ${text}`,
            };
      },
    ),
});
