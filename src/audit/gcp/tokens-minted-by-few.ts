// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isGoogleAgent } from './members.ts';

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
  settings: {
    roles: {
      default: [
        'roles/iam.serviceAccountTokenCreator',
        'roles/iam.serviceAccountUser',
        'roles/iam.serviceAccountKeyAdmin',
        'roles/iam.serviceAccountAdmin',
        'roles/iam.workloadIdentityUser',
        'roles/iam.serviceAccountOpenIdTokenCreator',
      ],
      description: 'roles that let one act as a service account',
    },
  },
  *judge(inventory, { settings }) {
    const roles = new Set(settings.list('roles'));
    for (const it of inventory.of('gcp.binding')) {
      if (!roles.has(it.role) || isGoogleAgent(it.member)) continue;
      const subject = { kind: 'binding', id: it.id, name: `${it.role} for ${it.member}` };
      if (it.level !== 'project' && it.level !== 'folder' && it.level !== 'organization')
        yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          severity: it.level === 'project' ? 'high' : 'critical',
          summary: `${it.member} has ${it.role} on the ${it.level} ${it.resource.split('/').at(-1)}, and with it every service account below${it.condition === undefined ? '' : ', under a condition that was not judged'}.`,
          ...(it.condition === undefined ? {} : { confidence: 'low' as const }),
          evidence: [{ where: it.where, note: `bound on ${it.resource}` }],
        };
    }
  },
});
