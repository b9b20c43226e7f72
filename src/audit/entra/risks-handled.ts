// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysBetween } from './entra-index.ts';

export const entraRisksHandled = defineCheck({
  id: 'entra-risks-handled',
  area: 'entra',
  title: 'Nobody who was found at risk is left waiting',
  weakness: 'Risk was found and nobody looked',
  severity: 'high',
  rows: ['A8'],
  why: 'Microsoft found leaked credentials or odd use of a token. Until somebody looks, the thief goes on.',
  remediation: [
    'Look at the risk detections, revoke sessions (`POST /users/ID/revokeSignInSessions`) or remove the credentials of the service principal, then confirm or dismiss the risk.',
  ],
  mappings: { mitigations: ['M1047'], peers: { 'zt-assessment': ['21862', '22659'] } },
  needs: [{ kind: 'entra.risky-principal' }],
  *judge(inventory, context) {
    for (const risky of inventory.of('entra.risky-principal')) {
      const subject = { kind: risky.type, id: `entra:${risky.type}:${risky.objectId}`, name: risky.name };
      if (risky.state === 'unknown' || risky.level === 'hidden') {
        yield {
          status: 'unknown',
          subject,
          reason: 'the level of risk is shown with Entra ID P2 (Workload Identities Premium for applications) only',
        };
      } else if (risky.state !== 'atRisk' && risky.state !== 'confirmedCompromised') yield { status: 'pass', subject };
      else {
        const days = risky.updated === undefined ? undefined : daysBetween(risky.updated, context.now);
        yield {
          status: 'fail',
          subject,
          severity:
            risky.level === 'high' || risky.state === 'confirmedCompromised'
              ? 'critical'
              : risky.level === 'medium'
                ? 'high'
                : 'medium',
          summary: `${risky.name} is at ${risky.level} risk${days === undefined ? '' : `, for ${days} days,`} and nobody has dealt with it.`,
          evidence: [at(risky, `riskState is ${risky.state}, riskLevel ${risky.level}`, 'riskState')],
        };
      }
    }
  },
});
