// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { secretNames } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

const inputs = /^(?:token|github[-_]token|repo[-_]token|gh[-_]token|access[-_]token)$/i;
const variables = /^(?:GH_TOKEN|GITHUB_TOKEN|GH_ENTERPRISE_TOKEN)$/;
/** Actions whose `token` is for GitHub. */
const forGithub =
  /^(?:actions\/|github\/|softprops\/action-gh-release|ncipollo\/release-action|peter-evans\/|stefanzweifel\/|googleapis\/release-please-action|changesets\/action|dependabot\/|marocchino\/|amannn\/)/i;

export const githubJobTokenPreferred = defineCheck({
  id: 'ci-github-job-token-preferred',
  area: 'ci',
  title: 'Jobs work on their repository with their own token',
  weakness: 'Personal access token where the token of the job would do',
  severity: 'medium',
  confidence: 'medium',
  rows: ['U1', 'A4'],
  why: 'The token of a job is over when the job ends, and is for one repository. A personal access token acts as a person, mostly on all of their repositories, for months; it goes on working when they leave the team.',
  remediation: [
    'Use `github.token` with the `permissions:` that are needed.',
    'Where other repositories are changed, or other workflows must start, use a token of a GitHub App (`actions/create-github-app-token`) for these repositories only.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const slots = step.expressions.filter(({ at: [first, name] }) => {
        if (first === 'env') return variables.test(String(name));
        if (first !== 'with' || !inputs.test(String(name))) return false;
        return /github|gh[-_]/i.test(String(name)) || forGithub.test(step.uses?.name ?? '');
      });
      if (slots.length === 0) return undefined;
      const stored = slots.find((it) => secretNames([it]).length > 0);
      if (stored === undefined) return 'pass';
      // Another repository is out of reach for the token of the job.
      const elsewhere = step.with.repository !== undefined;
      return {
        summary: `${stepText(step, view)} works with the stored token ${secretNames([stored])[0] ?? ''} instead of the token of the job.`,
        at: stored.at,
        note: stored.text,
        ...(elsewhere
          ? {
              severity: 'low' as const,
              next: ['This step reads another repository: a token of a GitHub App for that repository is enough.'],
            }
          : {}),
      };
    });
  },
});
