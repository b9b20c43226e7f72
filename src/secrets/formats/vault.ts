// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { isFree, looksRandom, prefixed, type TokenFormat } from '../format.ts';

/** `atlasv1` stands after fourteen characters of an id. */
const terraform: TokenFormat = {
  id: 'terraform-cloud-token',
  what: 'HCP Terraform token',
  keywords: ['.atlasv1.'],
  before: 24,
  reach: 100,
  severity: 'critical',
  find({ text, at }) {
    const start = at - 14;
    const secret = /^[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}(?![A-Za-z0-9_=-])/.exec(text.slice(start))?.[0];
    if (start < 0 || secret === undefined || !isFree(text, start, /[A-Za-z0-9]$/) || !looksRandom(secret, 4))
      return undefined;
    return { start, end: start + secret.length, secret };
  },
};

export const vault = family(
  {
    id: 'vault-tokens',
    name: 'HashiCorp',
    plural: 'Vault and Terraform tokens',
    weakness: 'Vault or Terraform token at rest',
    severity: 'critical',
    why: 'A Vault token reads every secret that its policies allow, and may be renewed for ever; a token of HCP Terraform runs plans with the cloud credentials of the workspace and reads its state, in which secrets stand in the clear.',
    revoke: [
      'Vault and OpenBao: `vault token revoke TOKEN` (or `vault token revoke -accessor ACCESSOR`); HCP Terraform: User or team settings > Tokens > Delete.',
    ],
    gitleaks: ['vault-service-token', 'vault-batch-token', 'hashicorp-tf-api-token'],
    trufflehog: ['TerraformCloudPersonalToken'],
  },
  [
    prefixed({
      id: 'vault-service-token',
      what: 'Vault service token',
      keywords: ['hvs.', 'hvr.'],
      pattern: /hv[sr]\.[A-Za-z0-9_-]{24,130}(?![A-Za-z0-9_-])/,
      severity: 'critical',
      notAfter: /[A-Za-z0-9_.-]$/,
      accept: (secret) => (looksRandom(secret, 3.8) ? [] : undefined),
    }),
    prefixed({
      id: 'vault-batch-token',
      what: 'Vault batch token',
      keywords: ['hvb.'],
      pattern: /hvb\.[A-Za-z0-9_-]{100,300}(?![A-Za-z0-9_-])/,
      severity: 'high',
      notAfter: /[A-Za-z0-9_.-]$/,
      accept: (secret) => (looksRandom(secret, 4) ? [] : undefined),
    }),
    terraform,
  ],
);
