// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const value = 'machine\\software\\microsoft\\windows nt\\currentversion\\winlogon\\cachedlogonscount';

export const adCachedLogonsLimited = defineCheck({
  id: 'ad-cached-logons-limited',
  area: 'ad',
  title: 'Machines keep few sign-ins of the domain',
  weakness: 'Machines keep many sign-ins of the domain',
  severity: 'low',
  rows: ['U9', 'A1', 'A4'],
  why: 'Each kept sign-in is a hash of a password on the disk of the machine. Who takes the machine over cracks them, those of administrators who helped once among them.',
  remediation: [
    'In a GPO "Interactive logon: Number of previous logons to cache": 4 or fewer for workstations, 0 to 2 for servers.',
  ],
  mappings: { mitigations: ['M1015', 'M1026', 'M1028'], techniques: ['T1003.005'] },
  needs: [{ kind: 'active-directory.policy' }],
  settings: {
    logons: { default: 4, description: 'the most sign-ins that a machine keeps; Windows keeps 10 by default' },
  },
  judge: (inventory, { settings }) =>
    judgePolicies(
      inventory,
      (policy) => policy.registry[value],
      'no policy that was collected sets CachedLogonsCount; Windows then keeps 10',
      (text) => {
        const count = Number(text.replace(/^1,/, '').replaceAll('"', ''));
        return count <= settings.number('logons')
          ? undefined
          : {
              summary: `lets machines keep ${text} sign-ins; at most ${settings.number('logons')} are expected.`,
              note: `CachedLogonsCount is ${text}`,
            };
      },
    ),
});
