// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys, type PlacedKey } from './app-facts.ts';
import { day } from './entra-index.ts';
import { endNote, judgeKeys } from './judge-keys.ts';

/** The credentials, where all of them end before the time: one that goes on is the successor. */
function lastOnes(keys: readonly PlacedKey[], before: number): readonly PlacedKey[] {
  return keys.every((it) => it.end !== undefined && Date.parse(it.end) <= before) ? keys : [];
}

export const entraCredentialsRenewedInTime = defineCheck({
  id: 'entra-credentials-renewed-in-time',
  area: 'entra',
  title: 'Credentials are renewed before they end',
  weakness: 'Credential is about to end',
  severity: 'low',
  rows: ['A7'],
  why: 'A credential that ends on a Friday night is replaced in a hurry, often by one with a long life that is sent by mail.',
  remediation: [
    'Renew it now: `az ad app credential reset --id APPID --append --end-date DATE`, change the program, remove the old one.',
  ],
  mappings: { mitigations: ['M1047'], peers: { maester: ['MT.1199'], 'zt-assessment': ['21992'] } },
  needs: [{ kind: 'entra.application' }],
  settings: { days: { default: 30, description: 'days before the end' } },
  judge(inventory, context) {
    const before = context.now + context.settings.number('days') * day;
    return judgeKeys(
      inventory,
      (app, index) => lastOnes(liveKeys(index, app, context.now, 'client-secret', 'certificate'), before),
      {
        summary: ({ name }, found) => `The last credential of "${name}" ends on ${found[0]?.end?.slice(0, 10)}.`,
        note: endNote,
      },
    );
  },
});
