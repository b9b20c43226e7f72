// SPDX-License-Identifier: Apache-2.0
import type { LabOptions } from './lab.ts';

/** The options that made the folder `examples/`; a test holds the two together. */
export const exampleOptions = {
  seed: 1,
  start: '2026-03-02T00:00:00Z',
  days: 3,
  people: 12,
  size: 'small',
  attacks: [
    'k8s-exec-token-theft',
    'aws-instance-credentials',
    'azure-managed-identity-off-resource',
    'entra-consent-phishing',
    'entra-device-code-phishing',
    'refresh-token-reuse',
    'github-pat-theft',
    'google-oauth-abuse',
  ],
} as const satisfies LabOptions;
