// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpFederatedMembersNamed = defineCheck({
  id: 'gcp-federated-members-named',
  area: 'gcp',
  title: 'Service accounts are opened to single repositories, not to whole pools',
  weakness: 'Service account that every job of a pool can become',
  severity: 'high',
  rows: ['A4', 'A2'],
  why: 'A binding for all identities of a pool lets every repository that the provider lets in become the account, also one that anybody in the organisation may push to.',
  remediation: [
    'Bind `principalSet://.../attribute.repository/ORG/REPO` or a single `principal://.../subject/...` instead of `principalSet://.../*`.',
  ],
  mappings: { owasp: ['CICD-SEC-2'], mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  *judge(inventory) {
    for (const it of inventory.of('gcp.binding')) {
      if (!/^principalSet:\/\/.*\/workloadIdentityPools\//.test(it.member)) continue;
      const subject = {
        kind: 'binding',
        id: it.id,
        name: `${it.role} for ${it.member.split('workloadIdentityPools/')[1]}`,
      };
      const pool = it.member.split('workloadIdentityPools/')[1] ?? '';
      const owner = /\/attribute\.(?:repository_owner(?:_id)?|namespace_path|actor|aud)\//.test(it.member);
      if (!pool.endsWith('/*') && !owner) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${pool.endsWith('/*') ? 'Every identity of the pool' : 'Every job of the organisation in the pool'} ${pool.split('/')[0]} has ${it.role} on ${it.resource.split('/').at(-1)}.`,
          ...(it.condition === undefined ? {} : { confidence: 'low' as const }),
          evidence: [{ where: it.where, note: `bound to ${it.member}` }],
        };
    }
  },
});
