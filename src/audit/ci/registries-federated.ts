// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { secretInput } from './shared/stored-keys.ts';
import { stepText } from './shared/views.ts';

/** Registries that take an identity of the pipeline, or the token of the job. */
const kinds: readonly (readonly [RegExp, string, string])[] = [
  [
    /\.dkr\.ecr\.[\w-]+\.amazonaws\.com|public\.ecr\.aws/,
    'Amazon ECR',
    '`aws-actions/amazon-ecr-login` after `configure-aws-credentials` with a role',
  ],
  [
    /(?:^|\.)(?:gcr\.io|pkg\.dev)(?:\/|$)/,
    'Google Artifact Registry',
    '`google-github-actions/auth` with `token_format: access_token`',
  ],
  [/\.azurecr\.io/, 'Azure Container Registry', '`azure/login` with a federated credential, then `az acr login`'],
  [
    /^ghcr\.io/,
    'GitHub Packages',
    'the token of the job, `secrets.GITHUB_TOKEN`, with `permissions: { packages: write }`',
  ],
];

export const registriesFederated = defineCheck({
  id: 'ci-registries-federated',
  area: 'ci',
  title: 'Pipelines sign in to image registries with their identity',
  weakness: 'Stored password of an image registry',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'Whoever has the password of a registry replaces the images that are deployed. Registries of the clouds and of GitHub take the identity of the job instead, so nothing needs to be stored.',
  remediation: ['Sign in with the identity of the job; then delete the stored password and the account it is of.'],
  mappings: { owasp: ['CICD-SEC-6'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.name.toLowerCase() !== 'docker/login-action') return undefined;
      const registry = step.with.registry ?? '';
      const kind = kinds.find(([pattern]) => pattern.test(registry));
      if (kind === undefined) return undefined;
      const stored = secretInput(step, 'password');
      if (stored === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} signs in to ${kind[1]} with a stored password.`,
        at: stored.at,
        note: `password: ${step.with.password ?? ''}`,
        next: [`Use ${kind[2]}.`],
      };
    });
  },
});
