// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, dependingOn, isWide, missingRole } from './accesses.ts';

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
    for (const { binding, access } of accesses(inventory, 'mint-tokens')) {
      const { member, role, level, resource } = binding;
      const subject = { kind: 'binding', id: binding.id, name: `${role} for ${member}` };
      if (!isWide(binding) || access.holds === 'no') yield { status: 'pass', subject };
      else if (access.holds === 'unknown') yield { status: 'unknown', subject, reason: missingRole(binding) };
      else
        yield {
          status: 'fail',
          subject,
          severity: level === 'project' ? 'high' : 'critical',
          summary: `${member} has ${role} on the ${level} ${resource.split('/').at(-1)}, and with it every service account below${dependingOn(access)}.`,
          ...(access.holds === 'depends' ? { confidence: 'medium' as const } : {}),
          evidence: [{ where: binding.where, note: `bound on ${resource}; it gives ${access.permissions.join(', ')}` }],
        };
    }
  },
});
