// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const serviceTokenExpiryRequired = defineCheck({
  id: 'gitlab-service-token-expiry-required',
  area: 'ci',
  title: 'Tokens of service accounts must have an end',
  weakness: 'Tokens of service accounts may live for ever',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Tokens of service accounts stand in more places than those of people, and no one notices when they are used by somebody else.',
  remediation: ['`glab api -X PUT application/settings -F service_access_tokens_expiration_enforced=true`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.serviceTokenExpiryRequired === undefined)
        yield unknown(
          subject,
          'the settings do not have service_access_tokens_expiration_enforced: this server may be older',
        );
      else if (it.serviceTokenExpiryRequired !== false) yield pass(subject);
      else
        yield fail(
          subject,
          'Tokens of service accounts need no end.',
          at(it, 'service_access_tokens_expiration_enforced is false', 'service_access_tokens_expiration_enforced'),
        );
    }
  },
});
