// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const jenkinsCredentialsInFolders = defineCheck({
  id: 'ci-jenkins-credentials-in-folders',
  area: 'ci',
  title: 'Credentials of Jenkins are kept where the jobs are that need them',
  weakness: 'Every job of Jenkins may use a credential',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'A credential of the system store with the scope "global" is given to any job that names its id. Who may change one Jenkinsfile, in any repository that Jenkins builds, has it.',
  remediation: [
    'Put the jobs that need it into a folder and move the credential to the store of that folder (Folder > Credentials).',
    'What only Jenkins itself needs, to reach agents or send mail, gets the scope SYSTEM.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-6'], mitigations: ['M1018', 'M1026'] },
  needs: [{ kind: 'ci.credential', provider: 'jenkins' }],
  *judge(inventory) {
    for (const it of inventory.of('ci.credential')) {
      const subject = { kind: 'credential', id: it.id, name: it.name };
      if (it.scope !== 'global') yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `Every job of this Jenkins may use the credential ${it.name}.`,
          evidence: [
            { where: it.where, path: [...(it.where.path ?? []), 'scope'], note: 'in the system store, for all jobs' },
          ],
        };
      }
    }
  },
});
