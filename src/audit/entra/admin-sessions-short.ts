// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeControl } from './access-policies.ts';

export const entraAdminSessionsShort = defineCheck({
  id: 'entra-admin-sessions-short',
  area: 'entra',
  title: 'Sessions of administrators are short and not kept',
  weakness: "Sessions of administrators last as long as anybody's",
  severity: 'medium',
  rows: ['A4'],
  why: "A token stolen from an administrator's browser works until its session ends, which is 90 days by default. Hours instead of months leave a thief little.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy; exclude only the emergency accounts; begin with report-only, read what it would have stopped, then turn it on.',
    'Target the directory roles of administrators; session controls "Sign-in frequency" (hours) and "Persistent browser session: never".',
  ],
  mappings: { mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'ends sessions of administrators within a day and keeps none in the browser',
      matches: (policy) => policy.persistentBrowser === 'never' && (policy.signInFrequencyHours ?? 1_000) <= 24,
      cover: { users: 'admins', apps: 'all', may: ['devices'] },
    });
  },
});
