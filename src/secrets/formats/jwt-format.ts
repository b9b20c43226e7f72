// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { isFree, type Sighting, type TokenFormat } from '../format.ts';
import { decodeJwt, type Jwt } from '../jwt.ts';

/** Whose token it is, by its issuer: the family of that provider judges it. */
function familyOf({ issuer = '' }: Jwt): string {
  if (
    /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn)\//.test(
      issuer,
    )
  )
    return 'entra-tokens';
  if (/^(?:https:\/\/)?accounts\.google\.com$|\.gserviceaccount\.com$/.test(issuer)) return 'google-tokens';
  if (
    /^kubernetes\/serviceaccount$|^https:\/\/kubernetes\.default\.svc|^https:\/\/(?:oidc\.eks\.|container\.googleapis\.com\/)/.test(
      issuer,
    )
  ) {
    return 'kubernetes-credentials';
  }
  if (/\.(?:okta|oktapreview|okta-emea|auth0)\.com\/?/.test(issuer)) return 'okta-tokens';
  if (issuer === 'https://token.actions.githubusercontent.com') return 'github-tokens';
  return 'jwts';
}

function isPublic(claims: Readonly<Record<string, unknown>>): boolean {
  // Keys that are made to be in a web page.
  return claims.role === 'anon' && (claims.iss === 'supabase' || claims.iss === 'supabase-demo');
}

function sighting(secret: string, jwt: Jwt): Omit<Sighting, 'start' | 'end'> {
  const namespace = jwt.claims['kubernetes.io/serviceaccount/namespace'];
  const account = jwt.claims['kubernetes.io/serviceaccount/service-account.name'];
  const sub = jwt.claims.sub;
  const legacy = typeof namespace === 'string' && typeof account === 'string';
  const whose = legacy
    ? `of service account ${namespace}/${account}`
    : typeof sub === 'string' && sub.startsWith('system:serviceaccount:')
      ? `of service account ${sub.slice('system:serviceaccount:'.length).replace(':', '/')}`
      : undefined;
  const known = jwt.subject !== 'unknown' || legacy;
  return {
    secret,
    family: familyOf(jwt),
    what:
      whose === undefined ? (jwt.idToken ? 'ID token (JWT)' : 'JSON Web Token') : 'Kubernetes service-account token',
    facts: [
      ...(jwt.issuer === undefined ? [] : [`issued by ${jwt.issuer}`]),
      ...(jwt.audience === undefined ? [] : [`for ${jwt.audience}`]),
      ...(whose === undefined
        ? known
          ? [`of ${jwt.subject === 'user' ? 'a user' : `an ${jwt.subject}`.replace('an service', 'a service')}`]
          : []
        : [whose]),
      ...(jwt.expires === undefined ? ['never expires'] : []),
    ],
    ...(jwt.expires === undefined ? {} : { expires: jwt.expires }),
    severity: jwt.expires === undefined ? (whose === undefined ? 'high' : 'critical') : jwt.idToken ? 'low' : 'high',
  };
}

const jwt: TokenFormat = {
  id: 'jwt',
  what: 'JSON Web Token',
  keywords: ['eyJ'],
  reach: 16_384,
  severity: 'high',
  find({ text, at }) {
    if (!isFree(text, at, /[A-Za-z0-9_.-]$/)) return undefined;
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match === null) return undefined;
    const decoded = decodeJwt(match[0]);
    if (decoded === undefined || isPublic(decoded.claims)) return undefined;
    return { start: at, end: at + match[0].length, ...sighting(match[0], decoded) };
  },
};

const sticky =
  /eyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{8,10000}\.[A-Za-z0-9_-]{40,700}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_-])/y;

/** A JWT in base64, as in the data of a Kubernetes Secret; also one that starts right after another word. */
const wrapped: TokenFormat = {
  id: 'jwt-in-base64',
  what: 'JSON Web Token in base64',
  keywords: ['ZXlKaGJHY2lPaU', 'ZXlKMGVYQWlPaU', 'ZXlKcmFXUWlPaU'],
  reach: 16_384,
  severity: 'high',
  find({ text, at }) {
    const whole = /^[A-Za-z0-9+/]{40,16000}={0,2}/.exec(text.slice(at))?.[0];
    if (whole === undefined || !isFree(text, at, /[A-Za-z0-9+/]$/)) return undefined;
    const secret = Buffer.from(whole, 'base64').toString('latin1').trim();
    const decoded = decodeJwt(secret);
    if (decoded === undefined) return undefined;
    return { start: at, end: at + whole.length, ...sighting(secret, decoded) };
  },
};

export const jwts = family(
  {
    id: 'jwts',
    name: 'JWT',
    plural: 'JSON Web Tokens',
    weakness: 'JSON Web Token at rest',
    severity: 'high',
    why: 'A signed token is accepted by every service that trusts its issuer until it expires, and nobody needs a password to use it; most services never ask the issuer whether it was revoked.',
    revoke: [
      'End the session or grant at the issuer that the finding names; where the issuer cannot revoke single tokens, change its signing key.',
    ],
    gitleaks: ['jwt', 'jwt-base64'],
    trufflehog: ['JWT'],
  },
  [jwt, wrapped],
);
