// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { blocks, judgeControl } from './access-policies.ts';

export const entraWorkloadIdentitiesLimited = defineCheck({
  id: 'entra-workload-identities-limited',
  area: 'entra',
  title: 'Workload identities sign in only from known networks, or are stopped at risk',
  weakness: 'Secrets of workload identities work from anywhere',
  severity: 'medium',
  rows: ['A4'],
  why: "A client secret that was found in a repository works from the thief's machine as well as from yours. Conditional access for workload identities ties it to your networks, or stops it when Microsoft sees it leaked.",
  remediation: [
    'In the Entra admin center: Protection, Conditional Access, New policy, "What does this policy apply to": Workload identities; include all owned service principals.',
    'Condition "Locations" with your networks excluded, or "Service principal risk": High, Medium; grant "Block access". Needs Workload Identities Premium.',
  ],
  mappings: { mitigations: ['M1047'], peers: { 'zt-assessment': ['21883', '21884'] } },
  needs: [{ kind: 'entra.conditional-access-policy' }],
  *judge(inventory) {
    yield* judgeControl(inventory, {
      what: 'limits workload identities by network or risk',
      matches: (policy) =>
        blocks(policy) &&
        policy.includeServicePrincipals.includes('ServicePrincipalsInMyTenant') &&
        (policy.servicePrincipalRisk.includes('high') || policy.excludeLocations.length > 0),
      cover: { users: 'none', apps: 'all', may: ['locations'] },
    });
  },
});
