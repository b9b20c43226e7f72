// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpSecretsReadByFew = defineCheck({
  id: 'gcp-secrets-read-by-few',
  area: 'gcp',
  title: 'Secrets are read on single secrets, not on projects',
  weakness: 'Member that can read every secret below',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'Secret Manager holds the tokens of other systems. One stolen token of a member that reads all of a project is all of them.',
  remediation: ['Grant `roles/secretmanager.secretAccessor` on the one secret, or with a condition on its name.'],
  mappings: { mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'gcp.binding' }],
  *judge(inventory) {
    for (const it of inventory.of('gcp.binding')) {
      if (it.role !== 'roles/secretmanager.secretAccessor' && it.role !== 'roles/secretmanager.admin') continue;
      const subject = { kind: 'binding', id: it.id, name: `${it.role} for ${it.member}` };
      const wide = it.level === 'project' || it.level === 'folder' || it.level === 'organization';
      if (!wide || it.condition !== undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${it.member} can read every secret of the ${it.level} ${it.resource.split('/').at(-1)}.`,
          evidence: [{ where: it.where, note: `${it.role} on ${it.resource}` }],
        };
    }
  },
});
