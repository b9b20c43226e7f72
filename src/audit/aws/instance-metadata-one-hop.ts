// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsInstanceMetadataOneHop = defineCheck({
  id: 'aws-instance-metadata-one-hop',
  area: 'aws',
  title: 'Containers cannot reach the metadata of their instance',
  weakness: 'Metadata of an instance reaches into its containers',
  severity: 'medium',
  rows: ['A4', 'A5'],
  why: 'With a hop limit over 1, a container on the instance gets the credentials of the instance, not only its own.',
  remediation: [
    '`aws ec2 modify-instance-metadata-options --instance-id ID --http-put-response-hop-limit 1`; give containers roles of their own (IRSA, Pod Identity, task roles).',
  ],
  mappings: { mitigations: ['M1018'], techniques: ['T1552.005'], peers: { kubescape: ['C-0052'] } },
  needs: [{ kind: 'aws.instance' }],
  *judge(inventory) {
    for (const it of inventory.of('aws.instance')) {
      if (it.profile === undefined || it.metadata?.enabled === false) continue;
      const subject = { kind: 'instance', id: it.id, name: it.name };
      const hops = it.metadata?.hopLimit;
      if (hops === undefined)
        yield { status: 'unknown', subject, reason: 'the export does not hold the hop limit (MetadataOptions)' };
      else if (hops <= 1) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `Containers on the instance ${it.name} can get the credentials of its role: metadata travels ${hops} hops.`,
          evidence: [
            {
              where: it.where,
              path: [...(it.where.path ?? []), 'MetadataOptions', 'HttpPutResponseHopLimit'],
              note: `HttpPutResponseHopLimit is ${hops}`,
            },
          ],
        };
    }
  },
});
