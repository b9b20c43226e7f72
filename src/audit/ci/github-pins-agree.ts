// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiUses } from '../../model/inventory/ci.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { type Answer, judgeJobs, judgeSteps } from './shared/judge.ts';
import { releaseOf } from './shared/known-releases.ts';
import { prizeOf } from './shared/tokens.ts';
import { versionOf } from './shared/versions.ts';
import { type JobView, jobText, stepText } from './shared/views.ts';

/** The release that a comment names in full: `# v4.2.2`. A comment such as `# v4` fits many commits. */
function released(uses: CiUses): string | undefined {
  const parts = uses.pinned && uses.comment !== undefined ? versionOf(uses) : undefined;
  return parts?.length === 3 ? parts.join('.') : undefined;
}

interface Pins {
  /** `owner/repository 4.2.2` -> commits that are said to be it, with how often. */
  readonly byVersion: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Commit -> versions that it is said to be. */
  readonly byCommit: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function pinsOf(inventory: Inventory): Pins {
  const [byVersion, byCommit] = [new Map<string, Map<string, number>>(), new Map<string, Map<string, number>>()];
  const count = (map: Map<string, Map<string, number>>, key: string, value: string): void => {
    const inner = map.get(key) ?? new Map<string, number>();
    inner.set(value, (inner.get(value) ?? 0) + 1);
    map.set(key, inner);
  };
  for (const { uses } of [...inventory.of('ci.step'), ...inventory.of('ci.job')]) {
    const version = uses === undefined ? undefined : released(uses);
    if (uses?.ref === undefined || version === undefined) continue;
    const name = uses.name.toLowerCase();
    const commit = uses.ref.toLowerCase();
    count(byVersion, `${name} ${version}`, commit);
    count(byCommit, `${name} ${commit}`, version);
  }
  return { byVersion, byCommit };
}

/** Another value that stands there at least as often. */
function rival(all: ReadonlyMap<string, number> | undefined, mine: string): string | undefined {
  const own = all?.get(mine) ?? 0;
  return [...(all ?? [])].find(([value, times]) => value !== mine && times >= own)?.[0];
}

export const githubPinsAgree = defineCheck({
  id: 'ci-github-pins-agree',
  area: 'ci',
  title: 'A pin is the release that its comment names',
  weakness: 'Pin and comment name different releases',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A3', 'A4'],
  why: 'Reviewers read the comment, the runner takes the hash. A hash that is not the release behind it is an old version with known holes, or a commit of a fork: GitHub finds commits of forks under the name of the original, so a pull request can bring in any code as "v4.2.2".',
  remediation: [
    'Look the commit of the release up: `gh api repos/OWNER/REPOSITORY/commits/v1.2.3 --jq .sha`, and pin to that.',
    'See whose commit the pin is: `https://github.com/OWNER/REPOSITORY/commit/HASH` says if it belongs to no branch of the repository.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { zizmor: ['ref-version-mismatch'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    const { byVersion, byCommit } = pinsOf(inventory);
    const answer = (uses: CiUses | undefined, view: JobView, text: string): Answer => {
      const version = uses === undefined ? undefined : released(uses);
      if (uses?.ref === undefined || version === undefined) return undefined;
      const name = uses.name.toLowerCase();
      const commit = uses.ref.toLowerCase();
      const known = releaseOf(name, version);
      const short = (it: string): string => it.slice(0, 12);
      const report = (what: string, certain: boolean): Answer => ({
        summary: `${text} pins ${uses.name} to ${short(commit)} as ${version}, but ${what}.`,
        at: ['uses'],
        note: `@${commit} # ${uses.comment}`,
        ...(certain ? { confidence: 'high' as const } : {}),
        severity: prizeOf(view) === undefined ? 'low' : 'medium',
      });
      if (known !== undefined) return known === commit ? 'pass' : report(`that release is ${short(known)}`, true);
      const other = rival(byVersion.get(`${name} ${version}`), commit);
      if (other !== undefined) return report(`another workflow pins ${short(other)} as the same release`, false);
      const also = rival(byCommit.get(`${name} ${commit}`), version);
      return also === undefined ? 'pass' : report(`another workflow names the same commit ${also}`, false);
    };
    yield* judgeSteps(inventory, 'github', (step, view) => answer(step.uses, view, stepText(step, view)));
    yield* judgeJobs(inventory, 'github', (view) => answer(view.job.uses, view, jobText(view.job, view.pipeline)));
  },
});
