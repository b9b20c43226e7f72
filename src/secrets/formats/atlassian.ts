// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { looksRandom, prefixed } from '../format.ts';

export const atlassian = family(
  {
    id: 'atlassian-tokens',
    name: 'Atlassian',
    severity: 'high',
    why: 'An API token acts as its owner in Jira, Confluence and Bitbucket, without a second factor: tickets and pages are full of further credentials.',
    revoke: [
      'Its owner at `https://id.atlassian.com/manage-profile/security/api-tokens`, an organisation administrator at admin.atlassian.com > Directory > the user > API tokens; Bitbucket: Repository or workspace settings > Access tokens.',
    ],
    gitleaks: ['atlassian-api-token'],
    trufflehog: ['BitbucketAppPassword', 'JiraToken'],
  },
  [
    prefixed({
      id: 'atlassian-api-token',
      what: 'Atlassian API token',
      keywords: ['ATATT3', 'ATCTT3'],
      // The eight hexadecimal digits at the end are a checksum; what over is not published, so it is not counted.
      pattern: /AT[AC]TT3[A-Za-z0-9_-]{20,220}=[0-9A-F]{8}(?![A-Za-z0-9_=-])/,
      severity: 'high',
      accept: (secret) => (looksRandom(secret, 3.8) ? [] : undefined),
    }),
    prefixed({
      id: 'bitbucket-app-password',
      what: 'Bitbucket app password',
      keywords: ['ATBB'],
      pattern: /ATBB[A-Za-z0-9]{24}[0-9A-F]{8}(?![A-Za-z0-9_=-])/,
      severity: 'high',
      accept: (secret) => (looksRandom(secret, 3.5) ? [] : undefined),
    }),
  ],
);
