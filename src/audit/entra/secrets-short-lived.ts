// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys } from './app-facts.ts';
import { judgeKeys, lifeNote, outlives } from './judge-keys.ts';

export const entraSecretsShortLived = defineCheck({
  id: 'entra-secrets-short-lived',
  area: 'entra',
  title: 'Client secrets live half a year at most',
  weakness: 'Client secret lives too long',
  severity: 'medium',
  rows: ['A4', 'A7'],
  why: 'A secret for two years is still good when the laptop that held it has changed hands twice.',
  remediation: [
    'Make a new secret with a short life, change the program, remove the old one: `az ad app credential reset --id APPID --append --end-date DATE`.',
  ],
  mappings: {
    scuba: ['MS.AAD.5.6'],
    mitigations: ['M1047'],
    peers: { scubagear: ['MS.AAD.5.6'], maester: ['MT.1199'] },
  },
  needs: [{ kind: 'entra.application' }],
  settings: {
    days: {
      default: 180,
      description: 'longest life of a client secret in days',
      published: ['ScubaGear MS.AAD.5.6: 180 days'],
    },
  },
  judge(inventory, context) {
    const days = context.settings.number('days');
    return judgeKeys(
      inventory,
      (app, index) => liveKeys(index, app, context.now, 'client-secret').filter((it) => outlives(it, days)),
      {
        summary: ({ name }, found) =>
          `"${name}" has ${found.length === 1 ? 'a client secret that lives' : `${found.length} client secrets that live`} longer than ${days} days.`,
        note: lifeNote,
      },
    );
  },
});
