// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsAccessAnalyzerFindingsHandled = defineCheck({
  id: 'aws-access-analyzer-findings-handled',
  area: 'aws',
  title: 'Findings of Access Analyzer are handled',
  weakness: 'Finding of Access Analyzer that nobody handled',
  severity: 'medium',
  rows: ['A2', 'A6', 'U1'],
  why: 'It says which roles, keys and secrets can be used from outside, and which rights nobody uses: what a thief can take from elsewhere, and keep unnoticed.',
  remediation: ['Remove the access, or archive the finding with a rule that says why it is meant.'],
  mappings: { cis: ['AWS Foundations 3.0 1.20'], mitigations: ['M1047', 'M1018'] },
  needs: [{ kind: 'aws.access-finding' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.access-finding')) {
      const subject = { kind: 'finding', id: it.id, name: it.resource };
      if (it.status !== 'ACTIVE') {
        yield { status: 'pass', subject };
        continue;
      }
      const unused = /unused/i.test(it.type);
      yield {
        status: 'fail',
        subject,
        severity: it.public === true ? 'high' : unused ? 'low' : 'medium',
        summary: unused
          ? `${it.resource} has access that nobody uses (${it.type}).`
          : `${it.resource} can be used from outside the account.`,
        evidence: [{ where: it.where, note: `${it.type}, active` }],
      };
    }
  },
});
