// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, place } from './okta-index.ts';

function fault(origin: string): string | undefined {
  if (origin.includes('*')) return 'has a wildcard';
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  if (host === 'localhost' || /^127\./.test(host)) return 'is the machine of the user';
  return /^http:/i.test(origin) ? 'is not HTTPS' : undefined;
}

export const oktaTrustedOriginsExact = defineCheck({
  id: 'okta-trusted-origins-exact',
  area: 'okta',
  title: 'Trusted origins are exact and HTTPS',
  weakness: 'Trusted origin that others can be',
  severity: 'medium',
  rows: ['A4', 'W3', 'U10'],
  why: 'A page of a trusted origin reads answers of Okta with the cookies of the visitor and gets tokens for it. With a wildcard or without HTTPS, a page of the thief can be one.',
  remediation: [
    'Security, API, Trusted Origins: list each origin in full with https, and take what is not used out.',
    'Or: `DELETE /api/v1/trustedOrigins/ID`.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: {} },
  needs: [{ kind: 'okta.trusted-origin' }],
  *judge(inventory) {
    for (const it of active(inventory.of('okta.trusted-origin'))) {
      const subject = { kind: 'origin', id: it.id, name: it.origin };
      const why = fault(it.origin);
      yield why === undefined
        ? pass(subject)
        : fail(subject, `The trusted origin ${it.origin} ${why}.`, place(it, `${it.name}: ${why}`, 'origin'));
    }
  },
});
