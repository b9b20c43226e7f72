// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

export const hooksStayOutside = defineCheck({
  id: 'gitlab-hooks-stay-outside',
  area: 'ci',
  title: 'Webhooks do not call the inner network',
  weakness: 'Webhooks may call the inner network and the metadata service',
  severity: 'medium',
  rows: ['A1', 'A4', 'A5'],
  why: "Every maintainer sets webhooks. Where they may call local addresses, the server itself asks inner services and the cloud's metadata address for a thief who has the token of one maintainer.",
  remediation: [
    '`glab api -X PUT application/settings -F allow_local_requests_from_web_hooks_and_services=false`, with exceptions in `outbound_local_requests_whitelist`.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-7'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'gitlab.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      const field = 'allow_local_requests_from_web_hooks_and_services';
      if (it.hooksReachInside === undefined) yield unknown(subject, `the settings do not have ${field}`);
      else if (!it.hooksReachInside) yield pass(subject);
      else
        yield fail(
          subject,
          'Webhooks and integrations may call addresses of the inner network.',
          at(it, `${field} is true`, field),
        );
    }
  },
});
