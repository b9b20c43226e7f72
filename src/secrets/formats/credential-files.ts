// SPDX-License-Identifier: Apache-2.0
// Files in which tools keep credentials, told by their path. Tokens in them that have a format of their own are reported
// as that; what is left is told by its place in the file.
import { fingerprint } from '../../detect/fingerprint.ts';
import { family } from '../family.ts';
import { entropy, isPlaceholder, type Sighting } from '../format.ts';

export interface CredentialFile {
  readonly what: string;
  readonly path: RegExp;
  /** Group 1 is the secret; global. None: the file is a store that is not read (a database, encrypted). */
  readonly values?: readonly RegExp[];
}

const json = (names: string): RegExp => new RegExp(`"(?:${names})"\\s*:\\s*"([^"\\\\]{8,4096})"`, 'g');
const ini = (names: string): RegExp =>
  new RegExp(`^[ \\t]*(?:${names})[ \\t]*[=:][ \\t]*["']?([^\\s"'#]{8,4096})`, 'gm');

export const credentialFileKinds: readonly CredentialFile[] = [
  {
    what: 'git credential store',
    path: /(?:^|\/)\.git-credentials$|(?:^|\/)\.config\/git\/credentials$/,
    values: [/^https?:\/\/[^\s:@/]{0,200}:([^\s@/]{4,500})@/gm],
  },
  { what: '.netrc', path: /(?:^|\/)[._]netrc$/, values: [/\bpassword[ \t\r\n]+([^\s]{4,500})/g] },
  {
    what: 'npm configuration',
    path: /(?:^|\/)\.npmrc$|(?:^|\/)\.yarnrc\.yml$/,
    values: [
      /_authToken[ \t]*=[ \t]*["']?([^\s"']{8,500})/g,
      /(?:_auth|_password)[ \t]*=[ \t]*["']?([^\s"']{8,500})/g,
      /npmAuthToken:[ \t]*["']?([^\s"']{8,500})/g,
    ],
  },
  { what: 'PyPI configuration', path: /(?:^|\/)\.pypirc$/, values: [ini('password')] },
  {
    what: 'Docker configuration',
    path: /(?:^|\/)(?:\.docker\/config\.json|\.dockerconfigjson|\.dockercfg)$/,
    values: [json('identitytoken|registrytoken|auth')],
  },
  {
    what: 'kubeconfig',
    path: /(?:^|\/)(?:\.kube\/config|kubeconfig(?:\.ya?ml)?|[\w-]+\.kubeconfig|admin\.conf)$/,
    values: [/^[ \t]*(?:token|password|refresh-token|id-token|access-token):[ \t]*["']?([^\s"']{8,8192})/gm],
  },
  {
    what: 'AWS credentials file',
    path: /(?:^|\/)\.aws\/credentials$/,
    values: [ini('aws_secret_access_key'), ini('aws_session_token')],
  },
  {
    what: 'AWS sign-in cache',
    path: /(?:^|\/)\.aws\/(?:sso|cli)\/cache\/[\w-]+\.json$/,
    values: [json('accessToken|refreshToken|clientSecret|SecretAccessKey|SessionToken')],
  },
  {
    what: 'Azure token cache',
    path: /(?:^|\/)(?:msal_token_cache\.json|msal\.cache|accessTokens\.json|msal_http_cache\.json|TokenCache\.dat|AzureRmContext\.json)$/,
    values: [json('secret|refreshToken|refresh_token|accessToken|ServicePrincipalSecret')],
  },
  {
    what: 'encrypted Azure token cache',
    path: /(?:^|\/)(?:msal_token_cache\.bin|msal_token_cache\.bin3|msalcache\.bin3?|msal\.cache\.bin)$/,
  },
  {
    what: 'Google Cloud default credentials',
    path: /(?:^|\/)(?:application_default_credentials\.json|legacy_credentials\/[^/]+\/(?:adc|singlestore)\.json|\.boto)$/,
    values: [json('refresh_token|client_secret'), ini('gs_oauth2_refresh_token')],
  },
  {
    what: 'Google Cloud credential database',
    path: /(?:^|\/)(?:gcloud|\.gcloud)\/(?:credentials|access_tokens)\.db$|(?:^|\/)credentials\.db$/,
  },
  {
    what: 'GitHub command line configuration',
    path: /(?:^|\/)\.?(?:config\/)?gh\/hosts\.yml$|(?:^|\/)github-copilot\/(?:hosts|apps)\.json$/,
    values: [/oauth_token"?:[ \t]*"?([^\s"']{8,500})/g],
  },
  {
    what: 'GitLab command line configuration',
    path: /(?:^|\/)glab-cli\/config\.yml$/,
    values: [/^[ \t]*token:[ \t]*(?:!!null )?([^\s"']{8,500})/gm],
  },
  {
    what: 'Terraform credentials file',
    path: /(?:^|\/)(?:credentials\.tfrc\.json|\.terraformrc|terraform\.rc)$/,
    values: [json('token'), /\btoken[ \t]*=[ \t]*"([^"]{8,500})"/g],
  },
  { what: 'Vault token file', path: /(?:^|\/)\.vault-token$/, values: [/^([^\s]{8,500})\s*$/g] },
  {
    what: 'Cargo credentials file',
    path: /(?:^|\/)\.cargo\/credentials(?:\.toml)?$/,
    values: [/^[ \t]*token[ \t]*=[ \t]*"([^"]{8,500})"/gm],
  },
  {
    what: 'RubyGems credentials file',
    path: /(?:^|\/)\.gem\/credentials$/,
    values: [/^:?[\w.-]{1,100}:[ \t]*["']?([^\s"']{16,500})/gm],
  },
  { what: 'Databricks configuration', path: /(?:^|\/)\.databrickscfg$/, values: [ini('token|client_secret|password')] },
  {
    what: 'Composer credentials',
    path: /(?:^|\/)(?:\.composer\/|composer\/)auth\.json$/,
    values: [/"[\w.-]{3,100}"\s*:\s*"([^"\\]{16,500})"/g],
  },
  {
    what: 'Salesforce credentials file',
    path: /(?:^|\/)\.sfdx\/[^/]+@[^/]+\.json$/,
    values: [json('accessToken|refreshToken')],
  },
];

/** Fingerprints of client secrets that are in the source of public clients: those of the Google Cloud command line. */
const published: ReadonlySet<string> = new Set(['1538324b7001', 'ec0eeec330fd']);

/** What kind of credential file a path is, if any. */
export function credentialFileKind(path: string): CredentialFile | undefined {
  return credentialFileKinds.find((it) => it.path.test(path));
}

/** The secrets of such a file; those that are filled in later (`${NPM_TOKEN}`) are none. */
export function secretsOfFile(kind: CredentialFile, text: string): readonly Sighting[] {
  const found: Sighting[] = [];
  for (const pattern of kind.values ?? []) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? '';
      if (published.has(/secret ([0-9a-f]+)/.exec(fingerprint(secret))?.[1] ?? '')) continue;
      if (isPlaceholder(secret) || entropy(secret) < 2.5 || /^\$|^<|^\{\{/.test(secret)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      found.push({
        start,
        end: start + secret.length,
        secret,
        what: `credential in ${/^(?:[AE]|npm)/i.test(kind.what) && !/^\./.test(kind.what) ? 'an' : 'a'} ${kind.what}`,
        wrapped: true,
      });
      if (found.length >= 500) return found;
    }
  }
  return found;
}

export const credentialFiles = family(
  {
    id: 'credential-files',
    name: 'Credential file',
    plural: 'credentials of command-line tools',
    weakness: 'Credentials of a tool at rest',
    severity: 'high',
    why: 'Thieves of tokens know these paths by heart: the first thing that malware on a laptop or in a build does is to read them, as tools keep access and refresh tokens there in the clear.',
    revoke: [
      'Sign out of the tool (`az logout`, `gcloud auth revoke`, `aws sso logout`, `gh auth logout`, `docker logout`), which revokes what it can, and change the password that stood there.',
      'Use the key chain of the system as the store (`git config credential.helper`, `docker-credential-*`, `gh auth login` without `--insecure-storage`).',
    ],
  },
  [
    {
      id: 'credential-file',
      what: 'credential in a file of a tool',
      keywords: [],
      severity: 'high',
      confidence: 'medium',
      find: () => undefined,
    },
  ],
);
