// SPDX-License-Identifier: Apache-2.0
import { awsAccountOf } from '../checksums.ts';
import { family } from '../family.ts';
import { entropy, isFree, isPlaceholder, prefixed, type Sighting, type TokenFormat, type Window } from '../format.ts';

const secretShape = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/g;

function isSecretKey(text: string): boolean {
  return (
    entropy(text) > 4 &&
    !/^[0-9a-f]{40}$/i.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /\d/.test(text) &&
    !isPlaceholder(text)
  );
}

/** The secret that stands nearest to an access-key id; on its own the id is no secret. */
function nearest(text: string, at: number): { readonly start: number; readonly secret: string } | undefined {
  let best: { readonly start: number; readonly secret: string } | undefined;
  for (const match of text.matchAll(secretShape)) {
    if (!isSecretKey(match[0])) continue;
    if (best === undefined || Math.abs(match.index - at) < Math.abs(best.start - at))
      best = { start: match.index, secret: match[0] };
  }
  return best;
}

const keyPair: TokenFormat = {
  id: 'aws-key-pair',
  what: 'AWS access key',
  keywords: ['AKIA', 'ASIA'],
  before: 300,
  reach: 420,
  severity: 'critical',
  find({ text, at }: Window): Sighting | undefined {
    const id = /^(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/.exec(text.slice(at))?.[0];
    if (id === undefined || !isFree(text, at, /[A-Za-z0-9]$/) || isPlaceholder(id)) return undefined;
    const found = nearest(text, at);
    const account = awsAccountOf(id);
    if (found === undefined || account === undefined) return undefined;
    const temporary = id.startsWith('ASIA');
    return {
      start: found.start,
      end: found.start + found.secret.length,
      secret: found.secret,
      what: temporary ? 'temporary AWS access key' : 'AWS access key',
      facts: [`key id ${id}, of account ${account}`, ...(temporary ? ['lives for at most 36 hours'] : [])],
      ...(temporary ? { severity: 'medium' } : {}),
    };
  },
};

export const aws = family(
  {
    id: 'aws-keys',
    name: 'AWS',
    plural: 'AWS keys',
    weakness: 'AWS key at rest',
    severity: 'critical',
    why: 'An access key with its secret acts as the user it belongs to, from anywhere, until somebody deletes it. Stolen ones are tried within minutes, and are the commonest way into AWS accounts.',
    revoke: [
      'Deactivate, watch, then delete: `aws iam update-access-key --access-key-id ID --status Inactive --user-name USER`, `aws iam delete-access-key --access-key-id ID --user-name USER`.',
      'Temporary keys of a role: attach `AWSRevokeOlderSessions` (IAM console > role > Revoke sessions).',
    ],
    gitleaks: ['aws-access-token', 'aws-amazon-bedrock-api-key-long-lived'],
    trufflehog: ['AWS', 'AWSSessionKey'],
  },
  [
    keyPair,
    prefixed({
      id: 'aws-secret-key',
      what: 'AWS secret access key',
      keywords: ['aws_secret_access_key', 'AWS_SECRET_ACCESS_KEY', 'SecretAccessKey', 'secretAccessKey'],
      pattern:
        /(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY|SecretAccessKey|secretAccessKey)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/,
      severity: 'critical',
      confidence: 'medium',
      notAfter: /[A-Za-z0-9]$/,
      accept: (secret) => (isSecretKey(secret) ? ['its access-key id is not beside it'] : undefined),
    }),
    prefixed({
      id: 'aws-session-token',
      what: 'AWS session token',
      keywords: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz'],
      pattern: /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/]{100,2000}={0,2}/,
      severity: 'informational',
      reach: 2200,
      hours: 36,
      accept: (secret) =>
        entropy(secret) > 4.5 ? ['worth nothing without its key, and for at most 36 hours'] : undefined,
    }),
    prefixed({
      id: 'aws-bedrock-key',
      what: 'Amazon Bedrock API key',
      keywords: ['ABSK'],
      pattern: /ABSK[A-Za-z0-9+/]{109,269}={0,2}(?![A-Za-z0-9+/=])/,
      severity: 'high',
      accept: (secret) => (entropy(secret) > 4 ? [] : undefined),
    }),
  ],
);
