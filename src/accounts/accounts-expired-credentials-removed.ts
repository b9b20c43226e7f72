// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Credential } from '../model/inventory/nouns.ts';
import { credentialSubject, credentialWords, judgeCredentials } from './judge-credentials.ts';
import { day, daysSince, fail, pass, proof } from './verdict.ts';

/** Kinds that have no end at their provider. */
const endless: readonly Credential['type'][] = [
  'password',
  'job-token',
  'secret',
  'webhook-secret',
  'ssh-key',
  'deploy-key',
  'access-key',
  'federated',
];

export const accountsExpiredCredentialsRemoved = defineCheck({
  id: 'accounts-expired-credentials-removed',
  area: 'accounts',
  title: 'Credentials whose end has come are taken away',
  weakness: 'Expired credential that was not taken away',
  severity: 'low',
  rows: ['U3', 'A6'],
  why: 'An expired secret shows that nobody looks after the application. It hides a new secret that a thief adds among the old ones, and some services accept it longer than one thinks.',
  remediation: [
    'Remove it: Entra `POST /applications/{id}/removePassword` or `removeKey`; GitHub and GitLab delete the token; AWS `aws iam delete-access-key`.',
  ],
  mappings: { mitigations: ['M1018'], peers: { prowler: ['entra_app_registration_credential_not_expired'] } },
  needs: [{ kind: 'credential' }],
  settings: { days: { default: 30, description: 'days after its end until a credential must be gone' } },
  judge: (inventory, { settings, now }) =>
    judgeCredentials(
      inventory,
      (it) => it.enabled !== false && !endless.includes(it.type),
      (credential) => {
        if (credential.expires === undefined) return 'when they end was not collected';
        const subject = credentialSubject(credential);
        if (credential.expires === 'never') return pass(subject);
        const days = daysSince(credential.expires, now);
        return days <= settings.number('days')
          ? pass(subject)
          : fail(
              subject,
              `${credentialWords(inventory, credential)} ended ${days} days ago and is still there.`,
              proof(credential.where, `ended on ${day(credential.expires)}`),
            );
      },
    ),
});
