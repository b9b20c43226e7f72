// SPDX-License-Identifier: Apache-2.0
import { fingerprint } from '../../detect/fingerprint.ts';
import { family } from '../family.ts';
import { entropy, looksRandom, prefixed, type TokenFormat } from '../format.ts';

/** The key file of a Google service account: found by its type, told by its address. */
const serviceAccountKey: TokenFormat = {
  id: 'google-service-account-key',
  what: 'Google service-account key file',
  keywords: ['"private_key_id"', '\\"private_key_id\\"'],
  before: 1500,
  reach: 6000,
  severity: 'critical',
  find({ text, at }) {
    if (!/service_account/.test(text)) return undefined;
    const key =
      /-----BEGIN PRIVATE KEY-----(?:\\{1,2}n|\s)?([A-Za-z0-9+/=\\n\s]{400,5000})-----END PRIVATE KEY-----/.exec(
        text.slice(at),
      );
    const body = key?.[1]?.replace(/\\{1,2}n|\s/g, '') ?? '';
    if (key === null || entropy(body) < 5) return undefined;
    const account = /"client_email\\?"\s*:\s*\\?"([A-Za-z0-9._-]{1,100}@[a-z0-9.-]{1,100})/.exec(text)?.[1];
    const start = at + key.index;
    return {
      start,
      end: start + key[0].length,
      secret: body,
      facts: [
        account === undefined ? 'never expires' : `of ${account}`,
        ...(account === undefined ? [] : ['never expires']),
      ],
    };
  },
};

/** Fingerprints of keys that Google's own documentation and samples show (collected by gitleaks, MIT). */
const published: ReadonlySet<string> = new Set([
  '13eb1aaaa481',
  '8855db2e25f0',
  '2f43657904fe',
  '4fc753556665',
  '84cf9b35728b',
  'a6fa096ccbdf',
  'cc8eedabb028',
  '34e128c2b16a',
  'c5268b3ee4a0',
  'd91ee83c736a',
  '02a4e2bdba95',
  '2265761b7197',
  '5374d11df202',
  '33e95cfc26d8',
  '3ee71b2e3c34',
]);

const isPublished = (secret: string): boolean =>
  published.has(/secret ([0-9a-f]+)/.exec(fingerprint(secret))?.[1] ?? '');

export const google = family(
  {
    id: 'google-tokens',
    name: 'Google',
    severity: 'high',
    why: 'A refresh token hands out access tokens until somebody revokes the grant, without a password and without a second factor; the key of a service account never expires. Mail, Drive and Cloud projects are open to whoever reads the file.',
    revoke: [
      'Refresh and access tokens: `curl -d token=TOKEN https://oauth2.googleapis.com/revoke`, or an administrator with `gam user USER delete token clientid CLIENT`.',
      'Service-account keys: `gcloud iam service-accounts keys delete KEY_ID --iam-account ACCOUNT`; client secrets and API keys: APIs & Services > Credentials.',
    ],
    gitleaks: ['gcp-api-key'],
    trufflehog: ['GoogleOauth2', 'GCP', 'GCPApplicationDefaultCredentials', 'GoogleGeminiAPIKey'],
  },
  [
    serviceAccountKey,
    prefixed({
      id: 'google-refresh-token',
      what: 'Google refresh token',
      keywords: ['1//0'],
      // After `1//0` and one or two characters that tell the region follow the random ones.
      pattern: /1\/\/0[A-Za-z0-9][A-Za-z0-9_-]{60,250}(?![A-Za-z0-9_/+=-])/,
      severity: 'critical',
      notAfter: /[A-Za-z0-9_/+.-]$/,
      accept: (secret) => (looksRandom(secret, 4) && /[_-]|\d/.test(secret.slice(5)) ? [] : undefined),
    }),
    prefixed({
      id: 'google-access-token',
      what: 'Google access token',
      keywords: ['ya29.'],
      pattern: /ya29\.[A-Za-z0-9_-]{60,2048}(?![A-Za-z0-9_-])/,
      severity: 'medium',
      reach: 2200,
      hours: 1,
      accept: (secret) => (looksRandom(secret, 4) ? ['lives for an hour'] : undefined),
    }),
    prefixed({
      id: 'google-client-secret',
      what: 'Google OAuth client secret',
      keywords: ['GOCSPX-'],
      pattern: /GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/,
      severity: 'high',
    }),
    prefixed({
      id: 'google-api-key',
      what: 'Google API key',
      keywords: ['AIza'],
      pattern: /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
      severity: 'low',
      confidence: 'medium',
      accept: (secret) =>
        looksRandom(secret, 4) && !isPublished(secret)
          ? ['keys of web and mobile apps are public by design: restrict it to its APIs']
          : undefined,
    }),
  ],
);
