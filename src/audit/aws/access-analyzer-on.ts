// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsAccessAnalyzerOn = defineCheck({
  id: 'aws-access-analyzer-on',
  area: 'aws',
  title: 'Access Analyzer watches the account',
  weakness: 'No Access Analyzer for access from outside',
  severity: 'low',
  rows: ['A2', 'A6'],
  why: 'Without it nobody is told when a role, key or secret is opened to another account.',
  remediation: [
    '`aws accessanalyzer create-analyzer --analyzer-name account --type ACCOUNT`, in each region that is used.',
  ],
  mappings: {
    cis: ['AWS Foundations 3.0 1.20'],
    mitigations: ['M1047'],
    peers: { prowler: ['accessanalyzer_enabled'] },
  },
  needs: [{ kind: 'aws.analyzer' }],
  *judge(inventory) {
    const active = inventory.of('aws.analyzer').filter((it) => it.active && /^(?:ACCOUNT|ORGANIZATION)$/.test(it.type));
    const subject = { kind: 'account', id: 'aws:access-analyzer', name: 'Access Analyzer' };
    const [first] = inventory.of('aws.analyzer');
    if (active.length > 0) yield { status: 'pass', subject };
    else
      yield {
        status: 'fail',
        subject,
        summary: 'No active analyzer looks for access from outside the account.',
        evidence:
          first === undefined
            ? []
            : [
                {
                  where: first.where,
                  note: `${first.name} is ${first.active ? `of type ${first.type}` : 'not active'}`,
                },
              ],
      };
  },
});
