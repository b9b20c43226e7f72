// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { scriptLines } from './shared/scripts.ts';
import { stepText } from './shared/views.ts';

const token = /\$\{?(?:CI_JOB_TOKEN|CI_JOB_JWT(?:_V\d)?|CI_REGISTRY_PASSWORD)\b/;
const host = /https?:\/\/(?:[^\s/@"']*@)?(\$\{?\w+\}?|[\w.-]+)/g;
const home = /^\$\{?(?:CI_|GITLAB_)|(?:^|\.)gitlab\./i;

export const gitlabJobTokenStays = defineCheck({
  id: 'ci-gitlab-job-token-stays',
  area: 'ci',
  title: 'The job token is only sent to GitLab itself',
  weakness: 'Job token is sent elsewhere, or kept',
  severity: 'high',
  confidence: 'medium',
  rows: ['A4'],
  why: 'While the job runs its token pulls code and packages of every project that allows this one, as the person who started the pipeline. A service that gets it can do all this; in a file it ends up in images and artifacts.',
  remediation: [
    'Give other services an identity token made for them (`id_tokens:` with their `aud`).',
    'Limit who the token works for: Settings > CI/CD > Job token permissions.',
    'Do not write the token to files; use `git -c http.extraHeader` or a credential helper.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.step', provider: 'gitlab' }],
  settings: { hosts: { default: [], description: 'Your own GitLab: host names that the job token may be sent to.' } },
  *judge(inventory, context) {
    const own = new Set(context.settings.list('hosts'));
    yield* judgeSteps(inventory, 'gitlab', (step, view) => {
      const lines = scriptLines(step.run ?? '').filter((it) => token.test(it));
      if (lines.length === 0) return undefined;
      for (const line of lines) {
        const away = [...line.matchAll(host)]
          .map((it) => it[1] ?? '')
          .find((it) => !home.test(it) && !own.has(it) && it !== 'gitlab-ci-token');
        if (away !== undefined)
          return {
            summary: `${stepText(step, view)} sends the job token to ${away}.`,
            at: step.runAt ?? [],
            note: line.trim(),
          };
        if (
          />>?\s*\S*(?:\.env|\.npmrc|\.netrc|\.git-credentials|\.json|\.ya?ml|\.txt)\b/.test(line) &&
          /(?:echo|printf|cat)\b/.test(line)
        )
          return {
            summary: `${stepText(step, view)} writes the job token to a file.`,
            at: step.runAt ?? [],
            note: line.trim(),
            severity: 'medium',
          };
        if (/--build-arg\s+\S*=/.test(line))
          return {
            summary: `${stepText(step, view)} puts the job token into an image, whose history keeps it.`,
            at: step.runAt ?? [],
            note: line.trim(),
          };
        const target =
          /\b(?:curl|wget)\b/.test(line) &&
          !/https?:|\$\{?(?:CI_|GITLAB_)(?!JOB_TOKEN|JOB_JWT|REGISTRY_PASSWORD)/.test(line)
            ? /\$\{?((?!CI_)[A-Z_]\w*)/.exec(line)?.[1]
            : undefined;
        if (target !== undefined)
          return {
            unknown: `where ${stepText(step, view)} sends the job token is the variable ${target}; its value tells`,
          };
      }
      return 'pass';
    });
  },
});
