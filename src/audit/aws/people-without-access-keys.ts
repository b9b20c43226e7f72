// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsPeopleWithoutAccessKeys = defineCheck({
  id: 'aws-people-without-access-keys',
  area: 'aws',
  title: 'People who sign in to the console have no access keys',
  weakness: 'Person with an access key that never ends',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'Keys of people lie in files of their laptops, where malware looks first. A person who signs in can have short-lived credentials instead.',
  remediation: [
    'Move people to IAM Identity Center: `aws configure sso`, then delete their keys.',
    'Give automation that runs under a person a role of its own.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 1.11'], mitigations: ['M1018'] },
  needs: [{ kind: 'aws.user-credentials' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.user-credentials')) {
      if (it.root || it.password !== true) continue;
      const subject = { kind: 'user', id: it.id, name: it.user };
      if (it.activeKeys === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${it.user} signs in to the console and has an active access key besides.`,
          evidence: [{ where: it.where, note: 'password_enabled and an access key are active' }],
        };
    }
  },
});
