// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, daysSince, fail, pass } from './judging.ts';

export const leakedSecretsRevoked = defineCheck({
  id: 'github-leaked-secrets-revoked',
  area: 'ci',
  title: 'Secrets that were found in repositories are revoked',
  weakness: 'A secret lies in a repository, and nobody has seen to it',
  severity: 'high',
  rows: ['A1', 'A8'],
  why: 'Whoever can read the repository has the secret, also from an old clone or a fork. Taking it out of the files changes nothing: only revoking it does.',
  remediation: [
    'Revoke it at its issuer and make a new one; look in the issuer’s log for uses since the alert.',
    'Then `gh api -X PATCH repos/OWNER/REPO/secret-scanning/alerts/NUMBER -f state=resolved -f resolution=revoked`',
  ],
  mappings: { mitigations: ['M1047'], owasp: ['CICD-SEC-6'], techniques: ['T1528', 'T1552.001'] },
  needs: [{ kind: 'github.secret-alert' }],
  *judge(inventory, context) {
    for (const it of inventory.of('github.secret-alert')) {
      const subject = { kind: 'secret', id: it.id, name: `${it.repository} ${it.number}` };
      if (!it.open) {
        yield pass(subject);
        continue;
      }
      const about = inventory.find('github.repository', `github:repository:${it.repository}`);
      const seen = it.publiclyLeaked === true || about?.visibility === 'public';
      const works =
        it.validity === 'active' ? ', and it works' : it.validity === 'inactive' ? ', and it is revoked' : '';
      const days = it.created === undefined ? '' : ` for ${daysSince(context, it.created)} days`;
      const past = it.bypassed === true ? ' It was pushed past push protection.' : '';
      const where = seen ? ', where everybody sees it' : '';
      const severity =
        it.validity === 'inactive' ? 'low' : it.validity === 'active' && seen ? 'critical' : seen ? 'high' : undefined;
      yield fail(
        subject,
        `A secret (${it.type}) has been known to lie in ${it.repository}${days}${where}${works}.${past}`,
        at(it, `the alert is open; validity is ${it.validity ?? 'not told'}`, 'state'),
        severity === undefined ? {} : { severity },
      );
    }
  },
});
