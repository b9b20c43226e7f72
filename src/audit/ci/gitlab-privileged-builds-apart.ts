// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeJobs } from './shared/judge.ts';
import { namedSecrets } from './shared/scripts.ts';
import { jobText } from './shared/views.ts';

export const gitlabPrivilegedBuildsApart = defineCheck({
  id: 'ci-gitlab-privileged-builds-apart',
  area: 'ci',
  title: 'Jobs in privileged containers have no secrets and run on runners of their own',
  weakness: 'Docker in Docker next to secrets, or on a shared runner',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4'],
  why: 'Docker in Docker needs a privileged container, and from there the whole runner is in reach: the tokens of all jobs on it, and the identity of the machine in the cloud.',
  remediation: [
    'Build images without it: BuildKit rootless, Buildah or the `docker buildx` of a remote builder.',
    'Where it is needed, give these jobs a runner of their own with a tag, for protected branches only.',
  ],
  mappings: { owasp: ['CICD-SEC-7'], mitigations: ['M1047'] },
  needs: [{ kind: 'ci.job', provider: 'gitlab' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'gitlab', (view) => {
      const { job, pipeline, steps } = view;
      const service = job.services.find((it) => /(?:^|\/)docker:(?:[\w.-]*)dind\b/.test(it.image));
      const socket = steps.some((it) => /\/var\/run\/docker\.sock/.test(it.run ?? ''));
      const open = job.services.find((it) => /^\$/.test(it.image));
      if (service === undefined && !socket && open !== undefined)
        return {
          unknown: `what the service of ${jobText(job, pipeline)} is depends on ${open.image}; its value tells`,
        };
      if (service === undefined && !socket) {
        const builds = steps.find((it) =>
          /\b(?:docker|buildah|kaniko|podman)\b.*\bbuild\b|\/kaniko\/executor|buildctl/.test(it.run ?? ''),
        );
        return builds === undefined ? undefined : 'pass';
      }
      const secrets = [...new Set(steps.flatMap((it) => [...namedSecrets(it, view)]))].filter(
        (it) => !/^CI_(?:JOB_TOKEN|REGISTRY_PASSWORD)$/.test(it),
      );
      if (secrets.length === 0 && job.runsOn.length > 0) return 'pass';
      return {
        summary: `${jobText(job, pipeline)} runs Docker in Docker${secrets.length > 0 ? ` with ${secrets.slice(0, 3).join(', ')}` : ''}${job.runsOn.length === 0 ? ' on any runner, which must then be privileged' : ''}.`,
        at: service === undefined ? ['script'] : service.at,
        note: service?.image ?? 'the socket of Docker',
        ...(service?.holder === undefined ? {} : { from: { ...job.where, path: service.holder } }),
        ...(secrets.length === 0 ? { severity: 'low' as const } : {}),
      };
    });
  },
});
