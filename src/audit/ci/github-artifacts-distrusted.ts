// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiStep } from '../../model/inventory/ci.ts';
import { evidenceAt, judgeJobs } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { hasTrigger, jobText } from './shared/views.ts';

function downloads({ uses, run, with: inputs }: CiStep): boolean {
  const name = uses?.name.toLowerCase();
  return (
    (name === 'actions/download-artifact' && inputs['run-id'] !== undefined) ||
    name === 'dawidd6/action-download-artifact' ||
    (name === 'actions/github-script' && /downloadArtifact\b/.test(inputs.script ?? '')) ||
    /\bgh\s+run\s+download\b/.test(run ?? '')
  );
}

/** Its own folder outside of the working folder: nothing there is run by accident. */
function isApart({ uses, run, with: inputs }: CiStep): boolean {
  const path = uses === undefined ? (/(?:-D|--dir)[ =](\S+)/.exec(run ?? '')?.[1] ?? '') : (inputs.path ?? '');
  return /runner\.temp|RUNNER_TEMP|^["']?\/tmp\//.test(path);
}

export const githubArtifactsDistrusted = defineCheck({
  id: 'ci-github-artifacts-distrusted',
  area: 'ci',
  title: 'Artifacts of pull requests are unpacked apart and never run',
  weakness: 'Artifact of a pull request is unpacked where a privileged job works',
  severity: 'high',
  confidence: 'medium',
  rows: ['A4'],
  why: 'The artifact of a pull-request run holds what the pull request wants: also a `package.json`, a `Makefile` or a script that replaces that of the repository. The job of `workflow_run` that unpacks it into its working folder and goes on runs these, with the tokens of the main branch.',
  remediation: [
    'Unpack into a folder of its own: `with: { path: <runner.temp>/artifact }`.',
    'Read only the values you expect from it, and check them.',
    "Take nothing but the artifacts of successful runs of your own branches where something is run: `if: github.event.workflow_run.event == 'push'`.",
  ],
  mappings: {
    owasp: ['CICD-SEC-4', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { octoscan: ['dangerous-artefact'], zizmor: ['dangerous-triggers'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      if (!hasTrigger(pipeline, 'workflow_run')) return undefined;
      const source = steps.find(downloads);
      if (source === undefined) return undefined;
      // Runs of a push are of people who may write.
      if (
        /\bworkflow_run\.event\s*==\s*'(?:push|schedule|workflow_dispatch)'|workflow_run\.head_repository\.full_name\s*==\s*github\.repository|workflow_run\.head_repository\.fork\s*==\s*false/.test(
          job.if ?? '',
        )
      )
        return 'pass';
      const later = steps.find(
        (it) =>
          it.index > source.index &&
          (it.run !== undefined || it.uses?.type === 'local' || /setup|build|deploy|pages/i.test(it.uses?.name ?? '')),
      );
      if (later === undefined || isApart(source)) return 'pass';
      const prize = prizeOf(view);
      return {
        summary: `${jobText(job, pipeline)} unpacks an artifact of a pull request into its working folder and goes on there${prize === undefined ? '' : `, with ${prize}`}.`,
        at: ['steps', source.index],
        note: source.uses?.raw ?? 'downloads the artifact',
        also: [evidenceAt(later, later.run === undefined ? ['uses'] : ['run'], 'runs afterwards')],
        ...(prize === undefined ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
