// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpNothingForEverybody = defineCheck({
  id: 'gcp-nothing-for-everybody',
  area: 'gcp',
  title: 'No role is given to everybody',
  weakness: 'Role that everybody on the internet has',
  severity: 'high',
  rows: ['A2'],
  why: 'allUsers is everybody; allAuthenticatedUsers is everybody with any Google account. On a service account or secret that is the token itself.',
  remediation: [
    '`gcloud ... remove-iam-policy-binding --member=allUsers --role=ROLE`; set the constraint `iam.allowedPolicyMemberDomains`.',
  ],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  settings: {
    publicRoles: {
      default: [
        'roles/run.invoker',
        'roles/cloudfunctions.invoker',
        'roles/storage.objectViewer',
        'roles/storage.legacyObjectReader',
      ],
      description: 'roles that public sites and services have; given to everybody they are low',
    },
  },
  *judge(inventory, { settings }) {
    for (const it of inventory.of('gcp.binding')) {
      const subject = { kind: 'binding', id: it.id, name: `${it.role} for ${it.member}` };
      if (it.member !== 'allUsers' && it.member !== 'allAuthenticatedUsers') {
        yield { status: 'pass', subject };
        continue;
      }
      const secret = /secretmanager|serviceAccount|workloadIdentity/i.test(`${it.role} ${it.resource}`);
      yield {
        status: 'fail',
        subject,
        severity: secret ? 'critical' : settings.list('publicRoles').includes(it.role) ? 'low' : 'high',
        summary: `${it.member === 'allUsers' ? 'Everybody on the internet' : 'Everybody with a Google account'} has ${it.role} on ${it.resource.split('/').slice(-2).join('/')}.`,
        evidence: [{ where: it.where, note: `bound to ${it.member}` }],
      };
    }
  },
});
