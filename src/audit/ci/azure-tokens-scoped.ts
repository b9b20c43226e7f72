// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicy, judgeTokens } from './shared/azure-devops.ts';

export const azureTokensScoped = defineCheck({
  id: 'ci-azure-tokens-scoped',
  area: 'ci',
  title: 'Personal access tokens name what they may do',
  weakness: 'Personal access token with full access',
  severity: 'high',
  rows: ['U1', 'A6'],
  why: 'A token with full access is its owner: whoever finds it in a script reads every repository, variable and feed that the owner can, and makes more tokens. A token with one scope opens one door.',
  remediation: [
    'Make a new one with the scopes that its use needs, put it in place, then revoke this one: `DELETE https://vssps.dev.azure.com/ORG/_apis/tokens/pats?authorizationId=ID&api-version=7.1-preview.1`.',
    'Where a service uses it, replace it by a service principal or managed identity.',
    'Organization settings > Microsoft Entra > "Restrict full-scoped personal access token creation".',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018', 'M1047'], peers: { maester: ['AZDO.1036'] } },
  needs: [{ kind: 'azure-devops.token' }],
  *judge(inventory, context) {
    yield* judgePolicy(inventory, 'RestrictFullScopePersonalAccessToken', 'everybody can make tokens with full access');
    yield* judgeTokens(inventory, context.now, ({ scopes }) => {
      if (scopes === undefined) return { unknown: 'the export does not say what the token may do: `scope` is missing' };
      return scopes.includes('app_token') ? { wrong: 'may do everything that its owner may' } : undefined;
    });
  },
});
