// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { powersByPrincipal } from './judge-power.ts';

export const awsPrivilegedSessionsShort = defineCheck({
  id: 'aws-privileged-sessions-short',
  area: 'aws',
  title: 'Credentials of strong roles last an hour',
  weakness: 'Strong role whose stolen credentials last for many hours',
  severity: 'low',
  rows: ['A4'],
  why: 'Session credentials cannot be taken back before they end, only denied. The longer they last, the longer a thief has.',
  remediation: ['`aws iam update-role --role-name NAME --max-session-duration 3600`.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }],
  settings: {
    seconds: {
      default: 3600,
      description: 'longest session of a role with powers over tokens',
      published: ['AWS default: 3600'],
    },
  },
  *judge(inventory, { settings }) {
    const byPrincipal = powersByPrincipal(inventory);
    for (const role of inventory.of('aws.principal')) {
      const powers = byPrincipal.get(role.id) ?? [];
      if (role.type !== 'role' || role.serviceLinked || powers.length === 0) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const seconds = role.maxSessionSeconds;
      if (seconds === undefined)
        yield {
          status: 'unknown',
          subject,
          reason: 'the export does not say how long sessions may last: `aws iam get-role --role-name NAME` does',
        };
      else if (seconds <= settings.number('seconds')) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `Credentials of the role ${role.name} may last ${Math.round(seconds / 3600)} hours, and it has powers over tokens (${powers.map((it) => it.power).join(', ')}).`,
          evidence: [
            {
              where: role.where,
              path: [...(role.where.path ?? []), 'MaxSessionDuration'],
              note: `MaxSessionDuration is ${seconds}`,
            },
          ],
        };
    }
  },
});
