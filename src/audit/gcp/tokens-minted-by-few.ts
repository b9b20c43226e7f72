// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, judgeAccess, placeOf } from './accesses.ts';

export const gcpTokensMintedByFew = defineCheck({
  id: 'gcp-tokens-minted-by-few',
  area: 'gcp',
  title: 'Tokens of service accounts are minted on single accounts, not on projects',
  weakness: 'Member that can mint tokens of every service account below',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'The roles Token Creator, Service Account User, Key Admin and their like on a project reach every service account in it, the strongest too. A stolen token of such a member is a token of all of them.',
  remediation: [
    'Grant the role on the one service account: `gcloud iam service-accounts add-iam-policy-binding EMAIL --member=MEMBER --role=ROLE`, then remove it from the project.',
  ],
  mappings: { cis: ['GCP Foundation 1.6'], mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  *judge(inventory) {
    for (const it of accesses(inventory, 'mint-tokens')) {
      yield judgeAccess(it, ({ binding, access }) => ({
        severity: binding.level === 'project' ? 'high' : 'critical',
        summary: `${binding.member} has ${binding.role} on ${placeOf(binding)}, and with it every service account below`,
        note: `bound on ${binding.resource}; it gives ${access.permissions.join(', ')}`,
      }));
    }
  },
});
