// SPDX-License-Identifier: Apache-2.0
// Versions of actions that stole tokens, or that give them away. Facts with their sources.
import type { CiUses } from '../../../model/inventory/ci.ts';
import { versionOf } from './versions.ts';

export interface KnownBad {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  readonly advice: string;
  /** Malicious code: every token that it saw must be changed. */
  readonly stole: boolean;
}

interface Entry extends KnownBad {
  readonly action: string;
  readonly commits?: readonly string[];
  /** Tags of versions below this one. */
  readonly below?: readonly number[];
  /** The first version that has it; earlier ones do not. */
  readonly from?: readonly number[];
  /** Malicious tags with no order of their own. */
  readonly tags?: readonly string[];
}

const entries: readonly Entry[] = [
  {
    action: 'tj-actions/changed-files',
    id: 'CVE-2025-30066',
    what: 'printed all secrets of the runner to the log on 2025-03-14 and 15',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-30066',
    advice: 'Use version 46.0.1 or later, by its hash',
    stole: true,
    below: [46, 0, 1],
    commits: ['0e58ed8671d6b60d0890c21b07f8835ace038e67'],
  },
  {
    action: 'reviewdog/action-setup',
    id: 'CVE-2025-30154',
    what: 'printed secrets of the runner to the log on 2025-03-11, by its tag v1',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-30154',
    advice: 'Use a release after 2025-03-11, by its hash',
    stole: true,
    tags: ['v1'],
  },
  {
    action: 'aquasecurity/trivy-action',
    id: 'CVE-2026-33634',
    what: 'sent secrets of the runner away: all but one of its tags were moved on 2026-03-19',
    source: 'https://github.com/advisories/GHSA-69fq-xp46-6x23',
    advice: 'Use version 0.35.0 or later, by its hash',
    stole: true,
    below: [0, 35, 0],
  },
  {
    action: 'aquasecurity/setup-trivy',
    id: 'CVE-2026-33634',
    what: 'sent secrets of the runner away: its tags were moved on 2026-03-19',
    source: 'https://github.com/advisories/GHSA-69fq-xp46-6x23',
    advice: 'Use version 0.2.6 or later, by its hash',
    stole: true,
    below: [0, 2, 6],
  },
  {
    action: 'tj-actions/branch-names',
    id: 'CVE-2023-49291',
    what: 'runs the name of a branch as a command',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2023-49291',
    advice: 'Use version 7.0.7 or later',
    stole: false,
    below: [7, 0, 7],
  },
  {
    action: 'actions/download-artifact',
    id: 'CVE-2024-42471',
    what: 'lets an artifact write files outside of its folder',
    source: 'https://github.com/advisories/GHSA-cxww-7g56-2vh6',
    advice: 'Use version 4.1.7 or later',
    stole: false,
    from: [4, 0, 0],
    below: [4, 1, 7],
  },
  {
    action: 'gradle/gradle-build-action',
    id: 'CVE-2023-30853',
    what: 'keeps secrets of the environment in the cache',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2023-30853',
    advice: 'Use version 2.4.2 or later',
    stole: false,
    below: [2, 4, 2],
  },
  {
    action: 'hashicorp/vault-action',
    id: 'CVE-2021-32074',
    what: 'prints secrets of more than one line to the log',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2021-32074',
    advice: 'Use version 2.2.0 or later',
    stole: false,
    below: [2, 2, 0],
  },
  {
    action: 'rlespinasse/github-slug-action',
    id: 'CVE-2023-27581',
    what: 'runs the name of a branch as a command',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2023-27581',
    advice: 'Use version 4.4.1 or later',
    stole: false,
    below: [4, 4, 1],
  },
];

const byAction = new Map<string, readonly Entry[]>();
for (const it of entries) byAction.set(it.action, [...(byAction.get(it.action) ?? []), it]);

/** `v4` means the newest 4.x, so it is below 4.1.7 only where its own numbers say so. */
function isBelow(ref: string, limit: readonly number[]): boolean {
  const found = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?$/.exec(ref);
  if (found === null) return false;
  for (const [index, wanted] of limit.entries()) {
    const part = found[index + 1];
    if (part === undefined) return false;
    if (Number(part) !== wanted) return Number(part) < wanted;
  }
  return false;
}

/**
 * What is known against a version; undefined where nothing is, or where the list does not know the action. Of a pin, the version
 * is the comment behind it; that does not count where tags were moved: the commits of old versions are still what they were.
 */
export function knownBad(uses: CiUses): KnownBad | undefined {
  const { ref } = uses;
  if (ref === undefined) return undefined;
  const told = uses.pinned ? (versionOf(uses) ?? []).join('.') : ref;
  return byAction
    .get(uses.name.toLowerCase())
    ?.find(
      ({ commits, from, below, tags, stole }) =>
        commits?.includes(ref.toLowerCase()) === true ||
        tags?.includes(ref) === true ||
        (below !== undefined &&
          !(uses.pinned && stole) &&
          isBelow(told, below) &&
          (from === undefined || !isBelow(told, from))),
    );
}

export const listedActions: readonly string[] = [...byAction.keys()];
