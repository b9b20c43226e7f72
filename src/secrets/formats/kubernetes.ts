// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { entropy, isPlaceholder, looksRandom, prefixed, type Sighting, type TokenFormat } from '../format.ts';

/** What stands for a value that is filled in later, or is encrypted. */
const stand = /\{\{|\$\{|ENC\[|<[^>]*>|^\s*$/;

function plainValue(written: string, encoded: boolean): string | undefined {
  const bare = written.replace(/^["']|["']$/g, '').trim();
  if (bare === '' || stand.test(bare)) return undefined;
  if (!encoded) return isPlaceholder(bare) || bare.length < 8 ? undefined : bare;
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(bare) || bare.length % 4 !== 0) return undefined;
  const plain = Buffer.from(bare, 'base64').toString('latin1');
  return plain.length < 8 || isPlaceholder(plain) || entropy(plain) < 2.5 ? undefined : plain;
}

/** A manifest of kind Secret with values in it: base64 is no protection. One that is sealed or encrypted is another kind. */
const secretManifest: TokenFormat = {
  id: 'kubernetes-secret-manifest',
  what: 'value in a Kubernetes Secret manifest',
  keywords: ['kind: Secret', '"kind": "Secret"', '"kind":"Secret"'],
  before: 4000,
  reach: 8000,
  severity: 'high',
  confidence: 'medium',
  find({ text, at }): readonly Sighting[] | undefined {
    if (!/^(?:"kind":\s?"Secret"|kind: Secret(?=[ \t]*(?:\r?\n|#|$)))/.test(text.slice(at))) return undefined;
    const cut = text.lastIndexOf('\n---', at);
    const next = text.indexOf('\n---', at);
    const from = cut === -1 ? 0 : cut;
    const manifest = text.slice(from, next === -1 ? undefined : next);
    if (/^sops:|ENC\[AES256|"sops"\s*:/m.test(manifest)) return undefined;
    return [...fromYaml(manifest, from), ...fromJson(manifest, from)];
  },
};

const notSecret =
  /^(?:ca\.crt|tls\.crt|namespace|username|user|host|hostname|port|url|email|name|database|region|tenant[-_]?id|client[-_]?id)$/i;

function* fromYaml(manifest: string, from: number): Generator<Sighting> {
  for (const head of manifest.matchAll(/^([ \t]*)(data|stringData):[ \t]*\r?\n/gm)) {
    const indent = head[1]?.length ?? 0;
    let at = head.index + head[0].length;
    for (const line of manifest.slice(at).split('\n').slice(0, 200)) {
      if (line.trim() !== '' && (/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indent) break;
      const entry = /^([ \t]+)(["']?[\w.-]+["']?):[ \t]+(\S[^\r]*?)[ \t\r]*$/.exec(line);
      const [, space = '', key = '', written = ''] = entry ?? [];
      const value = entry === null || notSecret.test(key) ? undefined : plainValue(written, head[2] === 'data');
      if (value !== undefined) {
        const start = from + at + line.indexOf(written, space.length + key.length);
        yield seen(value, start, start + written.length, key, manifest);
      }
      at += line.length + 1;
    }
  }
}

function* fromJson(manifest: string, from: number): Generator<Sighting> {
  const block = /"(data|stringData)"\s*:\s*\{([^{}]{1,6000})\}/.exec(manifest);
  if (block === null) return;
  for (const entry of (block[2] ?? '').matchAll(/"([\w.-]{1,100})"\s*:\s*"([^"\\]{8,4000})"/g)) {
    const [whole, key = '', written = ''] = entry;
    const value = notSecret.test(key) ? undefined : plainValue(written, block[1] === 'data');
    if (value === undefined) continue;
    const start = from + block.index + block[0].indexOf(whole) + whole.lastIndexOf(written);
    yield seen(value, start, start + written.length, key, manifest);
  }
}

function seen(secret: string, start: number, end: number, key: string, manifest: string): Sighting {
  const name = /^\s*"?name"?:\s*"?([a-z0-9.-]{1,253})/m.exec(manifest)?.[1];
  return {
    start,
    end,
    secret,
    wrapped: true,
    facts: [`key ${key.replace(/["']/g, '')}${name === undefined ? '' : ` of Secret ${name}`}`],
  };
}

/** The private key or token of a user in a kubeconfig. */
const kubeconfig: TokenFormat = {
  id: 'kubeconfig-credential',
  what: 'credential in a kubeconfig',
  keywords: ['client-key-data: ', '"client-key-data"'],
  before: 4,
  reach: 6000,
  severity: 'critical',
  find({ text, at }) {
    const match = /^"?client-key-data"?:\s*"?([A-Za-z0-9+/]{200,5000}={0,2})/.exec(text.slice(at));
    const secret = match?.[1];
    if (secret === undefined || match === null) return undefined;
    if (!Buffer.from(secret.slice(0, 80), 'base64').toString('latin1').includes('PRIVATE KEY')) return undefined;
    const start = at + match[0].length - secret.length;
    return {
      start,
      end: start + secret.length,
      secret,
      facts: ['client certificates of Kubernetes cannot be revoked'],
    };
  },
};

export const kubernetes = family(
  {
    id: 'kubernetes-credentials',
    name: 'Kubernetes',
    plural: 'Kubernetes credentials',
    weakness: 'Kubernetes credential at rest',
    severity: 'critical',
    why: 'A service-account token from a Secret never expires and is accepted from anywhere that reaches the API server; a Secret manifest holds its values in base64, which everybody who reads the repository can undo.',
    revoke: [
      'Token of a Secret: `kubectl delete secret NAME -n NAMESPACE`; bound tokens end with their pod, or by `kubectl delete serviceaccount NAME -n NAMESPACE` and making it anew. Client certificates need a new CA or an RBAC change.',
      'Change the values at their origin, and keep manifests sealed (Sealed Secrets, SOPS) or let External Secrets fetch them.',
    ],
    gitleaks: ['kubernetes-secret-yaml', 'openshift-user-token'],
  },
  [
    kubeconfig,
    prefixed({
      id: 'openshift-token',
      what: 'OpenShift OAuth access token',
      keywords: ['sha256~'],
      pattern: /sha256~[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
      severity: 'high',
      hours: 24,
      accept: (secret) => (looksRandom(secret.slice(7), 3.5) ? ['lives for a day by default'] : undefined),
    }),
    secretManifest,
  ],
);
