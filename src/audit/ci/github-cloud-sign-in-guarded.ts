// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiPipeline, CiStep } from '../../model/inventory/ci.ts';
import { evidenceAt, judgeJobs } from './shared/judge.ts';
import { hasIdToken } from './shared/tokens.ts';
import { jobText } from './shared/views.ts';

/** Who a step becomes by the identity of its job; undefined where it does not, or has a key of its own. */
function becomes({ uses, with: inputs }: CiStep): string | undefined {
  switch (uses?.name.toLowerCase()) {
    case 'aws-actions/configure-aws-credentials':
      return inputs['aws-access-key-id'] === undefined ? inputs['role-to-assume'] : undefined;
    case 'google-github-actions/auth':
      return inputs.workload_identity_provider === undefined
        ? undefined
        : (inputs.service_account ?? inputs.workload_identity_provider);
    case 'azure/login':
      return inputs.creds === undefined && inputs['client-id'] !== undefined
        ? `Azure as ${inputs['client-id']}`
        : undefined;
    case 'hashicorp/vault-action':
      return inputs.method === 'jwt' ? `Vault as ${inputs.role ?? 'its default role'}` : undefined;
    default:
      return undefined;
  }
}

/** A way to start the workflow on a branch that nobody reviewed. */
function openWay(pipeline: CiPipeline): string | undefined {
  for (const { event, branches, tags } of pipeline.triggers) {
    if (event === 'pull_request') return 'a pull request';
    if (event === 'workflow_dispatch') return 'a start by hand on any branch';
    const all = branches?.some((it) => it === '*' || it === '**') === true;
    if (event === 'push' && (all || (branches === undefined && tags === undefined))) return 'a push to any branch';
  }
  return undefined;
}

const guarded = /\bgithub\.(?:ref|ref_name|ref_protected|base_ref|event_name|event\.release)\b/i;

export const githubCloudSignInGuarded = defineCheck({
  id: 'ci-github-cloud-sign-in-guarded',
  area: 'ci',
  title: 'Jobs that become a cloud identity run for reviewed branches or in an environment',
  weakness: 'Any branch can become a cloud identity',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'There is no key to steal where a job signs in with its own identity, but whoever makes the job run is that identity. Started on a branch that nobody reviewed, a changed script of that branch holds tokens of the cloud; one stolen token of a developer is enough for that.',
  remediation: [
    'Give the job an environment with branch rules: `environment: production`, Settings > Environments > "Deployment branches and tags".',
    'Ask for it in the trust of the cloud: the subject ends in `:environment:production`, or in `:ref:refs/heads/main`.',
    'For plans of pull requests use a role of its own that only reads.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018', 'M1047'],
    peers: { octoscan: ['debug-oidc-action'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      const step = steps.find((it) => becomes(it) !== undefined);
      const who = step === undefined ? undefined : becomes(step);
      if (step === undefined || who === undefined || !hasIdToken(view)) return undefined;
      const way = openWay(pipeline);
      if (job.environment !== undefined || way === undefined) return 'pass';
      if (guarded.test(job.if ?? '') || guarded.test(step.if ?? '')) return 'pass';
      return {
        summary: `${jobText(job, pipeline)} becomes ${who} on ${way}, without an environment that limits the branches.`,
        at: ['steps', step.index, 'uses'],
        note: step.uses?.raw ?? '',
        also: [evidenceAt(pipeline, ['on'], way)],
      };
    });
  },
});
