// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeDisuse } from './judge-disuse.ts';

export const authorisedCredentialsUsed = defineCheck({
  id: 'github-authorised-credentials-used',
  area: 'ci',
  title: 'Tokens and keys authorised for single sign-on are in use',
  weakness: 'Authorised token or key is not used',
  severity: 'low',
  rows: ['A6', 'U3'],
  why: "Each authorised credential passes the organisation's sign-on without asking its owner again. One that nobody uses can only be used by somebody else.",
  remediation: ['`gh api -X DELETE orgs/ORG/credential-authorizations/ID`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-6'] },
  needs: [{ kind: 'github.credential-authorization' }],
  settings: {
    days: { default: 90, description: 'days without use after which it counts as unused' },
  },
  judge: (inventory, context) =>
    judgeDisuse(context, inventory.of('github.credential-authorization'), {
      kind: 'credential',
      name: (it) => it.name ?? it.login,
      since: (it) => it.authorized,
      field: 'credential_accessed_at',
      title: (it) => `The ${it.type} "${it.name ?? ''}" of ${it.login}`,
    }),
});
