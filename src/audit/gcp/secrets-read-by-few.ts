// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, dependingOn, isWide, missingRole } from './accesses.ts';

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
    for (const { binding, access } of accesses(inventory, 'read-secrets')) {
      const { member, role, level, resource } = binding;
      const subject = { kind: 'binding', id: binding.id, name: `${role} for ${member}` };
      if (!isWide(binding) || access.holds === 'no') yield { status: 'pass', subject };
      else if (access.holds === 'unknown') yield { status: 'unknown', subject, reason: missingRole(binding) };
      else
        yield {
          status: 'fail',
          subject,
          summary: `${member} can read every secret of the ${level} ${resource.split('/').at(-1)}${dependingOn(access)}.`,
          ...(access.holds === 'depends' ? { confidence: 'medium' as const } : {}),
          evidence: [{ where: binding.where, note: `${role} on ${resource}` }],
        };
    }
  },
});
