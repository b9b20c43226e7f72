// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

const restrict = 'machine\\system\\currentcontrolset\\control\\lsa\\restrictanonymous';

export const adAnonymousAccessOff = defineCheck({
  id: 'ad-anonymous-access-off',
  area: 'ad',
  title: 'Nobody reads the directory without signing in',
  weakness: 'The directory or account names can be read anonymously',
  severity: 'medium',
  rows: ['U9', 'A1', 'A4'],
  why: 'Who reads the directory without an account has the list of names for a password spray, and sees which accounts run services and how old their passwords are.',
  remediation: [
    'Set dSHeuristics on CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration so that its 7th character is 0, or clear it: `Set-ADObject DN -Clear dSHeuristics` if nothing else is set there.',
    'In a GPO: "Network access: Allow anonymous SID/Name translation" Disabled, "Do not allow anonymous enumeration of SAM accounts and shares" Enabled.',
  ],
  mappings: { mitigations: ['M1015', 'M1028'], techniques: ['T1087.002'] },
  needs: [],
  *judge(inventory) {
    let judged = false;
    for (const it of inventory.of('active-directory.domain')) {
      if (it.type !== 'directory-service') continue;
      judged = true;
      const subject = { kind: 'directory-service', id: it.id, name: it.name };
      // The 7th character is fLDAPBlockAnonOps turned round: 2 lets anonymous clients read. [MS-ADTS] 6.1.1.2.4.1.2
      yield it.heuristics?.[6] === '2'
        ? fail(
            subject,
            'The directory answers LDAP requests of clients that have not signed in.',
            proof(it.where, `dSHeuristics is ${it.heuristics}: its 7th character is 2`),
          )
        : pass(subject);
    }
    for (const policy of inventory.of('active-directory.policy')) {
      const names = policy.anonymousNames;
      const limit = policy.registry[restrict];
      if (names === undefined && limit === undefined) continue;
      judged = true;
      const subject = { kind: 'policy', id: policy.id, name: policy.name };
      if (names === true)
        yield fail(
          subject,
          `The policy "${policy.name}" lets anybody translate between names and SIDs.`,
          proof(policy.where, 'LSAAnonymousNameLookup is 1'),
        );
      else if (limit !== undefined && /^(?:\d+,)?0$/.test(limit)) {
        yield fail(
          subject,
          `The policy "${policy.name}" lets anybody list accounts and shares.`,
          proof(policy.where, 'RestrictAnonymous is 0'),
        );
      } else yield pass(subject);
    }
    if (!judged) {
      yield unknown(
        { kind: 'domain', id: 'active-directory', name: 'Active Directory' },
        'neither CN=Directory Service of the configuration partition nor a policy that sets it was collected',
      );
    }
  },
});
