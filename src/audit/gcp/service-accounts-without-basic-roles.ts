// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isGoogleAgent } from './members.ts';

export const gcpServiceAccountsWithoutBasicRoles = defineCheck({
  id: 'gcp-service-accounts-without-basic-roles',
  area: 'gcp',
  title: 'Service accounts have no basic roles (Owner, Editor)',
  weakness: 'Service account that may change everything in a project',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'A token of an account that is Editor of a project, taken from one pod or function, changes everything in it, and mints keys of other accounts.',
  remediation: [
    'Grant the predefined roles that it uses; the IAM recommender names them.',
    'Set the constraint `iam.automaticIamGrantsForDefaultServiceAccounts`, so that default accounts are not Editors.',
  ],
  mappings: { cis: ['GCP Foundation 1.5'], mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  *judge(inventory) {
    for (const it of inventory.of('gcp.binding')) {
      if (!it.member.startsWith('serviceAccount:') || isGoogleAgent(it.member)) continue;
      const subject = { kind: 'binding', id: it.id, name: `${it.role} for ${it.member}` };
      if (it.role !== 'roles/owner' && it.role !== 'roles/editor') yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          severity: it.role === 'roles/owner' ? 'critical' : 'high',
          summary: `The service account ${it.member.slice('serviceAccount:'.length)} is ${it.role === 'roles/owner' ? 'owner' : 'editor'} of the ${it.level} ${it.resource.split('/').at(-1)}.`,
          evidence: [{ where: it.where, note: `${it.role} on ${it.resource}` }],
        };
    }
  },
});
