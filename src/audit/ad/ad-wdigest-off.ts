// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const value = 'machine\\system\\currentcontrolset\\control\\securityproviders\\wdigest\\uselogoncredential';

export const adWdigestOff = defineCheck({
  id: 'ad-wdigest-off',
  area: 'ad',
  title: 'Machines keep no readable passwords in memory',
  weakness: 'Machines keep readable passwords in memory',
  severity: 'high',
  rows: ['U9', 'A1', 'A4'],
  why: 'With WDigest on, the password of everybody who signs in lies readable in the memory of LSASS. Thieves switch it on and wait for an administrator; no program of today needs it.',
  remediation: [
    'Set UseLogonCredential to 0 under HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\WDigest: "WDigest Authentication" of the MS Security Guide template, disabled.',
    'Change the passwords of those who signed in meanwhile.',
  ],
  mappings: { mitigations: ['M1015', 'M1027'], techniques: ['T1003.001'] },
  needs: [{ kind: 'active-directory.policy' }],
  judge: (inventory) =>
    judgePolicies(
      inventory,
      (policy) => policy.registry[value],
      'no policy that was collected sets UseLogonCredential; Windows 8.1, Server 2012 R2 and later then keep none, unless somebody switched it on on the machine',
      (text) =>
        text.trim() === '0'
          ? undefined
          : { summary: 'lets machines keep passwords readable in memory.', note: `UseLogonCredential is ${text}` },
    ),
});
