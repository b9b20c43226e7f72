// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { jobText } from './shared/views.ts';

export const githubContainerPasswordsSecret = defineCheck({
  id: 'ci-github-container-passwords-secret',
  area: 'ci',
  title: 'Passwords of image registries are secrets, not part of the file',
  weakness: 'Password of an image registry is written in the workflow',
  severity: 'high',
  rows: ['A4'],
  why: 'Everybody who can read the repository, and every copy and fork of it, has the password, also after it is taken out: the history keeps it.',
  remediation: [
    'Change the password in the registry now.',
    'Store the new one as a secret and name it: `password: <secrets.REGISTRY_PASSWORD>`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-6'],
    mitigations: ['M1047'],
    peers: { zizmor: ['hardcoded-container-credentials'], octoscan: ['credentials'] },
  },
  needs: [{ kind: 'ci.job', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', ({ job, pipeline }) => {
      const images = [...(job.container === undefined ? [] : [job.container]), ...job.services];
      if (images.length === 0) return undefined;
      const bad = images.find((it) => it.literalCredentials.includes('password'));
      if (bad === undefined) return 'pass';
      return {
        summary: `the password of the registry for ${bad.image} is written in ${jobText(job, pipeline)}.`,
        at: [...bad.at.slice(0, -1), 'credentials', 'password'],
        note: 'written out',
      };
    });
  },
});
