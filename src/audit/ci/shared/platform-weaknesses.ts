// SPDX-License-Identifier: Apache-2.0
// Weaknesses of GitLab and Jenkins that give a stranger the tokens of others. Facts with their sources.

export interface PlatformWeakness {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  /** The first version with the repair, of each line of versions. */
  readonly fixed: readonly (readonly number[])[];
  /** The first version that has it. */
  readonly from?: readonly number[];
}

const gitlab: readonly PlatformWeakness[] = [
  {
    id: 'CVE-2023-7028',
    what: 'mails the link to reset a password to a stranger',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2023-7028',
    from: [16, 1],
    fixed: [
      [16, 1, 6],
      [16, 2, 9],
      [16, 3, 7],
      [16, 4, 5],
      [16, 5, 6],
      [16, 6, 4],
      [16, 7, 2],
    ],
  },
  {
    id: 'CVE-2024-5655',
    what: 'lets one user run pipelines as another one',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2024-5655',
    from: [15, 8],
    fixed: [
      [16, 11, 5],
      [17, 0, 3],
      [17, 1, 1],
    ],
  },
  {
    id: 'CVE-2024-45409',
    what: 'signs anybody in as any user, where SAML is used',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2024-45409',
    fixed: [
      [16, 11, 10],
      [17, 0, 8],
      [17, 1, 8],
      [17, 2, 7],
      [17, 3, 3],
    ],
  },
  {
    id: 'CVE-2025-25291',
    what: 'signs one user in as another one, where SAML is used',
    source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-25291',
    fixed: [
      [17, 7, 7],
      [17, 8, 5],
      [17, 9, 2],
    ],
  },
];

const jenkins: PlatformWeakness = {
  id: 'CVE-2024-23897',
  what: 'reads files of the server to strangers, also the keys of its credentials',
  source: 'https://www.jenkins.io/security/advisory/2024-01-24/',
  fixed: [],
};

function compare(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function has(version: readonly number[], { fixed, from }: PlatformWeakness): boolean {
  if (from !== undefined && compare(version, from) < 0) return false;
  const line = fixed.find((it) => it[0] === version[0] && it[1] === version[1]);
  if (line !== undefined) return compare(version, line) < 0;
  // A line without a repair of its own: older than all that got one, it never did.
  return fixed.every((it) => compare(version, it) < 0);
}

/** The numbers of a release; undefined of what is before a release or not a version. */
export function releaseNumbers(version: string): readonly number[] | undefined {
  const found = /^(?<numbers>\d{1,4}(?:\.\d{1,5}){1,2})(?:-[ce]e)?(?:\.\d+)?$/.exec(version);
  return found?.groups?.numbers?.split('.').map(Number);
}

/** What is known against a version. */
export function platformWeaknesses(
  product: 'gitlab' | 'jenkins',
  version: readonly number[],
): readonly PlatformWeakness[] {
  if (product === 'gitlab') return gitlab.filter((it) => has(version, it));
  // Long-term releases of Jenkins have three numbers, weekly ones two.
  const fixed = version.length === 3 ? [2, 426, 3] : [2, 442];
  return compare(version, fixed) < 0 ? [{ ...jenkins, fixed: [fixed] }] : [];
}
