// SPDX-License-Identifier: Apache-2.0
import { hasBase62Checksum } from '../checksums.ts';
import { family } from '../family.ts';
import { looksRandom, prefixed, type TokenFormat } from '../format.ts';

/** Tokens of PyPI are macaroons: their start says version 2 and where they are good. */
function isPypiMacaroon(secret: string): boolean {
  const bytes = Buffer.from(secret.slice('pypi-'.length), 'base64url');
  return (
    bytes.length > 60 &&
    bytes[0] === 2 &&
    bytes[1] === 1 &&
    /^(?:test\.)?pypi\.org$/.test(bytes.subarray(3, 3 + (bytes[2] ?? 0)).toString('latin1'))
  );
}

/** `auth` of a Docker configuration: user and password in base64. */
const dockerAuth: TokenFormat = {
  id: 'docker-registry-login',
  what: 'login to a container registry',
  keywords: ['"auth":', '"auth" :', '\\"auth\\":'],
  before: 500,
  reach: 3000,
  severity: 'high',
  find({ text, at }) {
    if (!/"auths?\\?"/.test(text.slice(0, at)) && !/dockercfg|dockerconfig/.test(text)) return undefined;
    const match = /^\\?"auth\\?"\s?:\s*\\?"([A-Za-z0-9+/]{16,2500}={0,2})\\?"/.exec(text.slice(at));
    const written = match?.[1];
    if (written === undefined || match === null) return undefined;
    const plain = Buffer.from(written, 'base64').toString('latin1');
    const colon = plain.indexOf(':');
    const secret = plain.slice(colon + 1);
    // eslint-free check of control characters: what is not printable was no login.
    if (colon < 1 || secret.length < 8 || /[^\x20-\x7e]/.test(plain) || !looksRandom(secret, 2.5)) return undefined;
    const start = at + match[0].indexOf(written);
    return { start, end: start + written.length, secret };
  },
};

export const packages = family(
  {
    id: 'package-registry-tokens',
    name: 'Package registry',
    severity: 'critical',
    why: 'With a publishing token an attacker ships code to everybody who installs the package or image: the way worms went through npm.',
    revoke: [
      'npm: `npm token revoke ID` (`npm token list` shows ids); PyPI: Account settings > API tokens > Remove; Docker Hub: Account settings > Personal access tokens; RubyGems: Edit profile > API keys.',
      'Publish by trusted publishing (OIDC) instead, which needs no token at rest.',
    ],
    gitleaks: ['npm-access-token', 'pypi-upload-token', 'rubygems-api-token'],
    trufflehog: ['NpmToken', 'PyPI', 'Dockerhub', 'RubyGems'],
  },
  [
    prefixed({
      id: 'npm-token',
      what: 'npm access token',
      keywords: ['npm_'],
      pattern: /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/,
      severity: 'critical',
      notAfter: /[A-Za-z0-9]$/,
      accept: (secret) => (hasBase62Checksum(secret) ? ['its checksum is right'] : undefined),
    }),
    prefixed({
      id: 'pypi-token',
      what: 'PyPI API token',
      keywords: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
      pattern: /pypi-Ag[A-Za-z0-9_-]{80,1000}(?![A-Za-z0-9_-])/,
      severity: 'critical',
      reach: 1100,
      accept: (secret) => (isPypiMacaroon(secret) ? ['decodes as a macaroon'] : undefined),
    }),
    prefixed({
      id: 'docker-token',
      what: 'Docker Hub access token',
      keywords: ['dckr_pat_', 'dckr_oat_'],
      pattern: /dckr_[po]at_[A-Za-z0-9_-]{27,32}(?![A-Za-z0-9_-])/,
      severity: 'critical',
    }),
    prefixed({
      id: 'rubygems-token',
      what: 'RubyGems API key',
      keywords: ['rubygems_'],
      pattern: /rubygems_[a-f0-9]{48}(?![A-Za-z0-9])/,
      severity: 'critical',
    }),
    dockerAuth,
  ],
);
