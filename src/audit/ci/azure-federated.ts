// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { hasInput, scriptUse, secretInput, secretVariable } from './shared/stored-keys.ts';
import { stepText } from './shared/views.ts';

export const azureFederated = defineCheck({
  id: 'ci-azure-federated',
  area: 'ci',
  title: 'Pipelines sign in to Azure with their identity, not with a client secret',
  weakness: 'Client secret of an Entra application in a pipeline',
  severity: 'high',
  rows: ['A3', 'A4', 'U1'],
  why: 'A client secret signs in as the application from anywhere, without a second factor, until it expires in up to two years. A federated credential of the same application takes the identity token of one repository and branch, and there is nothing to steal between runs.',
  remediation: [
    'Add a federated credential: `az ad app federated-credential create --id APP --parameters credential.json`, with `subject` `repo:ORG/REPO:environment:NAME`.',
    'Use `azure/login` with `client-id`, `tenant-id` and `subscription-id`, and `permissions: { id-token: write }`.',
    'Delete the secret: `az ad app credential delete --id APP --key-id KEY`.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'], peers: { octoscan: ['credentials'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const action = step.uses?.name.toLowerCase() === 'azure/login';
      const stored =
        (action ? secretInput(step, 'creds') : undefined) ??
        secretVariable(step, view, /^(?:ARM|AZURE)_CLIENT_SECRET$/i) ??
        scriptUse(step, /\baz\s+login\b[^\n]*--service-principal\b[^\n]*(?:-p|--password)[ =]\S+/i);
      if (stored !== undefined)
        return {
          summary: `${stepText(step, view)} signs in to Azure with a stored client secret (${stored.name}).`,
          at: stored.at,
          note: stored.name,
        };
      if (action && hasInput(step, 'client-id') !== undefined) return 'pass';
      return /\baz\s+login\b[^\n]*(?:--federated-token|--identity)\b/.test(step.run ?? '') ? 'pass' : undefined;
    });
  },
});
