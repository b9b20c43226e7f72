// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import type { Credential } from '../model/inventory/nouns.ts';
import { credentialSubject, credentialWords, judgeCredentials } from './judge-credentials.ts';
import { day, daysSince, fail, pass, proof } from './verdict.ts';

/** Kinds that can have an end at their provider. */
const ending: readonly Credential['type'][] = [
  'client-secret',
  'personal-access-token',
  'fine-grained-token',
  'api-token',
  'deploy-token',
  'service-account-token',
  'service-account-key',
];

export const accountsCredentialsExpire = defineCheck({
  id: 'accounts-credentials-expire',
  area: 'accounts',
  title: 'Tokens and secrets have an end, and not a far one',
  weakness: 'Token or secret without an end, or with a far one',
  severity: 'medium',
  rows: ['A4', 'U1', 'A6'],
  why: 'A stolen token works until it ends. One without an end works until somebody finds out, which may be never.',
  remediation: [
    'Replace it by one with an end, or by none at all: workload identity federation, managed identities, short-lived tokens.',
    'Set the limit for new ones: Entra app management policies, GitHub "maximum lifetimes for personal access tokens", GitLab "limit the lifetime of access tokens", Kubernetes bound tokens.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'] },
  needs: [{ kind: 'credential' }],
  settings: {
    days: {
      default: 366,
      description: 'the longest life',
      published: ['CISA SCuBA for secrets of applications: 180', 'Google Cloud keys in Prowler: 90'],
    },
  },
  judge: (inventory, { settings, now }) =>
    judgeCredentials(
      inventory,
      (it) => ending.includes(it.type) && it.enabled !== false,
      (credential) => {
        if (credential.expires === undefined) return 'when they end was not collected';
        const subject = credentialSubject(credential);
        const words = credentialWords(inventory, credential);
        if (credential.expires === 'never')
          return fail(subject, `${words} never ends.`, proof(credential.where, 'no end is set'));
        // One that is over is the matter of another check.
        if (Date.parse(credential.expires) <= now) return undefined;
        const days = daysSince(credential.created ?? new Date(now).toISOString(), Date.parse(credential.expires));
        return days <= settings.number('days')
          ? pass(subject)
          : fail(
              subject,
              `${words} lives ${days} days.`,
              proof(
                credential.where,
                `from ${credential.created === undefined ? 'today' : day(credential.created)} to ${day(credential.expires)}`,
              ),
            );
      },
    ),
});
