// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsInstanceMetadataWithTokens = defineCheck({
  id: 'aws-instance-metadata-with-tokens',
  area: 'aws',
  title: 'Instances give out metadata only against a session token (IMDSv2)',
  weakness: 'Instance that gives its credentials to a plain request',
  severity: 'high',
  rows: ['A4', 'A5'],
  why: 'With version 1 of the metadata service, a server-side request forgery, an open proxy or one line of a script gets the credentials of the role. Version 2 asks for a token that such requests cannot get.',
  remediation: [
    '`aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required --http-put-response-hop-limit 1`.',
    'Make it the default of the account: `aws ec2 modify-instance-metadata-defaults --http-tokens required`.',
  ],
  mappings: { cis: ['AWS Foundations 3.0 5.6'], mitigations: ['M1018'], techniques: ['T1552.005'] },
  needs: [{ kind: 'aws.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.instance')) {
      const subject = { kind: 'instance', id: it.id, name: it.name };
      if (it.metadata === undefined)
        yield { status: 'unknown', subject, reason: 'the export does not hold MetadataOptions' };
      else if (it.metadata.tokensRequired || !it.metadata.enabled) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The instance ${it.name} answers metadata requests without a session token${it.profile === undefined ? ', though it has no role' : ''}.`,
          ...(it.profile === undefined ? { severity: 'low' as const } : {}),
          evidence: [
            {
              where: it.where,
              path: [...(it.where.path ?? []), 'MetadataOptions', 'HttpTokens'],
              note: 'HttpTokens is optional',
            },
          ],
        };
    }
  },
});
