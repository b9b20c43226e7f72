// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsRootRarelyUsed = defineCheck({
  id: 'aws-root-rarely-used',
  area: 'aws',
  title: 'The root user is not used',
  weakness: 'Root user at work',
  severity: 'high',
  rows: ['U6'],
  why: 'What root does cannot be limited or told apart from an attacker who has it. It is for the few tasks that nothing else can do.',
  remediation: [
    'Find out in CloudTrail what it was used for, and give a role the right to do that.',
    'Let an alarm go off when root is used.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.7'], mitigations: ['M1018'] },
  needs: [{ kind: 'identity', provider: 'aws' }, { kind: 'aws.user-credentials' }],
  settings: { days: { default: 30, description: 'days back in which a use counts' } },
  *judge(inventory, { now, settings }) {
    for (const it of inventory.of('identity')) {
      if (it.provider !== 'aws' || it.roles?.includes('root') !== true) continue;
      const subject = { kind: 'user', id: it.id, name: 'root' };
      const { lastUsed } = it;
      if (lastUsed === undefined) {
        yield { status: 'unknown', subject, reason: 'the credential report does not say when it was used' };
        continue;
      }
      const days = 'at' in lastUsed ? Math.floor((now - Date.parse(lastUsed.at)) / 86_400_000) : undefined;
      if (days === undefined || days > settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The root user was used ${days === 0 ? 'today' : `${days} days ago`}.`,
          evidence: [{ where: it.where, note: 'at' in lastUsed ? `last used on ${lastUsed.at.slice(0, 10)}` : '' }],
        };
    }
  },
});
