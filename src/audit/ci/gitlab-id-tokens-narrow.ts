// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { jobText } from './shared/views.ts';

export const gitlabIdTokensNarrow = defineCheck({
  id: 'ci-gitlab-id-tokens-narrow',
  area: 'ci',
  title: 'Each identity token of GitLab is for one service',
  weakness: 'Identity token that several services accept',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'A service that gets an identity token can send it on to every other service whose name is in it. A token for one service is worth nothing anywhere else.',
  remediation: [
    'Make a token for each service, with its own `aud`: `id_tokens: { AWS_TOKEN: { aud: https://sts.amazonaws.com } }`.',
    'Require this `aud` in the trust policy of the service, with project and branch in `sub`.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.job', provider: 'gitlab' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'gitlab', ({ job, pipeline }) => {
      const tokens = job.idTokens ?? [];
      if (tokens.length === 0) return undefined;
      const wide = tokens.find(
        (it) => it.audiences.length !== 1 || /[*]|^https?:\/\/(?:www\.)?gitlab\.com\/?$/.test(it.audiences[0] ?? ''),
      );
      if (wide === undefined) {
        const variable = tokens.find((it) => it.audiences[0]?.startsWith('$') === true);
        if (variable !== undefined)
          return {
            unknown: `whom the token ${variable.name} of ${jobText(job, pipeline)} is for is the variable ${variable.audiences[0]}; \`glab variable get\` tells`,
          };
        return 'pass';
      }
      return {
        summary: `the identity token ${wide.name} of ${jobText(job, pipeline)} is for ${wide.audiences.length === 0 ? 'nobody in particular' : wide.audiences.length > 1 ? `${wide.audiences.length} services at once` : `${wide.audiences[0]}, which is GitLab itself and so what many services accept`}.`,
        at: wide.at,
        note: wide.audiences.join(', ') || 'no aud',
      };
    });
  },
});
