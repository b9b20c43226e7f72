// SPDX-License-Identifier: Apache-2.0
// Commits of releases of the actions that most workflows pin: what a pin that is said to be one of these must be.
//
// Source: the tags of the repositories, as public workflows pin them (read 2026-11); the list decides only on what it holds.

const releases: ReadonlyMap<string, string> = new Map([
  ['actions/checkout 4.2.2', '11bd71901bbe5b1630ceea73d27597364c9af683'],
  ['actions/checkout 5.0.0', '08c6903cd8c0fde910a37f88322edcfb5dd907a8'],
  ['actions/checkout 6.0.2', 'de0fac2e4500dabe0009e67214ff5f5447ce83dd'],
  ['actions/setup-node 4.4.0', '49933ea5288caeca8642d1e84afbd3f7d6820020'],
  ['actions/setup-node 5.0.0', 'a0853c24544627f65ddf259abe73b1d18a591444'],
  ['actions/setup-python 5.6.0', 'a26af69be951a213d495a4c3e4e4022e16d87065'],
  ['actions/upload-artifact 4.6.2', 'ea165f8d65b6e75b540449e92b4886f43607fa02'],
  ['actions/download-artifact 4.3.0', 'd3f86a106a0bac45b974a628896c90dbdf5c8093'],
  ['ossf/scorecard-action 2.4.0', '62b2cac7ed8198b15735ed49ab1e5cf35480ba46'],
  ['actions/cache 4.2.3', '5a3ec84eff668545956fd18022155c47e93e2684'],
]);

/** The commit of a release, by name in lower case and all three numbers; undefined where the list does not hold it. */
export function releaseOf(name: string, version: string): string | undefined {
  return releases.get(`${name} ${version}`);
}
