// SPDX-License-Identifier: Apache-2.0
// Makes strings that have the form of tokens, for tests only: random, never issued by anybody. They are put together here,
// so that no scanner trips over this file.
import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { toBase62 } from './checksums.ts';

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const base62 = digits + upper + lower;
const url = `${base62}-_`;
const base64 = `${base62}+/`;
const hex = `${digits}abcdef`;

/** A small generator with a seed (mulberry32), so that a failing test can be run again. */
export function createRandom(seed: number): (alphabet: string, length: number) => string {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return (alphabet, length) => {
    let text = '';
    for (let index = 0; index < length; index++) text += alphabet[Math.floor(next() * alphabet.length)] ?? '';
    return text;
  };
}

type Random = ReturnType<typeof createRandom>;

const json64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed JWT with these claims and a random signature. */
export function makeJwt(random: Random, claims: Readonly<Record<string, unknown>>, alg = 'RS256'): string {
  const length = alg === 'HS256' ? 43 : 342;
  return `${json64({ alg, typ: 'JWT', kid: random(hex, 16) })}.${json64(claims)}.${random(url, length)}`;
}

/** Signed with a secret that documentation uses. */
export function makeSampleJwt(secret: string): string {
  const signed = `${json64({ alg: 'HS256', typ: 'JWT' })}.${json64({ sub: 'user-1', role: 'admin' })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const checked = (prefix: string) => (random: Random) => {
  const body = random(base62, 30);
  return prefix + body + toBase62(crc32(body));
};

function pem(random: Random, kind: string, escaped: boolean): string {
  const lines = Array.from({ length: 25 }, () => random(base64, 64));
  const end = escaped ? '\\n' : '\n';
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].join(end);
}

const later = 4_102_444_800;

/**
 * Format id -> text that holds such a token, with the secret in it. Every format of the product has one.
 */
export const makers: Readonly<Record<string, (random: Random) => { readonly text: string; readonly secret: string }>> =
  {
    ...Object.fromEntries(
      Object.entries({
        'github-token': checked('gh' + 'p_'),
        'github-installation-token': (r: Random) =>
          `${'gh' + 's_'}${r(digits, 6)}_${makeJwt(r, { iss: '12345', exp: later })}`,
        'github-fine-grained-token': (r: Random) => `${'github' + '_pat_'}${r(base62, 22)}_${r(base62, 59)}`,
        'gitlab-token': (r: Random) => `${'gl' + 'pat-'}${r(base62, 20)}`,
        'gitlab-routable-token': (r: Random) => {
          const start = `${'gl' + 'pat-'}${r(url, 36)}.01.0z`;
          return start + crc32(start).toString(36).padStart(7, '0');
        },
        'gitlab-runner-registration-token': (r: Random) => `${'GR134' + '8941'}${r(base62, 20)}`,
        'slack-token': (r: Random) => `${'xox' + 'b-'}${r('23456789', 12)}-${r('23456789', 12)}-${r(base62, 24)}`,
        'slack-rotating-token': (r: Random) => `${'xox' + 'e-'}1-${r(base62, 146)}`,
        'slack-app-token': (r: Random) =>
          `${'xa' + 'pp-'}1-A${r(upper + digits, 10)}-${r('23456789', 12)}-${r(hex, 64)}`,
        'google-refresh-token': (r: Random) => `${'1/' + '/0'}4${r(url, 95)}x`,
        'google-access-token': (r: Random) => `${'ya' + '29.'}${r(url, 180)}x`,
        'google-client-secret': (r: Random) => `${'GOC' + 'SPX-'}${r(base62, 28)}`,
        'google-api-key': (r: Random) => `${'AI' + 'za'}${r(base62, 35)}`,
        'entra-refresh-token': (r: Random) => `${'0.' + 'A'}${r(base62, 50)}.Ag${r(url, 900)}x`,
        'microsoft-account-refresh-token': (r: Random) => `${'M.' + 'C'}511_BAY.0.U.-${r(`${base62}!*`, 300)}x`,
        'entra-client-secret': (r: Random) => `${r(base62, 3)}8${'Q' + '~'}${r(base62, 34)}`,
        'azure-devops-token': (r: Random) => `${r(base62, 76)}${'AZ' + 'DO'}${r(base62, 4)}`,
        'aws-bedrock-key': (r: Random) => `${'AB' + 'SK'}${r(base62, 130)}`,
        'aws-session-token': (r: Random) => `${'IQoJb3' + 'JpZ2lu'}${r(base64, 400)}`,
        'npm-token': checked('np' + 'm_'),
        'pypi-token': (r: Random) =>
          `pypi-${Buffer.concat([Buffer.from([2, 1, 8]), Buffer.from('pypi.org'), Buffer.from([2, 100]), Buffer.from(r(base62, 120))]).toString('base64url')}`,
        'docker-token': (r: Random) => `${'dckr' + '_pat_'}${r(base62, 27)}`,
        'rubygems-token': (r: Random) => `${'ruby' + 'gems_'}${r(hex, 48)}`,
        'vault-service-token': (r: Random) => `${'hv' + 's.'}${r(base62, 95)}`,
        'vault-batch-token': (r: Random) => `${'hv' + 'b.'}${r(base62, 150)}`,
        'terraform-cloud-token': (r: Random) => `${r(base62, 14)}.${'atl' + 'asv1'}.${r(base62, 67)}`,
        'atlassian-api-token': (r: Random) => `${'ATA' + 'TT3'}xFfGF0${r(base62, 160)}=${r('0123456789ABCDEF', 8)}`,
        'bitbucket-app-password': (r: Random) => `${'AT' + 'BB'}${r(base62, 24)}${r('0123456789ABCDEF', 8)}`,
        'databricks-token': (r: Random) => `${'da' + 'pi'}${r(hex, 32)}`,
        'sentry-user-token': (r: Random) => `${'sntr' + 'yu_'}${r(hex, 64)}`,
        'sentry-organisation-token': (r: Random) =>
          `${'sntr' + 'ys_'}${json64({ iat: 1, org: r(lower, 20) })}_${r(base62, 43)}`,
        'stripe-live-key': (r: Random) => `${'sk_' + 'live_'}${r(base62, 40)}`,
        'openai-key': (r: Random) => `${'sk-' + 'proj-'}${r(base62, 74)}${'T3Bl' + 'bkFJ'}${r(base62, 74)}`,
        'anthropic-key': (r: Random) => `${'sk-' + 'ant-'}api03-${r(base62, 93)}AA`,
        'huggingface-token': (r: Random) => `${'hf' + '_'}${r(lower + upper, 34)}`,
        'digitalocean-token': (r: Random) => `${'dop' + '_v1_'}${r(hex, 64)}`,
        'linear-key': (r: Random) => `${'lin' + '_api_'}${r(base62, 40)}`,
        'notion-token': (r: Random) => `${'nt' + 'n_'}${r('2345678', 11)}${r(base62, 35)}`,
        'heroku-key': (r: Random) => `${'HRKU' + '-AA'}${r(base62, 58)}`,
        'grafana-token': (r: Random) => `${'gl' + 'sa_'}${r(base62, 32)}_${r(hex, 8)}`,
        'pulumi-token': (r: Random) => `${'pu' + 'l-'}${r(hex, 40)}`,
        'shopify-token': (r: Random) => `${'shp' + 'at_'}${r(hex, 32)}`,
        'sendgrid-key': (r: Random) => `${'S' + 'G.'}${r(base62, 22)}.${r(base62, 43)}`,
        'postman-key': (r: Random) => `${'PM' + 'AK-'}${r(hex, 24)}-${r(hex, 34)}`,
        'new-relic-key': (r: Random) => `${'NR' + 'AK-'}${r(upper + digits, 27)}`,
        'salesforce-session': (r: Random) => `00D${r(base62, 15)}!${'A' + 'Q'}${r(base62, 90)}`,
        'salesforce-refresh-token': (r: Random) => `${'5Ae' + 'p861'}${r(base62, 80)}`,
        'age-key': (r: Random) => `${'AGE-SECRET' + '-KEY-1'}${r('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
        'openshift-token': (r: Random) => `${'sha' + '256~'}${r(base62, 43)}`,
        jwt: (r: Random) => makeJwt(r, { iss: 'https://issuer.example.net', aud: 'orders', exp: later, scp: 'read' }),
      }).map(([id, make]) => [id, (random: Random) => ({ text: make(random), secret: '' })]),
    ),
    'slack-webhook': (r) => {
      const secret = `T${r(upper + digits, 10)}/B${r(upper + digits, 10)}/${r(base62, 24)}`;
      return { text: `https://${'hooks.slack' + '.com/services'}/${secret}`, secret };
    },
    'google-service-account-key': (r) => {
      const key = pem(r, 'PRIVATE KEY', true);
      const account = { type: 'service_account', project_id: 'shop', private_key_id: r(hex, 40) };
      const text = JSON.stringify(
        { ...account, private_key: '@', client_email: 'ci@shop.iam.gserviceaccount.com' },
        null,
        2,
      );
      return { text: text.replace('"@"', `"${key}\\n"`), secret: key.slice(40, 100) };
    },
    'azure-storage-key': (r) => {
      const secret = `${r(base64, 86)}==`;
      return {
        text: `DefaultEndpointsProtocol=https;AccountName=shop;${'Account' + 'Key'}=${secret};EndpointSuffix=core.windows.net`,
        secret,
      };
    },
    'azure-shared-access-key': (r) => {
      const secret = `${r(base64, 43)}=`;
      return {
        text: `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;${'SharedAccess' + 'Key'}=${secret}`,
        secret,
      };
    },
    'azure-shared-access-signature': (r) => {
      const secret = `${r(base62, 43)}%3D`;
      return {
        text: `https://shop.blob.core.windows.net/backup?sv=2024-11-04&se=2099-01-01T00%3A00%3A00Z&sp=rl&${'si' + 'g'}=${secret}`,
        secret,
      };
    },
    'aws-key-pair': (r) => {
      const secret = `a1B${r(base64, 36)}z`;
      return {
        text: `aws_access_key_id = ${'AK' + 'IA'}Q${r('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 15)}\naws_secret = ${secret}`,
        secret,
      };
    },
    'aws-secret-key': (r) => {
      const secret = `a1B${r(base64, 36)}z`;
      return { text: `${'AWS_SECRET_' + 'ACCESS_KEY'}=${secret}`, secret };
    },
    'docker-registry-login': (r) => {
      const secret = r(base62, 24);
      return {
        text: `{"auths": {"registry.example.com": {"${'au' + 'th'}": "${Buffer.from(`ci:${secret}`).toString('base64')}"}}}`,
        secret,
      };
    },
    'okta-token-header': (r) => {
      const secret = `00${r(base62, 40)}`;
      return { text: `Authorization: ${'SS' + 'WS'} ${secret}`, secret };
    },
    'okta-token': (r) => {
      const secret = `00${r(base62, 40)}`;
      return { text: `OKTA_API_TOKEN="${secret}"`, secret };
    },
    'okta-client-secret': (r) => {
      const secret = r(base62, 64);
      return { text: `okta_client_secret: ${secret}`, secret };
    },
    'auth0-client-secret': (r) => {
      const secret = r(base62, 64);
      return { text: `AUTH0_CLIENT_SECRET=${secret}`, secret };
    },
    'jwt-in-base64': (r) => {
      const jwt = `${json64({ alg: 'RS256', kid: r(hex, 20) })}.${json64({ iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'shop', 'kubernetes.io/serviceaccount/service-account.name': 'web' })}.${r(url, 342)}`;
      const secret = Buffer.from(jwt).toString('base64');
      return { text: `token: ${secret}`, secret };
    },
    'kubernetes-secret-manifest': (r) => {
      const secret = Buffer.from(r(base62, 24)).toString('base64');
      return { text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: ${secret}\n`, secret };
    },
    'kubeconfig-credential': (r) => {
      const secret = Buffer.from(pem(r, 'RSA PRIVATE KEY', false)).toString('base64');
      return { text: `    ${'client-key' + '-data'}: ${secret}`, secret };
    },
    'private-key': (r) => {
      const text = pem(r, 'RSA PRIVATE KEY', false);
      return { text, secret: text.slice(40, 90) };
    },
  };

/** A text with a token of the format, and the secret in it. */
export function makeToken(format: string, random: Random): { readonly text: string; readonly secret: string } {
  const made = makers[format]?.(random);
  if (made === undefined) throw new TypeError(`tokens.fixture.ts makes no ${format}`);
  return made.secret === '' ? { text: made.text, secret: made.text } : made;
}
