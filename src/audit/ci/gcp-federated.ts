// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { hasInput, scriptUse, secretInput, secretVariable } from './shared/stored-keys.ts';
import { stepText } from './shared/views.ts';

export const gcpFederated = defineCheck({
  id: 'ci-gcp-federated',
  area: 'ci',
  title: 'Pipelines sign in to Google Cloud with their identity, not with a key file',
  weakness: 'Service-account key of Google Cloud in a pipeline',
  severity: 'high',
  rows: ['A3', 'A4', 'U1'],
  why: 'The key file of a service account does not expire, and works from anywhere. Workload identity federation gives the pipeline a token for an hour, for one repository and branch.',
  remediation: [
    'Make a workload identity pool and provider with a condition on the repository: `gcloud iam workload-identity-pools providers create-oidc ... --attribute-condition`.',
    'Use `google-github-actions/auth` with `workload_identity_provider`, and `permissions: { id-token: write }`.',
    'Delete the key: `gcloud iam service-accounts keys delete KEY --iam-account ACCOUNT`.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'], peers: { octoscan: ['credentials'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const name = step.uses?.name.toLowerCase() ?? '';
      const action = name === 'google-github-actions/auth';
      const stored =
        (action ? secretInput(step, 'credentials_json') : undefined) ??
        (name === 'google-github-actions/setup-gcloud' ? secretInput(step, 'service_account_key') : undefined) ??
        secretVariable(
          step,
          view,
          /^(?:GOOGLE_CREDENTIALS|GCP_SA_KEY|GCLOUD_SERVICE_KEY|GOOGLE_APPLICATION_CREDENTIALS_JSON)$/i,
        ) ??
        scriptUse(step, /\bgcloud\s+auth\s+activate-service-account\b[^\n]*--key-file\S*/i);
      if (stored !== undefined)
        return {
          summary: `${stepText(step, view)} signs in to Google Cloud with a stored key (${stored.name}).`,
          at: stored.at,
          note: stored.name,
        };
      if (action && hasInput(step, 'workload_identity_provider') !== undefined) return 'pass';
      return /\bworkload-identity-pools\s+create-cred-config/.test(step.run ?? '') ? 'pass' : undefined;
    });
  },
});
