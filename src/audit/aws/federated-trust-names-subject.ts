// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { asked, isOidc, issuerOf } from './trust.ts';

const rank = { critical: 3, high: 2, medium: 1 } as const;

/** Whom a subject with stars lets in; undefined where it is one pipeline. */
function breadthOf(subject: string): { readonly who: string; readonly severity: keyof typeof rank } | undefined {
  if (!subject.includes('*')) return undefined;
  const [first = '', second = ''] = subject.split(':');
  if (first.includes('*') || /^\*/.test(second)) return { who: 'everybody at the issuer', severity: 'critical' };
  if (first === 'repo' && second.includes('*')) {
    return second.split('/')[0]?.includes('*') === true
      ? { who: 'organisations that others may register', severity: 'critical' }
      : { who: 'every repository of the organisation', severity: 'high' };
  }
  return {
    who: first === 'system' ? 'many service accounts' : 'every branch, tag and pull request',
    severity: 'medium',
  };
}

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
    for (const role of inventory.of('aws.principal')) {
      const found = (role.trust ?? []).filter(isOidc);
      if (found.length === 0) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const wide = found.flatMap((trust) => {
        const subjects = asked(trust, 'sub');
        // Clusters and pools have subjects of their own form; what they share is that none at all means everybody.
        if (subjects.length === 0)
          return [
            {
              trust,
              note: `no condition on the subject: every token of ${issuerOf(trust)} is let in`,
              severity: 'critical' as const,
            },
          ];
        return subjects.flatMap((one) => {
          const breadth = breadthOf(one);
          return breadth === undefined
            ? []
            : [{ trust, note: `the subject ${one} lets in ${breadth.who}`, severity: breadth.severity }];
        });
      });
      const [worst] = wide.toSorted((a, b) => rank[b.severity] - rank[a.severity]);
      if (worst === undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          severity: worst.severity,
          summary: `The role ${role.name} can be taken by more than one pipeline: ${worst.note}.`,
          evidence: wide.map(({ trust, note }) => ({ where: role.where, path: trust.path, note })),
        };
    }
  },
});
