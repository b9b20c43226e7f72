// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl } from './access-policies.ts';
import { entraIndex } from './entra-index.ts';

export const entraAgentRiskActedOn = defineCheck({
  id: 'entra-agent-risk-acted-on',
  area: 'entra',
  title: 'Agents at high risk get no tokens',
  weakness: 'Agents that Microsoft rates as risky go on getting tokens',
  severity: 'medium',
  rows: ['A4', 'A3'],
  why: 'An agent acts by itself with the tokens of an identity of its own. One that was talked into something by the text it read, or whose secret leaked, asks for resources it never asked for: Microsoft rates that as risk, and unless a policy acts on it the agent goes on.',
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy, "What does this policy apply to": Agents; include all agent identities and all resources; begin with report-only.',
    'Condition "Agent risk": High; grant "Block access".',
  ],
  mappings: { mitigations: ['M1047'], peers: { maester: ['MT.1181'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    const policies = inventory.of('entra.conditional-access-policy');
    if (policies.length > 0 && policies.every((it) => it.agentRisk === undefined)) {
      yield {
        status: 'unknown',
        subject: entraIndex(inventory).tenant,
        reason:
          'agentIdRiskLevels is not in the export of the policies: GET https://graph.microsoft.com/beta/identity/conditionalAccess/policies',
      };
      return;
    }
    yield* judgeControl(inventory, {
      what: 'blocks agents at high risk',
      matches: (policy) =>
        blocks(policy) &&
        policy.agentRisk?.includes('high') === true &&
        (policy.includeAgents === undefined || policy.includeAgents.includes('all')),
      cover: { users: 'none', apps: 'all' },
    });
  },
});
