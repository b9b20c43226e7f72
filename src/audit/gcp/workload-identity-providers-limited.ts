// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpWorkloadIdentityProvidersLimited = defineCheck({
  id: 'gcp-workload-identity-providers-limited',
  area: 'gcp',
  title: 'Workload identity providers of shared issuers have a condition',
  weakness: 'Workload identity provider that takes tokens of everybody at the issuer',
  severity: 'high',
  rows: ['A4', 'A7'],
  why: 'GitHub, GitLab and others sign the tokens of all their customers with one key. Without a condition on the organisation, a job of anybody is let into the pool, and whatever is granted to the pool is theirs.',
  remediation: [
    '`gcloud iam workload-identity-pools providers update-oidc PROVIDER --attribute-condition="assertion.repository_owner_id == \'ID\'" ...`; use ids, since names can be taken over.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018', 'M1047'],
    peers: { prowler: ['iam_workload_identity_pool_provider_attribute_condition'] },
  },
  needs: [{ kind: 'gcp.workload-identity-provider' }],
  settings: {
    sharedIssuers: {
      default: [
        'token.actions.githubusercontent.com',
        'gitlab.com',
        'oidc.circleci.com',
        'app.terraform.io',
        'agent.buildkite.com',
        'accounts.google.com',
        'bitbucket.org',
      ],
      description: 'issuers that sign for many customers',
    },
  },
  *judge(inventory, { settings }) {
    const shared = settings.list('sharedIssuers');
    for (const it of inventory.of('gcp.workload-identity-provider')) {
      if (!it.active || !shared.some((issuer) => it.issuer?.includes(issuer) === true)) continue;
      const subject = { kind: 'workload-identity-provider', id: it.id, name: it.name };
      const { condition } = it;
      const says =
        condition !== undefined &&
        /assertion\.|attribute\.|google\.subject/.test(condition) &&
        !/^\s*true\s*$/.test(condition);
      if (says) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The workload identity provider ${it.name.split('/').at(-1)} takes tokens of everybody at ${it.issuer}.`,
          evidence: [
            {
              where: it.where,
              path: [...(it.where.path ?? []), 'attributeCondition'],
              note:
                condition === undefined ? 'no attribute condition' : `the condition "${condition}" does not say who`,
            },
          ],
        };
    }
  },
});
