// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

/** The organisation of a repository, in lower case. */
const ownerOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/'))).toLowerCase();

export const secretScanningOn = defineCheck({
  id: 'github-secret-scanning-on',
  area: 'ci',
  title: 'Secret scanning is on',
  weakness: 'Secret scanning is off',
  severity: 'medium',
  rows: ['A1'],
  why: 'Tokens that are pushed by mistake are found by thieves within minutes. Scanning tells you first, and has issuers revoke many of them by themselves.',
  remediation: [
    "`gh api -X PATCH repos/OWNER/REPO -F 'security_and_analysis[secret_scanning][status]=enabled'`, or a security configuration of the organisation for all.",
  ],
  mappings: {
    mitigations: ['M1047'],
    owasp: ['CICD-SEC-6'],
    peers: { legitify: ['secret_scanning_not_enabled'], prowler: ['repository_secret_scanning_enabled'] },
  },
  needs: [{ kind: 'github.repository' }],
  *judge(inventory) {
    const unseen = new Map<string, number>();
    for (const it of inventory.of('github.repository')) {
      if (it.archived === true) continue;
      const subject = { kind: 'repository', id: it.id, name: it.name };
      if (it.secretScanning === undefined) unseen.set(ownerOf(it.name), (unseen.get(ownerOf(it.name)) ?? 0) + 1);
      else if (it.secretScanning) yield pass(subject);
      else
        yield fail(
          subject,
          `The repository ${it.name} is not searched for secrets.`,
          at(it, 'secret_scanning is disabled', 'security_and_analysis', 'secret_scanning'),
          { severity: it.visibility === 'public' ? 'high' : 'medium' },
        );
    }
    for (const [owner, many] of unseen) {
      const subject = ofScope('github', `organization:${owner}`);
      yield unknown(subject, `of ${many} repositories only an administrator sees it (security_and_analysis)`);
    }
  },
});
