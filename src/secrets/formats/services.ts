// SPDX-License-Identifier: Apache-2.0
// Services whose tokens are told by a prefix alone.
import { family } from '../family.ts';
import { looksRandom, type Prefixed, prefixed } from '../format.ts';

const random =
  (bits: number) =>
  (secret: string): readonly string[] | undefined =>
    looksRandom(secret, bits) ? [] : undefined;

type Row = readonly [
  id: string,
  what: string,
  keywords: readonly string[],
  pattern: RegExp,
  severity: Prefixed['severity'],
  bits?: number,
];

const rows: readonly Row[] = [
  [
    'databricks-token',
    'Databricks personal access token',
    ['dapi'],
    /dapi[a-f0-9]{32}(?:-\d)?(?![A-Za-z0-9])/,
    'high',
    3,
  ],
  [
    'sentry-user-token',
    'Sentry auth token',
    ['sntryu_', 'sntrya_', 'sntryi_'],
    /sntry[uai]_[a-f0-9]{64}(?![A-Za-z0-9])/,
    'high',
    3,
  ],
  [
    'sentry-organisation-token',
    'Sentry organisation token',
    ['sntrys_eyJ'],
    /sntrys_eyJ[A-Za-z0-9+/=]{40,400}_[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/])/,
    'medium',
    4,
  ],
  [
    'stripe-live-key',
    'Stripe live key',
    ['sk_live_', 'rk_live_'],
    /[sr]k_live_[A-Za-z0-9]{24,120}(?![A-Za-z0-9])/,
    'critical',
    3.5,
  ],
  [
    'openai-key',
    'OpenAI API key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    /sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,160}T3BlbkFJ[A-Za-z0-9_-]{20,160}(?![A-Za-z0-9_-])/,
    'high',
    4,
  ],
  [
    'anthropic-key',
    'Anthropic API key',
    ['sk-ant-'],
    /sk-ant-(?:api|admin|oat)\d\d-[A-Za-z0-9_-]{80,120}(?![A-Za-z0-9_-])/,
    'high',
    4,
  ],
  ['huggingface-token', 'Hugging Face token', ['hf_'], /hf_[A-Za-z]{34}(?![A-Za-z0-9])/, 'high', 3.5],
  [
    'digitalocean-token',
    'DigitalOcean token',
    ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    /do[por]_v1_[a-f0-9]{64}(?![A-Za-z0-9])/,
    'critical',
    3,
  ],
  [
    'linear-key',
    'Linear API key',
    ['lin_api_', 'lin_oauth_'],
    /lin_(?:api|oauth)_[A-Za-z0-9]{40,64}(?![A-Za-z0-9])/,
    'medium',
    3.5,
  ],
  [
    'notion-token',
    'Notion integration token',
    ['ntn_', 'secret_ntn'],
    /ntn_\d{11}[A-Za-z0-9]{35}(?![A-Za-z0-9])/,
    'high',
    3.8,
  ],
  ['heroku-key', 'Heroku API key', ['HRKU-AA'], /HRKU-AA[A-Za-z0-9_-]{58}(?![A-Za-z0-9_-])/, 'high', 4],
  [
    'grafana-token',
    'Grafana service-account token',
    ['glsa_'],
    /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}(?![A-Za-z0-9])/,
    'high',
    3.8,
  ],
  ['pulumi-token', 'Pulumi access token', ['pul-'], /pul-[a-f0-9]{40}(?![A-Za-z0-9-])/, 'high', 3],
  [
    'shopify-token',
    'Shopify access token',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?![A-Za-z0-9])/,
    'high',
    3,
  ],
  ['sendgrid-key', 'SendGrid API key', ['SG.'], /SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/, 'high', 4],
  ['postman-key', 'Postman API key', ['PMAK-'], /PMAK-[a-f0-9]{24}-[a-f0-9]{34}(?![A-Za-z0-9])/, 'medium', 3],
  ['new-relic-key', 'New Relic user key', ['NRAK-'], /NRAK-[A-Z0-9]{27}(?![A-Za-z0-9])/, 'medium', 3],
  [
    'salesforce-refresh-token',
    'Salesforce refresh token',
    ['5Aep861'],
    /5Aep861[A-Za-z0-9._]{70,100}(?![A-Za-z0-9._])/,
    'critical',
    4,
  ],
  [
    'age-key',
    'age secret key',
    ['AGE-SECRET-KEY-1'],
    /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}(?![A-Z0-9])/,
    'high',
    3.5,
  ],
];

const formats = rows.map(([id, what, keywords, pattern, severity, bits = 3]) =>
  prefixed({ id, what, keywords, pattern, severity, accept: random(bits), reach: 600 }),
);

export const services = family(
  {
    id: 'service-tokens',
    name: 'Service',
    plural: 'tokens of other services',
    weakness: 'Token of a service at rest',
    severity: 'high',
    why: 'Whoever reads the file uses the service in your name, at your cost and on your data, until somebody revokes the token.',
    revoke: [
      'Revoke it where it was made: the finding names the service; most have it under Settings > API keys or tokens.',
    ],
    gitleaks: [
      'databricks-api-token',
      'sentry-user-token',
      'sentry-org-token',
      'stripe-access-token',
      'openai-api-key',
      'anthropic-api-key',
      'huggingface-access-token',
      'digitalocean-access-token',
      'digitalocean-pat',
      'digitalocean-refresh-token',
      'linear-api-key',
      'notion-api-token',
      'heroku-api-key-v2',
      'grafana-service-account-token',
      'pulumi-api-token',
      'shopify-access-token',
      'sendgrid-api-token',
      'postman-api-token',
      'new-relic-user-api-key',
      'age-secret-key',
    ],
    trufflehog: [
      'DatabricksToken',
      'SentryToken',
      'SentryOrgToken',
      'Stripe',
      'OpenAI',
      'Anthropic',
      'HuggingFace',
      'DigitalOceanToken',
      'DigitalOceanV2',
      'LinearAPI',
      'Notion',
      'Heroku',
      'GrafanaServiceAccount',
      'Pulumi',
      'Shopify',
      'SendGrid',
      'Postman',
      'NewRelicPersonalApiKey',
      'Salesforce',
      'SalesforceRefreshToken',
    ],
  },
  [
    ...formats,
    {
      // An organisation's id, an exclamation mark, and the session.
      id: 'salesforce-session',
      what: 'Salesforce access token',
      keywords: ['!AQ', '!AR'],
      before: 24,
      reach: 200,
      severity: 'medium',
      find({ text, at }) {
        const organisation = /00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/.exec(text.slice(0, at))?.[0];
        const rest = /^!A[QR][A-Za-z0-9._]{60,150}(?![A-Za-z0-9._])/.exec(text.slice(at))?.[0];
        if (organisation === undefined || rest === undefined || !looksRandom(rest, 4)) return undefined;
        const start = at - organisation.length;
        return {
          start,
          end: at + rest.length,
          secret: organisation + rest,
          facts: [`of organisation ${organisation}`],
        };
      },
    },
  ],
);
