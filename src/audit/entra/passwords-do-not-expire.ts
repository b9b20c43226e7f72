// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at } from './entra-index.ts';

export const entraPasswordsDoNotExpire = defineCheck({
  id: 'entra-passwords-do-not-expire',
  area: 'entra',
  title: 'Passwords are changed on a reason, not on a date',
  weakness: 'Passwords expire by date',
  severity: 'low',
  rows: ['U2'],
  why: 'People who must change passwords often choose weak ones in a row, which are guessed, and each change is a moment for a phishing mail that says so. Change them when there is a sign of theft.',
  remediation: [
    'In the Microsoft 365 admin center: Settings, Org settings, Security & privacy, Password expiration policy: never expire.',
  ],
  mappings: { scuba: ['MS.AAD.6.1'], mitigations: ['M1018'], peers: { scubagear: ['MS.AAD.6.1'] } },
  needs: [{ kind: 'entra.domain' }],
  *judge(inventory) {
    for (const domain of inventory.of('entra.domain')) {
      const subject = { kind: 'domain', id: domain.id, name: domain.name };
      const days = domain.passwordValidityDays;
      if (domain.federated === true || domain.verified === false) continue;
      if (days === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `passwordValidityPeriodInDays of ${domain.name} is not set in the export`,
        };
      } else if (days >= 2_147_483_647) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `Passwords of ${domain.name} expire after ${days} days.`,
          evidence: [at(domain, `passwordValidityPeriodInDays is ${days}`, 'passwordValidityPeriodInDays')],
        };
      }
    }
  },
});
