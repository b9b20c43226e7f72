// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicy, judgeTokens } from './shared/azure-devops.ts';

export const azureTokensNotGlobal = defineCheck({
  id: 'ci-azure-tokens-not-global',
  area: 'ci',
  title: 'Personal access tokens are for one organisation',
  weakness: 'Personal access token that works in every organisation of its owner',
  severity: 'medium',
  rows: ['U1', 'A6'],
  why: 'A token for all organisations is good for those of customers and former employers too, and no single organisation sees what is done with it elsewhere.',
  remediation: [
    'Make one for the organisation that needs it, then revoke this one: User settings > Personal access tokens.',
    'Organization settings > Microsoft Entra > "Restrict global personal access token creation".',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018', 'M1047'], peers: { maester: ['AZDO.1032'] } },
  needs: [{ kind: 'azure-devops.token' }],
  *judge(inventory, context) {
    yield* judgePolicy(
      inventory,
      'RestrictGlobalPersonalAccessToken',
      'everybody can make tokens for all organisations',
    );
    yield* judgeTokens(inventory, context.now, ({ everywhere }) => {
      if (everywhere === undefined)
        return { unknown: 'the export does not say where the token is valid: `targetAccounts` is missing' };
      return everywhere ? { wrong: 'works in every organisation of its owner' } : undefined;
    });
  },
});
