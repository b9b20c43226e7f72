// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { accesses, judgeAccess, placeOf } from './accesses.ts';

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
    for (const it of accesses(inventory, 'read-secrets')) {
      yield judgeAccess(it, ({ binding }) => ({
        summary: `${binding.member} can read every secret of ${placeOf(binding)}`,
        note: `${binding.role} on ${binding.resource}`,
      }));
    }
  },
});
