// SPDX-License-Identifier: Apache-2.0
import { powerCheck } from './power-check.ts';

export const tokenReviewLimited = powerCheck({
  id: 'kubernetes-token-review-limited',
  title: 'Only services that authenticate callers have tokens reviewed',
  weakness: 'Somebody may have tokens of others checked',
  severity: 'low',
  elsewhere: 'low',
  rows: ['A2', 'U1'],
  why: 'A TokenReview tells whether a found token is valid and whose it is. A thief tries stolen tokens that way without leaving a call by the victim in the log, and a service that reviews tokens receives them in full.',
  remediation: [
    'Keep the ClusterRole `system:auth-delegator` to API servers and proxies that authenticate callers; take it from others.',
    'Check that each such service asks for its own audience.',
  ],
  mappings: {
    mitigations: ['M1018', 'M1026'],
  },
  powers: ['review-tokens'],
  may: 'have tokens checked',
});
