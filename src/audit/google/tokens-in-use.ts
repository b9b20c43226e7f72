// SPDX-License-Identifier: Apache-2.0
import { daysSince, fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

export const googleTokensInUse = defineCheck({
  id: 'google-tokens-in-use',
  area: 'google',
  title: 'Grants that are no longer used are withdrawn',
  weakness: 'Forgotten grant to an application',
  severity: 'low',
  rows: ['A6', 'A7', 'U3'],
  why: 'A refresh token of Google does not end by itself as long as it is used twice a year. Grants of a trial years ago are tokens at somebody else, that nobody watches.',
  remediation: [
    'Withdraw it: `DELETE https://admin.googleapis.com/admin/directory/v1/users/USER/tokens/CLIENT_ID`, or `gam user USER delete token clientid CLIENT_ID`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: {} },
  needs: [{ kind: 'google.token' }],
  settings: {
    days: {
      default: 90,
      description: 'days without use after which a grant counts as forgotten',
      published: ['Zero Trust Assessment: 90 days', 'EntraFalcon: 180 days'],
    },
  },
  *judge(inventory, { now, settings }) {
    const most = settings.number('days');
    const names = new Map(inventory.of('application').map((it) => [it.id, it.name]));
    for (const grant of inventory.of('grant')) {
      if (grant.provider !== 'google' || grant.principal === undefined || grant.principal === 'all-users') continue;
      const user = grant.principal.replace(/^google:user:/, '');
      const name = names.get(grant.to) ?? grant.to;
      const subject = { kind: 'grant', id: grant.id, name: `${user} to ${name}` };
      const used = grant.lastUsed;
      if (used === undefined) {
        yield unknown(
          subject,
          'when it was used is only in the token log: GET /admin/reports/v1/activity/users/all/applications/token',
        );
      } else if ('at' in used) {
        const age = daysSince(used.at, now);
        yield age <= most
          ? pass(subject)
          : fail(
              subject,
              `"${name}" has not used its token of ${user} for ${age} days.`,
              proof(grant.where, `last used ${used.at.slice(0, 10)}`),
            );
      } else if (used.since !== undefined && daysSince(used.since, now) > most) {
        yield fail(
          subject,
          `"${name}" has not used its token of ${user} since the log begins, ${used.since.slice(0, 10)}.`,
          proof(grant.where, 'no event of it in the token log'),
        );
      } else {
        yield unknown(subject, `the token log that was collected does not go back ${most} days`);
      }
    }
  },
});
