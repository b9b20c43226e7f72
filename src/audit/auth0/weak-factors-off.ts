// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0WeakFactorsOff = defineCheck({
  id: 'auth0-weak-factors-off',
  area: 'auth0',
  title: 'Text messages, voice and mail are no second factor',
  weakness: 'Weak second factor switched on',
  severity: 'low',
  rows: ['A4', 'U5'],
  why: 'A number is taken over by a swapped SIM, and a code is given away on the phone or typed into a phishing page. Attackers choose the weakest factor that is offered.',
  remediation: [
    'Security, Multi-factor Auth: Phone Message and Email off, WebAuthn on.',
    'Or: `PUT /api/v2/guardian/factors/sms` with `{"enabled":false}`.',
  ],
  mappings: { mitigations: ['M1032', 'M1047'], peers: {} },
  needs: [{ kind: 'auth0.factor' }],
  settings: { factors: { default: ['sms', 'email'], description: 'factors that count as weak, by name' } },
  *judge(inventory, { settings }) {
    const weak = new Set(settings.list('factors'));
    for (const it of inventory.of('auth0.factor')) {
      if (!weak.has(it.name)) continue;
      const subject = { kind: 'factor', id: it.id, name: it.name };
      yield it.enabled
        ? fail(
            subject,
            `The factor ${it.name} is on, though its codes can be taken over.`,
            place(it, 'enabled', 'enabled'),
          )
        : pass(subject);
    }
    if (inventory.of('auth0.factor').length === 0) yield unknown(tenant, 'the list of factors is empty');
  },
});
