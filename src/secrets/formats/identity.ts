// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { entropy, isPlaceholder, looksRandom, prefixed, type TokenFormat } from '../format.ts';

/** A value that is told only by the name before it: `okta_api_token = "00..."`. */
function named(
  id: string,
  what: string,
  keywords: readonly string[],
  name: RegExp,
  value: RegExp,
  bits: number,
): TokenFormat {
  return {
    id,
    what,
    keywords,
    before: 4,
    reach: 160,
    severity: 'high',
    confidence: 'medium',
    find({ text, at }) {
      const line = text.slice(at).split(/[\r\n]/, 1)[0] ?? '';
      const label = /^[A-Za-z0-9_.-]{0,60}["']?\s{0,8}(?:=>|:=|=|:)\s{0,8}["'`]?/.exec(line)?.[0];
      if (label === undefined || !name.test(label)) return undefined;
      const secret = value.exec(line.slice(label.length))?.[0];
      if (secret === undefined || entropy(secret) < bits || isPlaceholder(secret)) return undefined;
      const start = at + label.length;
      return { start, end: start + secret.length, secret };
    },
  };
}

export const identity = family(
  {
    id: 'okta-tokens',
    name: 'Okta or Auth0',
    severity: 'critical',
    why: 'An API token of Okta acts as the administrator who made it, without a second factor, from anywhere unless its network zone says otherwise, and stays alive as long as it is used every 30 days; the client secret of Auth0 hands out management tokens.',
    revoke: [
      'Okta: Security > API > Tokens > Revoke, or `DELETE /api/v1/api-tokens/{id}`; Auth0: rotate the secret of the application (`POST /api/v2/clients/{id}/rotate-secret`).',
    ],
    gitleaks: ['okta-access-token'],
    trufflehog: ['Okta', 'Auth0oauth', 'Auth0ManagementApiToken'],
  },
  [
    prefixed({
      id: 'okta-token-header',
      what: 'Okta API token',
      keywords: ['SSWS '],
      pattern: /SSWS (00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/,
      severity: 'critical',
      notAfter: /[A-Za-z0-9]$/,
      accept: (secret) => (looksRandom(secret.slice(2), 4) ? [] : undefined),
    }),
    {
      ...named(
        'okta-token',
        'Okta API token',
        ['okta', 'OKTA', 'Okta'],
        /token|key|secret|ssws/i,
        /^00[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/,
        4,
      ),
      severity: 'critical',
    },
    named(
      'okta-client-secret',
      'Okta client secret',
      ['okta', 'OKTA', 'Okta'],
      /secret/i,
      /^[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/,
      4.5,
    ),
    named(
      'auth0-client-secret',
      'Auth0 client secret',
      ['auth0', 'AUTH0', 'Auth0'],
      /secret/i,
      /^[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/,
      4.5,
    ),
  ],
);
