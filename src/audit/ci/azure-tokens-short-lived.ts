// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicy, judgeTokens } from './shared/azure-devops.ts';

export const azureTokensShortLived = defineCheck({
  id: 'ci-azure-tokens-short-lived',
  area: 'ci',
  title: 'Personal access tokens end soon',
  weakness: 'Personal access token that lives long',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A token that was copied once works until it ends. Nobody remembers after a year where it was pasted.',
  remediation: [
    'Shorten it: `PUT https://vssps.dev.azure.com/ORG/_apis/tokens/pats?api-version=7.1-preview.1` with a nearer `validTo`.',
    'Set a limit: Organization settings > Microsoft Entra > "Enforce maximum personal access token lifespan".',
  ],
  mappings: { owasp: ['CICD-SEC-6'], mitigations: ['M1047'], peers: { maester: ['AZDO.1035'] } },
  needs: [{ kind: 'azure-devops.token' }],
  settings: {
    days: {
      default: 90,
      description: 'days that a token may live',
      published: ['Azure DevOps: 30 days by default, a year at most'],
    },
  },
  *judge(inventory, context) {
    const limit = context.settings.number('days');
    const lifespan = inventory.find('azure-devops.policy', 'azure-devops:policy:RestrictPersonalAccessTokenLifespan');
    if (lifespan?.on === true && (lifespan.days ?? 0) > limit)
      yield {
        status: 'fail',
        subject: { kind: 'policy', id: lifespan.id, name: lifespan.name },
        summary: `The policy allows personal access tokens to live ${lifespan.days} days.`,
        evidence: [{ where: lifespan.where, note: `MaxPatLifespanInDays: ${lifespan.days}` }],
      };
    else yield* judgePolicy(inventory, 'RestrictPersonalAccessTokenLifespan', 'tokens may live a year');
    yield* judgeTokens(inventory, context.now, ({ created, expires }) => {
      if (created === undefined || expires === undefined)
        return { unknown: 'the export does not say how long the token lives: `validFrom` or `validTo` is missing' };
      const days = Math.round((Date.parse(expires) - Date.parse(created)) / 86_400_000);
      return days > limit
        ? {
            wrong: `lives ${days} days, until ${expires.slice(0, 10)}`,
            ...(days > 4 * limit ? { severity: 'high' as const } : {}),
          }
        : undefined;
    });
  },
});
