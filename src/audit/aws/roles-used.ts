// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const awsRolesUsed = defineCheck({
  id: 'aws-roles-used',
  area: 'aws',
  title: 'Roles are used',
  weakness: 'Role that nobody uses',
  severity: 'low',
  rows: ['A6', 'U3'],
  why: 'A role that nobody uses keeps its rights and its trust, and nobody notices when somebody else takes it.',
  remediation: ['Look at its last use with `aws iam get-role`, then delete it or empty its trust policy.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }, { kind: 'identity', provider: 'aws' }],
  settings: { days: { default: 90, description: 'days without use; AWS keeps 400 days' } },
  *judge(inventory, { now, settings }) {
    const limit = settings.number('days') * 86_400_000;
    for (const role of inventory.of('aws.principal')) {
      if (role.type !== 'role' || role.serviceLinked) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const it = inventory.find('identity', role.id);
      // A role of a template is not there yet.
      if (it === undefined) continue;
      if (it.lastUsed === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'the export does not say when the role was last used (RoleLastUsed)',
        };
        continue;
      }
      const { lastUsed } = it;
      const last = 'at' in lastUsed ? lastUsed.at : it.created;
      if (last === undefined || now - Date.parse(last) <= limit) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The role ${role.name} was ${'at' in lastUsed ? `last used on ${last.slice(0, 10)}` : 'not used in the 400 days that AWS keeps'}.`,
          evidence: [
            {
              where: role.where,
              path: [...(role.where.path ?? []), 'RoleLastUsed'],
              note:
                'at' in lastUsed
                  ? `last used on ${last.slice(0, 10)}`
                  : `made on ${last.slice(0, 10)}, no use recorded`,
            },
          ],
        };
    }
  },
});
