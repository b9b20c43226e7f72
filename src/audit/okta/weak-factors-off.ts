// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './okta-index.ts';

const reasons: ReadonlyMap<string, string> = new Map([
  ['phone_number', 'codes by SMS and calls are taken over by a swapped SIM and given away on the phone'],
  ['okta_email', 'codes by mail go to whoever already has the mailbox'],
  ['security_question', 'answers are guessed or found'],
]);

export const oktaWeakFactorsOff = defineCheck({
  id: 'okta-weak-factors-off',
  area: 'okta',
  title: 'Phone, mail and questions are no factors for signing in',
  weakness: 'Weak factor allowed for signing in',
  severity: 'medium',
  rows: ['A4', 'U5', 'U10'],
  why: 'Attackers choose the weakest factor that is offered: a help desk talked into a new number, or a code read out on the phone, is enough for a session.',
  remediation: [
    'Security, Authenticators, the authenticator, Edit: used for Recovery only, or deactivate it.',
    'Security, Authenticators, Enrollment: disable it in every policy.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1032'], peers: {} },
  needs: [{ kind: 'okta.authenticator' }],
  settings: {
    keys: {
      default: ['phone_number', 'okta_email', 'security_question'],
      description: 'authenticators that count as weak, by their key',
    },
  },
  *judge(inventory, { settings }) {
    const weak = new Set(settings.list('keys'));
    for (const it of inventory.of('okta.authenticator')) {
      if (!weak.has(it.key)) continue;
      const subject = { kind: 'authenticator', id: it.id, name: it.name };
      if (it.status !== undefined && it.status !== 'ACTIVE') yield pass(subject);
      else if (it.allowedFor === undefined) {
        yield unknown(subject, 'the export does not say what the authenticator is for (settings.allowedFor)');
      } else if (it.allowedFor === 'recovery' || it.allowedFor === 'none') yield pass(subject);
      else {
        yield fail(
          subject,
          `${it.name} is allowed for signing in: ${reasons.get(it.key) ?? 'it counts as weak here'}.`,
          place(it, `allowedFor is ${it.allowedFor}`, 'settings', 'allowedFor'),
        );
      }
    }
  },
});
