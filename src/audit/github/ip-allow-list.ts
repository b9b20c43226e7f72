// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

export const ipAllowList = defineCheck({
  id: 'github-ip-allow-list',
  area: 'ci',
  title: 'Tokens are good only from listed addresses',
  weakness: 'Tokens are good from everywhere',
  severity: 'low',
  rows: ['A4', 'U8'],
  why: 'A stolen token is of no use to a thief whose address is not on the list: it is the one control that works after the theft, for personal tokens, keys and apps alike.',
  remediation: [
    'Organisation Settings, Authentication security, IP allow list (Enterprise Cloud): list offices, VPN and runners, then enable it, also for installed apps.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-7'] },
  needs: [{ kind: 'github.sign-on' }],
  *judge(inventory) {
    for (const it of inventory.of('github.sign-on')) {
      const subject = ofScope('github', `organization:${it.organization}`);
      if (it.allowList === undefined) yield unknown(subject, 'the answer has no ipAllowListEnabledSetting');
      else if (it.allowList) yield pass(subject);
      else
        yield fail(
          subject,
          `Tokens of ${it.organization} are good from every address of the internet.`,
          at(it, 'ipAllowListEnabledSetting is DISABLED', 'ipAllowListEnabledSetting'),
        );
    }
  },
});
