// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Credential } from '../model/inventory/nouns.ts';
import { credentialSubject, credentialWords, isLive, judgeCredentials } from './judge-credentials.ts';
import { daysOf, disuse, windowWords } from './judge-identities.ts';
import { fail, pass, proof } from './verdict.ts';

/** Kinds that say when they were used, where a provider tells it at all. */
const told: readonly Credential['type'][] = [
  'client-secret',
  'certificate',
  'access-key',
  'service-account-key',
  'personal-access-token',
  'fine-grained-token',
  'api-token',
  'deploy-key',
  'deploy-token',
  'refresh-token',
  'ssh-key',
  'service-account-token',
];

export const accountsDormantCredentialsRemoved = defineCheck({
  id: 'accounts-dormant-credentials-removed',
  area: 'accounts',
  title: 'Tokens, keys and secrets that are not used are removed',
  weakness: 'Credential that has not been used for long',
  severity: 'medium',
  rows: ['U3', 'A6'],
  why: 'A token or key that nobody uses lies somewhere, in a shell history or a wiki, and works for whoever finds it. Taking it away costs nothing.',
  remediation: [
    'Deactivate first, delete a week later. AWS: `aws iam update-access-key --status Inactive`; Google Cloud: `gcloud iam service-accounts keys disable`; Entra: `POST /applications/{id}/removePassword`; GitHub: revoke the token or `DELETE /repos/{owner}/{repo}/keys/{id}`.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
    peers: { prowler: ['iam_sa_user_managed_key_unused', 'entra_app_registration_client_secret_unused'] },
  },
  needs: [{ kind: 'credential' }],
  settings: {
    days: {
      default: 90,
      description: 'days without use',
      published: ['secrets in Prowler: 90', 'CIS for AWS: 45', 'Google Cloud in Prowler: 180'],
    },
    providers: { default: ['aws=45', 'gcp=180'], description: 'days of single providers' },
  },
  judge: (inventory, context) =>
    judgeCredentials(
      inventory,
      (it) => told.includes(it.type) && isLive(it, context.now),
      (credential) => {
        const limit = daysOf(context, credential.provider);
        const it = disuse(credential, undefined, limit, context.now);
        if (it.state === 'unknown') return it.reason;
        const subject = credentialSubject(credential);
        return it.state === 'used'
          ? pass(subject)
          : fail(
              subject,
              `${credentialWords(inventory, credential)} has not been used for ${it.days} days and still works.`,
              proof(credential.where, `${it.words}; limit ${limit} days${windowWords(inventory, credential.provider)}`),
            );
      },
    ),
});
