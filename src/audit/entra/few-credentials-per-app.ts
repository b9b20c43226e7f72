// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { liveKeys, type PlacedKey } from './app-facts.ts';
import { endNote, judgeKeys } from './judge-keys.ts';

function mixed(keys: readonly PlacedKey[]): boolean {
  return new Set(keys.map((it) => it.type)).size > 1;
}

function tooMany(keys: readonly PlacedKey[], most: number): readonly PlacedKey[] {
  return keys.length > most || mixed(keys) ? keys : [];
}

export const entraFewCredentialsPerApp = defineCheck({
  id: 'entra-few-credentials-per-app',
  area: 'entra',
  title: 'Applications have one credential, and a second one while it is renewed',
  weakness: 'Application has many live credentials',
  severity: 'low',
  rows: ['A7'],
  why: 'Each credential is a way in. A secret beside a certificate undoes the certificate, and a third one is often a copy that somebody made for a test, or a thief for later.',
  remediation: [
    'Ask where each is used: sign-in logs of the service principal name the key id.',
    'Remove the rest: `az ad app credential delete --id APPID --key-id KEYID`.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.application' }],
  settings: {
    most: {
      default: 2,
      description: 'live credentials that an application may have',
      published: ["ScubaGear's score adds points for each after the first"],
    },
  },
  judge: (inventory, context) =>
    judgeKeys(
      inventory,
      (app, index) =>
        tooMany(liveKeys(index, app, context.now, 'client-secret', 'certificate'), context.settings.number('most')),
      {
        summary: ({ name }, found) =>
          `"${name}" has ${found.length} live credentials${mixed(found) ? ', secrets beside certificates' : ''}.`,
        note: (key) => `${key.type} ${endNote(key)}`,
      },
    ),
});
