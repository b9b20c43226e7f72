// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiUses } from '../../model/inventory/ci.ts';
import { type Answer, judgeJobs, judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { versionOf } from './shared/versions.ts';
import { type JobView, jobText, stepText } from './shared/views.ts';

export const githubPinsReleased = defineCheck({
  id: 'ci-github-pins-released',
  area: 'ci',
  title: 'Pins are commits that the owner of the action released',
  weakness: 'Pin that is no release of the action, or a name that means two things',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'GitHub finds every commit of every fork under the name of the original. A pull request that "updates the pin" can bring in a commit that only a stranger ever saw, and it runs with the tokens of the job. A name that is both a branch and a tag is whichever of them GitHub looks at first.',
  remediation: [
    'Pin to the commit of a release: `gh api repos/OWNER/REPOSITORY/commits/v1.2.3 --jq .sha`.',
    'If nobody knows where the pin came from, change the secrets of the job and find who proposed it: `git log -S HASH -- .github/workflows`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { zizmor: ['stale-action-refs', 'impostor-commit', 'ref-confusion', 'ref-version-mismatch'] },
  },
  needs: [{ kind: 'action-refs.list' }],
  *judge(inventory) {
    const answer = (uses: CiUses | undefined, view: JobView, text: string): Answer => {
      if (uses?.ref === undefined || uses.type === 'local') return undefined;
      const { ref } = uses;
      const listed = (type: 'tags' | 'branches') =>
        inventory.find('action-refs.list', `github:action-refs:${uses.name.toLowerCase()}/${type}`);
      const [tags, branches] = [listed('tags'), listed('branches')];
      if (tags === undefined) return undefined;
      const prize = prizeOf(view);
      const report = (what: string): Answer => ({
        summary: `${text} uses ${uses.name} at ${ref.slice(0, 12)}, ${what}${prize === undefined ? '' : `, in a job with ${prize}`}.`,
        at: ['uses'],
        note: uses.comment === undefined ? uses.raw : `${uses.raw} # ${uses.comment}`,
        ...(prize === undefined ? { severity: 'low' as const } : {}),
      });
      if (!uses.pinned) {
        if (branches === undefined) return undefined;
        const both = [tags, branches].every((it) => it.refs.some((one) => one.name === ref));
        return both ? report('which is a branch and a tag at once') : 'pass';
      }
      const commit = ref.toLowerCase();
      const version = versionOf(uses);
      const named =
        version?.length === 3 ? tags.refs.find((it) => it.name.replace(/^v/, '') === version.join('.')) : undefined;
      if (named !== undefined && named.commit !== commit)
        return report(`which is not the release ${named.name} that its comment names`);
      if (tags.refs.some((it) => it.commit === commit)) return 'pass';
      if (!tags.whole)
        return { unknown: `the tags of ${uses.name} were saved in part: gh api --paginate repos/${uses.name}/tags` };
      const branch = branches?.refs.find((it) => it.commit === commit)?.name;
      return report(
        branch === undefined
          ? 'which no tag of its owner names: a commit between releases, or of a fork'
          : `the tip of its branch ${branch}, which was not released`,
      );
    };
    yield* judgeSteps(inventory, 'github', (step, view) => answer(step.uses, view, stepText(step, view)));
    yield* judgeJobs(inventory, 'github', (view) => answer(view.job.uses, view, jobText(view.job, view.pipeline)));
  },
});
