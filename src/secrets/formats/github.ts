// SPDX-License-Identifier: Apache-2.0
import { hasBase62Checksum } from '../checksums.ts';
import { family } from '../family.ts';
import { looksRandom, prefixed } from '../format.ts';
import { decodeJwt } from '../jwt.ts';

const kinds: Readonly<Record<string, string>> = {
  ghp_: 'GitHub personal access token',
  gho_: 'GitHub OAuth access token',
  ghu_: 'GitHub App user token',
  ghs_: 'GitHub App installation token',
  ghr_: 'GitHub refresh token',
};

export const github = family(
  {
    id: 'github-tokens',
    name: 'GitHub',
    severity: 'critical',
    why: 'Whoever reads the file acts as the account or app: reads private repositories and secrets of workflows, and pushes code. A classic personal access token reaches all organisations of its owner, and may never expire.',
    revoke: [
      'Revoke it at once: its owner at `https://github.com/settings/tokens` (or Applications for OAuth and app tokens), an organisation owner under Settings > Personal access tokens > Active tokens, or in bulk by `POST /credentials/revoke`.',
    ],
    gitleaks: ['github-pat', 'github-oauth', 'github-app-token', 'github-refresh-token', 'github-fine-grained-pat'],
    trufflehog: ['Github'],
  },
  [
    prefixed({
      id: 'github-token',
      what: 'GitHub token',
      keywords: Object.keys(kinds),
      pattern: /gh[pousr]_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/,
      severity: 'critical',
      notAfter: /[A-Za-z0-9]$/,
      accept(secret) {
        if (!hasBase62Checksum(secret)) return undefined;
        const kind = secret.slice(0, 4);
        const short = kind === 'ghs_' || kind === 'ghu_';
        return {
          what: kinds[kind] ?? 'GitHub token',
          facts: ['its checksum is right', ...(short ? ['lives for hours, not days'] : [])],
          severity: short ? 'medium' : 'critical',
        };
      },
    }),
    prefixed({
      // Since 2026-04: ghs_APPID_JWT, some 520 characters.
      id: 'github-installation-token',
      what: 'GitHub App installation token',
      keywords: ['ghs_'],
      pattern: /ghs_\d{1,12}_(?:eyJ[A-Za-z0-9_-]{8,2048}\.[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{20,2048})/,
      severity: 'medium',
      reach: 9000,
      hours: 1,
      notAfter: /[A-Za-z0-9]$/,
      accept(secret) {
        const jwt = decodeJwt(secret.slice(secret.indexOf('eyJ')));
        if (jwt === undefined) return undefined;
        return { facts: ['decodes as a JWT'], ...(jwt.expires === undefined ? {} : { expires: jwt.expires }) };
      },
    }),
    prefixed({
      id: 'github-fine-grained-token',
      what: 'GitHub fine-grained personal access token',
      keywords: ['github_pat_'],
      pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])/,
      severity: 'high',
      notAfter: /[A-Za-z0-9]$/,
      accept: (secret) => (looksRandom(secret, 4) ? [] : undefined),
    }),
  ],
);
