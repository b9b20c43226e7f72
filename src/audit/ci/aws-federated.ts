// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { hasInput, scriptUse, secretInput, secretVariable } from './shared/stored-keys.ts';
import { stepText } from './shared/views.ts';

export const awsFederated = defineCheck({
  id: 'ci-aws-federated',
  area: 'ci',
  title: 'Pipelines sign in to AWS with their identity, not with a stored key',
  weakness: 'Long-lived AWS key in a pipeline',
  severity: 'high',
  rows: ['A3', 'A4', 'U1'],
  why: 'An access key of an IAM user works from anywhere until somebody deletes it. Whoever reads it once in a pipeline, by a compromised dependency or a log, has it for months. Credentials of a role that trusts the identity token of the pipeline are over after an hour and are given to one repository and branch only.',
  remediation: [
    'Make an IAM OIDC provider for the pipeline and a role whose trust policy names repository and branch in `sub`.',
    'Use `aws-actions/configure-aws-credentials` with `role-to-assume`, and `permissions: { id-token: write }`; on GitLab `id_tokens:` and `aws sts assume-role-with-web-identity`.',
    'Delete the access key: `aws iam delete-access-key --user-name USER --access-key-id ID`.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'], peers: { octoscan: ['credentials'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const action = step.uses?.name.toLowerCase() === 'aws-actions/configure-aws-credentials';
      const stored =
        (action ? secretInput(step, 'aws-secret-access-key', 'aws-access-key-id') : undefined) ??
        secretVariable(step, view, /^(?:TF_VAR_)?aws_secret_access_key$/i) ??
        scriptUse(step, /\baws\s+configure\s+set\s+aws_secret_access_key\b|\bexport\s+AWS_SECRET_ACCESS_KEY=/i);
      if (stored !== undefined)
        return {
          summary: `${stepText(step, view)} signs in to AWS with a stored key (${stored.name}).`,
          at: stored.at,
          note: stored.name,
        };
      if (action && hasInput(step, 'role-to-assume', 'web-identity-token-file') !== undefined) return 'pass';
      return /assume-role-with-web-identity|AWS_WEB_IDENTITY_TOKEN_FILE/.test(step.run ?? '') ? 'pass' : undefined;
    });
  },
});
