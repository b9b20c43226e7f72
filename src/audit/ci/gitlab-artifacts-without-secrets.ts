// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { namedSecrets } from './shared/scripts.ts';
import { jobText } from './shared/views.ts';

const secretFile =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)?|\.npmrc|\.netrc|\.pypirc|\.git(?:\/.*)?|\.docker(?:\/.*)?|\.aws(?:\/.*)?|\.kube(?:\/.*)?|\.ssh(?:\/.*)?|kubeconfig|id_(?:rsa|ed25519)|[\w-]*credentials?(?:\.json)?|terraform\.tfstate)$/i;
const whole = /^(?:\.\/?|\*\*?(?:\/\*)?|\$\{?CI_PROJECT_DIR\}?\/?)$/;

export const gitlabArtifactsWithoutSecrets = defineCheck({
  id: 'ci-gitlab-artifacts-without-secrets',
  area: 'ci',
  title: 'Artifacts hold no files with secrets',
  weakness: 'Artifact publishes a file that holds secrets',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: 'Everybody who can see the pipeline downloads its artifacts; in a public project that is everybody. Files such as `.env` or `.npmrc` hold what the job signed in with, and a dotenv report hands its variables to all later jobs.',
  remediation: [
    'Name the files that are needed, one by one, instead of the whole folder.',
    'Limit who may download them: `artifacts: { access: developer }` or `none`.',
    'Hand secrets on with `secrets:` or fetch them again in the job that needs them.',
  ],
  mappings: { owasp: ['CICD-SEC-6', 'CICD-SEC-9'], mitigations: ['M1047'], peers: { zizmor: ['artipacked'] } },
  needs: [{ kind: 'ci.job', provider: 'gitlab' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'gitlab', (view) => {
      const { job, pipeline, steps } = view;
      const { artifacts } = job;
      if (artifacts === undefined) return undefined;
      const scripts = steps.map((it) => it.run ?? '').join('\n');
      const secrets = [...new Set(steps.flatMap((it) => [...namedSecrets(it, view)]))];
      for (const file of artifacts.dotenv) {
        // The report hands on what the script writes into it.
        const written = secrets.find((it) =>
          scripts.split('\n').some((line) => line.includes(file) && new RegExp(`\\$\\{?${it}\\b`).test(line)),
        );
        if (written !== undefined)
          return {
            summary: `${jobText(job, pipeline)} hands ${written} on in the report ${file}, which is an artifact.`,
            at: ['artifacts', 'reports', 'dotenv'],
            note: file,
            severity: 'high',
          };
      }
      const [index, path] =
        [...artifacts.paths.entries()].find(
          ([, it]) => secretFile.test(it) || (whole.test(it) && secrets.length > 0),
        ) ?? [];
      const open = artifacts.paths.find((it) => /^\$\{?(?!CI_)\w+\}?\/?$/.test(it));
      if (path === undefined && open !== undefined && secrets.length > 0)
        return { unknown: `what ${jobText(job, pipeline)} publishes is the variable ${open}; its value tells` };
      if (path === undefined || index === undefined)
        return artifacts.untracked && secrets.length > 0
          ? {
              summary: `${jobText(job, pipeline)} publishes every file that is not in Git, and works with ${secrets[0]}.`,
              at: ['artifacts', 'untracked'],
              note: 'untracked: true',
              severity: 'low',
            }
          : 'pass';
      return {
        summary: `${jobText(job, pipeline)} publishes ${whole.test(path) ? 'the whole folder' : path} as an artifact${artifacts.access === undefined ? ', for everybody who sees the pipeline' : ''}.`,
        at: ['artifacts', 'paths', index],
        note: path,
        ...(artifacts.access === undefined ? {} : { severity: 'low' as const }),
      };
    });
  },
});
