// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

/** Claims that name the repository, and those that name where in it the run is from. */
const repositoryClaims = ['repo', 'repository', 'repository_id', 'job_workflow_ref', 'workflow_ref'];
const placeClaims = [
  'context',
  'ref',
  'environment',
  'job_workflow_ref',
  'workflow_ref',
  'base_ref',
  'head_ref',
  'sha',
];

export const oidcSubjectNarrow = defineCheck({
  id: 'github-oidc-subject-narrow',
  area: 'ci',
  title: 'The subject of OIDC tokens names repository and place',
  weakness: 'The subject of OIDC tokens fits more than one repository or any branch',
  severity: 'high',
  rows: ['A2', 'A4'],
  why: 'Cloud roles trust a workflow by the subject of its token. If the subject leaves out the repository, every repository of the organisation becomes the role; if it leaves out branch, environment and workflow, every branch does.',
  remediation: [
    "`gh api -X PUT orgs/ORG/actions/oidc/customization/sub -f 'include_claim_keys[]=repository_id' -f 'include_claim_keys[]=context'`",
    'Change the trust policies of cloud roles at the same time: they compare the whole subject.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-2', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.oidc-subject' }],
  *judge(inventory) {
    for (const it of inventory.of('github.oidc-subject')) {
      const subject = ofScope('github', it.scope);
      if (it.useDefault === true) {
        yield pass(subject);
        continue;
      }
      if (it.claims === undefined) {
        yield unknown(subject, 'the answer does not say which claims the subject is made of');
        continue;
      }
      const { claims } = it;
      const lacking = [
        ...(claims.some((claim) => repositoryClaims.includes(claim)) ? [] : ['the repository']),
        ...(claims.some((claim) => placeClaims.includes(claim)) ? [] : ['branch, environment and workflow']),
      ];
      if (lacking.length === 0) yield pass(subject);
      else {
        yield fail(
          subject,
          `The subject of OIDC tokens of the ${inWords(subject)} is made of ${claims.join(', ') || 'nothing'} and leaves out ${lacking.join(', and ')}.`,
          at(it, `include_claim_keys: ${claims.join(', ')}`, 'include_claim_keys'),
          { severity: lacking[0] === 'the repository' ? 'high' : 'medium' },
        );
      }
    }
  },
});
