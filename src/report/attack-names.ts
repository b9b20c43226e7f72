// SPDX-License-Identifier: Apache-2.0

/** Names of the MITRE ATT&CK techniques around application access tokens; others are told by id only. */
const techniqueNames: ReadonlyMap<string, string> = new Map([
  ['T1528', 'Steal Application Access Token'],
  ['T1539', 'Steal Web Session Cookie'],
  ['T1550', 'Use Alternate Authentication Material'],
  ['T1550.001', 'Application Access Token'],
  ['T1550.004', 'Web Session Cookie'],
  ['T1552', 'Unsecured Credentials'],
  ['T1552.001', 'Credentials In Files'],
  ['T1552.005', 'Cloud Instance Metadata API'],
  ['T1552.007', 'Container API'],
  ['T1555.006', 'Cloud Secrets Management Stores'],
  ['T1606', 'Forge Web Credentials'],
  ['T1078', 'Valid Accounts'],
  ['T1078.004', 'Cloud Accounts'],
  ['T1098', 'Account Manipulation'],
  ['T1098.001', 'Additional Cloud Credentials'],
  ['T1098.003', 'Additional Cloud Roles'],
  ['T1136.003', 'Cloud Account'],
  ['T1566.002', 'Spearphishing Link'],
]);

/** A technique id split into technique and sub-technique, with the names that are known. */
export interface Technique {
  readonly uid: string;
  readonly name?: string;
  readonly sub?: { readonly uid: string; readonly name?: string };
}

/**
 * @param id as in `T1528` or `T1078.004`
 * @see https://attack.mitre.org/techniques/T1528/
 */
export function describeTechnique(id: string): Technique {
  const parent = id.split('.', 1)[0] ?? id;
  const top = withName(parent);
  return parent === id ? top : { ...top, sub: withName(id) };
}

function withName(uid: string): { readonly uid: string; readonly name?: string } {
  const name = techniqueNames.get(uid);
  return name === undefined ? { uid } : { uid, name };
}
