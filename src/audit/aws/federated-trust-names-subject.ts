// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { AwsAdmission } from '../../model/inventory/aws-policies.ts';
import { dependingOn } from './judge-power.ts';
import { admissions, sureness, takesTokens } from './trust.ts';

const severities = { critical: 3, high: 2, medium: 1 } as const;
type Breadth = { readonly severity: keyof typeof severities; readonly says: (it: AwsAdmission) => string };

/** Whom a trust policy lets in beyond one pipeline. */
const breadths: ReadonlyMap<AwsAdmission['who'], Breadth> = new Map<AwsAdmission['who'], Breadth>([
  [
    'issuer',
    {
      severity: 'critical',
      says: (it) =>
        it.name.includes('*')
          ? `the subject ${it.name} lets in everybody at the issuer`
          : `no condition stops anybody: every token of ${it.name} is let in`,
    },
  ],
  [
    'organisations',
    { severity: 'critical', says: (it) => `the subject ${it.name} lets in organisations that others may register` },
  ],
  [
    'organisation',
    { severity: 'high', says: (it) => `the subject ${it.name} lets in every repository of the organisation` },
  ],
  [
    'branches',
    {
      severity: 'medium',
      says: (it) =>
        `the subject ${it.name} lets in ${it.name.startsWith('system') ? 'many service accounts' : 'every branch, tag and pull request'}`,
    },
  ],
]);

export const awsFederatedTrustNamesSubject = defineCheck({
  id: 'aws-federated-trust-names-subject',
  area: 'aws',
  title: 'Roles for pipelines name the repository and branch or environment',
  weakness: 'Role that any job of an issuer or organisation may become',
  severity: 'critical',
  rows: ['A4', 'A7'],
  why: 'A trust policy for tokens of an OIDC issuer without a subject lets every job of everybody at that issuer in: for GitHub, any repository in the world. With a star for the repository, any repository of the organisation, also one that an attacker may push to.',
  remediation: [
    'Ask for the subject with `StringEquals`: `"token.actions.githubusercontent.com:sub": "repo:ORG/REPO:environment:production"`.',
    'Give each pipeline a role of its own.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-5'], mitigations: ['M1018', 'M1047'] },
  needs: [{ kind: 'aws.principal' }],
  *judge(inventory) {
    for (const { role, admitted } of admissions(inventory)) {
      if (!takesTokens(role)) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const wide = admitted
        .flatMap((it) => {
          const breadth = breadths.get(it.who);
          return breadth === undefined ? [] : [{ it, ...breadth }];
        })
        .toSorted((a, b) => severities[b.severity] - severities[a.severity]);
      const [worst] = wide;
      if (worst === undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          severity: worst.severity,
          ...sureness([worst.it]),
          summary: `The role ${role.name} can be taken by more than one pipeline: ${worst.says(worst.it)}${dependingOn(worst.it.depends)}.`,
          evidence: wide.map(({ it, says }) => ({ where: it.where, note: says(it) })),
        };
    }
  },
});
