// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, entraIndex } from './entra-index.ts';

export const entraLockoutSet = defineCheck({
  id: 'entra-lockout-set',
  area: 'entra',
  title: 'Guessing passwords locks an account',
  weakness: 'Passwords may be guessed many times',
  severity: 'low',
  rows: ['U2', 'U4', 'A4'],
  why: 'Password spraying lives on many tries. A low threshold with a lock of at least a minute makes it slow, and the thief does not get the token that follows a hit.',
  remediation: [
    'In the Entra admin center: Authentication methods, Password protection: lockout threshold 10 or less, duration 60 seconds or more.',
  ],
  mappings: {
    cis: ['M365 7.0 5.2.3.8', 'M365 7.0 5.2.3.9'],
    mitigations: ['M1018'],
    peers: { maester: ['EIDSCA.PR05', 'EIDSCA.PR06'], 'zt-assessment': ['21849', '21850'] },
  },
  needs: [{ kind: 'entra.directory-setting' }],
  settings: {
    threshold: {
      default: 10,
      description: 'most wrong passwords before the lock',
      published: ['CIS M365 7.0 and EIDSCA: 10'],
    },
    seconds: { default: 60, description: 'shortest lock in seconds', published: ['CIS M365 7.0 and EIDSCA: 60'] },
  },
  *judge(inventory, context) {
    const { tenant } = entraIndex(inventory);
    const rules = inventory.of('entra.directory-setting').find((it) => it.values.LockoutThreshold !== undefined);
    if (rules === undefined) {
      // Without settings of their own, tenants have Microsoft's defaults: 10 tries, 60 seconds.
      yield inventory.collected('entra.directory-setting') === 'complete'
        ? { status: 'pass', subject: tenant }
        : {
            status: 'unknown',
            subject: tenant,
            reason: 'the password rule settings were not exported: GET /groupSettings',
          };
      return;
    }
    const threshold = Number(rules.values.LockoutThreshold);
    const seconds = Number(rules.values.LockoutDurationInSeconds ?? '60');
    if (
      threshold <= context.settings.number('threshold') &&
      threshold > 0 &&
      seconds >= context.settings.number('seconds')
    ) {
      yield { status: 'pass', subject: tenant };
      return;
    }
    yield {
      status: 'fail',
      subject: tenant,
      summary: `An account is locked after ${threshold} wrong passwords, for ${seconds} seconds.`,
      evidence: [at(rules, `LockoutThreshold ${threshold}, LockoutDurationInSeconds ${seconds}`, 'values')],
    };
  },
});
