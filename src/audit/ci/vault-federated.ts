// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { scriptUse, secretInput, secretVariable } from './shared/stored-keys.ts';
import { stepText } from './shared/views.ts';

export const vaultFederated = defineCheck({
  id: 'ci-vault-federated',
  area: 'ci',
  title: 'Pipelines sign in to Vault with their identity',
  weakness: 'Stored Vault token or AppRole secret in a pipeline',
  severity: 'medium',
  rows: ['A4', 'U1', 'U11'],
  why: 'A stored token or `secret_id` opens Vault from anywhere, and with it everything that the pipeline may read there. With the JWT method each run proves what it is, and nothing is stored.',
  remediation: [
    'Enable the JWT method for the issuer of the pipeline: `vault auth enable jwt`, with a role bound to repository and branch (`bound_claims`).',
    'Use `hashicorp/vault-action` with `method: jwt`; on GitLab `id_tokens:` with `secrets: vault`.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const action = step.uses?.name.toLowerCase() === 'hashicorp/vault-action';
      const method = step.with.method?.toLowerCase();
      if (action && (method === 'jwt' || method === 'github-oidc')) return 'pass';
      const stored =
        (action ? secretInput(step, 'token', 'secretId', 'githubToken', 'password') : undefined) ??
        secretVariable(step, view, /^VAULT_(?:TOKEN|SECRET_ID)$/i) ??
        scriptUse(step, /\bvault\s+write\b[^\n]*auth\/approle\/login\b[^\n]*secret_id=\S+|\bvault\s+login\s+\$\S+/i);
      if (stored !== undefined)
        return {
          summary: `${stepText(step, view)} signs in to Vault with a stored secret (${stored.name}).`,
          at: stored.at,
          note: stored.name,
        };
      return /\bvault\s+write\b[^\n]*auth\/jwt\/login/.test(step.run ?? '') ? 'pass' : undefined;
    });
  },
});
