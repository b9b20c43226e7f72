// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { entropy, type TokenFormat } from '../format.ts';

const pem: TokenFormat = {
  id: 'private-key',
  what: 'private key',
  keywords: ['-----BEGIN '],
  reach: 16_384,
  severity: 'high',
  amongTests: 'low',
  find({ text, at }) {
    const match =
      /^-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----(?:\\{1,2}[rn]|[\r\n])([A-Za-z0-9+/=\\\s:,.()-]{56,15000}?)-----END /.exec(
        text.slice(at),
      );
    if (match === null) return undefined;
    const whole = match[2] ?? '';
    const body = whole
      .replace(/\\{1,2}[rn]/g, '\n')
      .split('\n')
      .filter((line) => !line.includes(': '))
      .join('')
      .replace(/\s/g, '');
    if (body.length < 48 || entropy(body) < 4) return undefined;
    const encrypted =
      match[1]?.startsWith('ENCRYPTED') === true ||
      whole.includes('Proc-Type: 4,ENCRYPTED') ||
      // Of an OpenSSH key, the name of its cipher stands near the start.
      (match[1] === 'OPENSSH PRIVATE KEY' &&
        !Buffer.from(body.slice(0, 60), 'base64').toString('latin1').includes('none'));
    return {
      start: at,
      end: at + match[0].length,
      secret: body,
      what: encrypted ? 'private key with a passphrase' : 'private key',
      ...(encrypted ? { severity: 'low' as const } : {}),
    };
  },
};

export const privateKeys = family(
  {
    id: 'private-keys',
    name: 'Private key',
    plural: 'private keys',
    weakness: 'Private key at rest',
    severity: 'high',
    why: 'With the private key of an app or service an attacker signs its assertions and mints access tokens for as long as the public key is trusted; no password and no second factor stands in the way.',
    revoke: [
      'Take the public key out of everything that trusts it (app registration, GitHub App, service account, authorized_keys), and make a new pair that never leaves a key store.',
    ],
    gitleaks: ['private-key'],
    trufflehog: ['PrivateKey'],
  },
  [pem],
);
