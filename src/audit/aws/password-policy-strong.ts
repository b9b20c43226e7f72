// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsPasswordPolicyStrong = defineCheck({
  id: 'aws-password-policy-strong',
  area: 'aws',
  title: 'The password policy asks for long passwords that are not used again',
  weakness: 'Weak password policy',
  severity: 'medium',
  rows: ['U2'],
  why: 'Short and repeated passwords are guessed from lists of other breaches, and a guessed password leads to credentials.',
  remediation: [
    '`aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24`.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.8', 'AWS Foundations 3.0 1.9'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.password-policy' }],
  settings: {
    length: { default: 14, description: 'characters at least', published: ['CIS AWS: 14'] },
    history: { default: 24, description: 'old passwords that may not be taken again', published: ['CIS AWS: 24'] },
  },
  *judge(inventory, { settings }) {
    for (const it of inventory.of('aws.password-policy')) {
      const subject = { kind: 'password-policy', id: it.id, name: 'password policy of the account' };
      const { minimumLength, reusePrevention } = it;
      if (minimumLength === undefined || reusePrevention === undefined) {
        yield { status: 'unknown', subject, reason: 'the policy does not say length and history' };
        continue;
      }
      const wrong = [
        ...(minimumLength < settings.number('length') ? [`passwords may have ${minimumLength} characters`] : []),
        ...(reusePrevention < settings.number('history')
          ? [`only ${reusePrevention} old passwords are remembered`]
          : []),
      ];
      if (wrong.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The password policy is weak: ${wrong.join(', and ')}.`,
          evidence: wrong.map((note) => ({ where: it.where, path: it.where.path ?? [], note })),
        };
    }
  },
});
