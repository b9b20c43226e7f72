// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { type Answer, judgeJobs, judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { jobText, stepText } from './shared/views.ts';

export const imagesPinned = defineCheck({
  id: 'ci-images-pinned',
  area: 'ci',
  title: 'Images that jobs with tokens run in are pinned by digest',
  weakness: 'Image of a job with tokens can change under the same name',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: 'All that a job does happens inside its image. Who can replace the image behind a tag reads every token that the job has.',
  remediation: [
    'Pin it by digest: `image: node:24@sha256:<digest>`; `docker buildx imagetools inspect node:24` prints it, and Renovate keeps it up to date.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { zizmor: ['unpinned-images'], scorecard: ['Pinned-Dependencies'] },
  },
  needs: [{ kind: 'ci.job' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, undefined, (view): Answer => {
      const { job, pipeline } = view;
      const images = [...(job.container === undefined ? [] : [job.container]), ...job.services];
      if (images.length === 0) return undefined;
      // Jobs of GitLab always have a job token.
      const prize = job.provider === 'gitlab' ? 'its job token' : prizeOf(view);
      if (prize === undefined) return undefined;
      const loose = images.find((it) => !it.pinned && !/^(?:\$|\$\{)/.test(it.image));
      if (loose === undefined)
        return images.some((it) => it.pinned)
          ? 'pass'
          : {
              unknown: `the image of ${jobText(job, pipeline)} is ${images[0]?.image}, a variable whose value is not in the file`,
            };
      const latest = !/:[^/]+$/.test(loose.image) || /:latest$/.test(loose.image);
      return {
        summary: `${jobText(job, pipeline)} runs in ${loose.image}${latest ? ', whatever that is today' : ''}, with ${prize}.`,
        at: loose.at,
        note: loose.image,
        ...(loose.holder === undefined ? {} : { from: { ...job.where, path: loose.holder } }),
        ...(latest && job.provider === 'github' ? { severity: 'medium' as const } : {}),
      };
    });
    yield* judgeSteps(inventory, undefined, (step, view): Answer => {
      if (step.uses?.type !== 'image') return undefined;
      if (step.uses.pinned) return 'pass';
      const prize = prizeOf(view);
      return prize === undefined
        ? undefined
        : {
            summary: `${stepText(step, view)} runs ${step.uses.name}, with ${prize}.`,
            at: ['uses'],
            note: step.uses.raw,
          };
    });
  },
});
