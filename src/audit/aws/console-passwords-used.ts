// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsConsolePasswordsUsed = defineCheck({
  id: 'aws-console-passwords-used',
  area: 'aws',
  title: 'Console passwords are used',
  weakness: 'Console password that nobody uses',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'Nobody notices when the password of an account that nobody uses is guessed.',
  remediation: ['`aws iam delete-login-profile --user-name NAME`, and remove the user if it has no keys either.'],
  mappings: {
    cis: ['AWS Foundations 3.0 1.12'],
    mitigations: ['M1018'],
    peers: { prowler: ['iam_user_console_access_unused'] },
  },
  needs: [{ kind: 'aws.user-credentials' }, { kind: 'identity', provider: 'aws' }],
  settings: { days: { default: 45, description: 'days without a sign-in', published: ['CIS AWS: 45'] } },
  *judge(inventory, { now, settings }) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (it.root || it.password !== true) continue;
      const subject = { kind: 'user', id: it.id, name: it.user };
      const user = inventory.find('identity', it.id);
      const last = user?.lastInteractive;
      const from = last === undefined ? undefined : 'at' in last ? last.at : (last.since ?? user?.created);
      if (last === undefined || from === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'the credential report does not say when the password was last used',
        };
        continue;
      }
      const days = Math.floor((now - Date.parse(from)) / 86_400_000);
      if (days <= settings.number('days')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${it.user} has a console password and ${'at' in last ? `last signed in ${days} days ago` : `never signed in, in the ${days} days since the user was made`}.`,
          evidence: [
            { where: it.where, note: 'at' in last ? `last sign-in on ${from.slice(0, 10)}` : 'no sign-in recorded' },
          ],
        };
    }
  },
});
