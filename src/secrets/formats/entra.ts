// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { entropy, isFree, isPlaceholder, looksRandom, prefixed, type TokenFormat } from '../format.ts';

function guid(bytes: Buffer): string {
  const hex = Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8, 16),
  ]).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Tenant and client of a refresh token. Its first part is, after a digit and a dot, base64url of three bytes, the
 * tenant's GUID and the client's (not documented by Microsoft; seen in tokens of the Azure command line).
 */
export function refreshTokenOf(secret: string): { readonly tenant: string; readonly client: string } | undefined {
  const bytes = Buffer.from(secret.slice(2).split('.', 1)[0] ?? '', 'base64url');
  if (bytes.length < 35) return undefined;
  return { tenant: guid(Buffer.from(bytes.subarray(3, 19))), client: guid(Buffer.from(bytes.subarray(19, 35))) };
}

/** Client secrets have `Q~` after three characters and a digit; the keyword is in the middle of them. */
const clientSecret: TokenFormat = {
  id: 'entra-client-secret',
  what: 'Entra client secret',
  keywords: ['0Q~', '1Q~', '2Q~', '3Q~', '4Q~', '5Q~', '6Q~', '7Q~', '8Q~', '9Q~'],
  before: 12,
  reach: 48,
  severity: 'critical',
  find({ text, at }) {
    const start = at - 3;
    const secret = /^[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/.exec(text.slice(start))?.[0];
    if (start < 0 || secret === undefined || !isFree(text, start, /[A-Za-z0-9_~.-]$/)) return undefined;
    if (entropy(secret) < 4 || isPlaceholder(secret)) return undefined;
    return { start, end: start + secret.length, secret };
  },
};

export const entra = family(
  {
    id: 'entra-tokens',
    name: 'Entra',
    severity: 'critical',
    why: 'A refresh token of Entra is good for 90 days that start anew with each use, and gives access tokens for all that the client may reach, its second factor included; a client secret is the application itself, with no user and mostly no conditional access in its way.',
    revoke: [
      'Refresh tokens: `Revoke-MgUserSignInSession -UserId USER` (`POST /users/{id}/revokeSignInSessions`); access tokens that are out live on for up to an hour, unless continuous access evaluation is on.',
      'Client secrets: `Remove-MgApplicationPassword -ApplicationId APP -KeyId KEY`, and give the application a certificate or a federated credential instead.',
    ],
    gitleaks: ['azure-ad-client-secret'],
    trufflehog: ['AzureRefreshToken', 'AzureActiveDirectoryApplicationSecret'],
  },
  [
    prefixed({
      id: 'entra-refresh-token',
      what: 'Entra refresh token',
      keywords: ['0.A', '1.A'],
      pattern: /[01]\.A[A-Za-z0-9_-]{46,120}\.Ag[A-Za-z0-9_-]{190,4096}(?![A-Za-z0-9_-])/,
      severity: 'critical',
      reach: 4400,
      notAfter: /[A-Za-z0-9_.-]$/,
      accept(secret) {
        const told = refreshTokenOf(secret);
        if (told === undefined || !looksRandom(secret, 4)) return undefined;
        return [`of tenant ${told.tenant}, client ${told.client}`];
      },
    }),
    prefixed({
      id: 'microsoft-account-refresh-token',
      what: 'refresh token of a personal Microsoft account',
      keywords: ['M.C', 'M.R'],
      pattern: /M\.[CR]\d{3}_[A-Z0-9]{2,8}\.[A-Za-z0-9!*_.$-]{100,2048}(?![A-Za-z0-9!*_.$-])/,
      severity: 'high',
      reach: 2200,
      notAfter: /[A-Za-z0-9_.-]$/,
      accept: (secret) => (entropy(secret) > 4 ? [] : undefined),
    }),
    clientSecret,
  ],
);
