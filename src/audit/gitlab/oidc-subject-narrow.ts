// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';

const places = ['ref', 'ref_protected', 'environment_protected', 'deployment_tier'];

export const oidcSubjectNarrow = defineCheck({
  id: 'gitlab-oidc-subject-narrow',
  area: 'ci',
  title: 'The subject of ID tokens names the branch',
  weakness: 'The subject of ID tokens fits every branch',
  severity: 'medium',
  rows: ['A2', 'A4'],
  why: 'Cloud roles trust a job by the subject of its token. Where it names the project alone, a job of any branch that somebody pushes becomes the role that deploys.',
  remediation: [
    "`glab api -X PUT projects/ID -f 'ci_id_token_sub_claim_components[]=project_path' -f 'ci_id_token_sub_claim_components[]=ref_type' -f 'ci_id_token_sub_claim_components[]=ref'`",
    'Change the trust policies of cloud roles at the same time.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-5'] },
  needs: [{ kind: 'gitlab.project-settings' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.project-settings')) {
      if (it.archived === true) continue;
      const subject = { kind: 'project', id: `gitlab:project:${it.path.toLowerCase()}`, name: it.path };
      const claims = it.subjectClaims;
      if (claims === undefined || claims.length === 0)
        yield unknown(subject, 'only a maintainer sees it in the answer for one project');
      else if (claims.some((claim) => places.includes(claim))) yield pass(subject);
      else
        yield fail(
          subject,
          `The subject of ID tokens of ${it.path} is made of ${claims.join(', ')} and fits every branch.`,
          at(it, claims.join(', '), 'ci_id_token_sub_claim_components'),
        );
    }
  },
});
