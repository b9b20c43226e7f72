// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

const field = 'max_personal_access_token_lifetime';

/** What GitLab allows where nothing is set, as long as an end is required at all. */
const ownLimit = 365;

export const tokenLifetimeLimited = defineCheck({
  id: 'gitlab-token-lifetime-limited',
  area: 'ci',
  title: 'The life of access tokens is limited',
  weakness: 'Access tokens may live for very long',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'A token that leaked in a log, a shell history or an old laptop is good until it ends. The limit holds for personal, project and group tokens alike, and for those that nobody thinks of.',
  remediation: [
    '`glab api -X PUT application/settings -F max_personal_access_token_lifetime=90` (GitLab Ultimate), and require an end: `-F require_personal_access_token_expiry=true`',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'gitlab.instance' }],
  settings: {
    days: {
      default: 365,
      description: 'days that a token may live at most',
      published: ['GitLab: 365, or 400 with the extended limit'],
    },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    for (const it of inventory.of('gitlab.instance')) {
      const subject = { kind: 'server', id: it.id, name: 'GitLab' };
      if (it.mostTokenDays === undefined || it.tokenExpiryRequired === undefined) {
        yield unknown(subject, `the settings do not have ${field}, or not whether tokens must end`);
        continue;
      }
      const days = it.mostTokenDays === 'unset' ? ownLimit : it.mostTokenDays;
      if (!it.tokenExpiryRequired)
        yield fail(subject, 'Access tokens without an end may be made.', at(it, 'no end is required', field));
      else if (days <= limit) yield pass(subject);
      else yield fail(subject, `Access tokens may live ${days} days.`, at(it, `${field} is ${days}`, field));
    }
  },
});
