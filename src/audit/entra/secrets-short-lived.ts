// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { keyName, lifetime, liveKeys } from './app-facts.ts';
import { appSubject, entraIndex } from './entra-index.ts';

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
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      if (app.keys === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'passwordCredentials and keyCredentials are not in the export of applications',
        };
        continue;
      }
      const found = liveKeys(index, app, context.now, 'client-secret').filter(
        (it) => (lifetime(it) ?? Number.POSITIVE_INFINITY) > context.settings.number('days'),
      );
      if (found.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" has ${found.length === 1 ? 'a client secret' : `${found.length} client secrets`} that ${found.length === 1 ? 'lives' : 'live'} longer than ${context.settings.number('days')} days.`,
        evidence: found.map((it) => ({
          where: it.where,
          note: `${keyName(it)} lives ${lifetime(it) ?? 'unknown'} days, until ${it.end?.slice(0, 10) ?? 'an unknown day'}`,
        })),
      };
    }
  },
});
