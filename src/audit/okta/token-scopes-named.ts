// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './okta-index.ts';
import { tokenRules } from './token-rules.ts';

export const oktaTokenScopesNamed = defineCheck({
  id: 'okta-token-scopes-named',
  area: 'okta',
  title: 'Each client gets the scopes it is named for',
  weakness: 'Every client gets every scope',
  severity: 'medium',
  rows: ['A4', 'U1', 'U10'],
  why: 'Where any client may ask for any scope of an API, a token stolen from the least important application, or its secret, opens all of it.',
  remediation: [
    'Security, API, the authorization server, Access policies: assign each policy to named clients, and list scopes in its rules.',
    'Or: `PUT .../policies/POLICY` with `conditions.clients.include`, and `PUT .../rules/RULE` with `conditions.scopes.include`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1026'], peers: {} },
  needs: [{ kind: 'okta.token-rule' }, { kind: 'okta.authorization-policy' }],
  *judge(inventory) {
    const policies = new Map(inventory.of('okta.authorization-policy').map((it) => [it.policyId, it]));
    for (const { rule, subject } of tokenRules(inventory)) {
      const policy = rule.policyId === undefined ? undefined : policies.get(rule.policyId);
      if (rule.scopes === undefined || policy?.clients === undefined) {
        yield unknown(subject, 'the export lacks the scopes of the rule or the clients of its policy');
      } else if (rule.scopes.includes('*') && policy.clients.includes('ALL_CLIENTS')) {
        yield fail(subject, `By the rule "${subject.name}" every client gets any scope that it asks for.`, [
          place(rule, 'any scope', 'conditions', 'scopes', 'include'),
          place(policy, 'any client', 'conditions', 'clients', 'include'),
        ]);
      } else yield pass(subject);
    }
  },
});
