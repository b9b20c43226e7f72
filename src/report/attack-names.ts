// SPDX-License-Identifier: Apache-2.0

/** Names of the MITRE ATT&CK techniques that detections name; others are told by id only. */
const techniqueNames: ReadonlyMap<string, string> = new Map([
  ['T1078', 'Valid Accounts'],
  ['T1078.004', 'Cloud Accounts'],
  ['T1087', 'Account Discovery'],
  ['T1087.004', 'Cloud Account'],
  ['T1098', 'Account Manipulation'],
  ['T1098.001', 'Additional Cloud Credentials'],
  ['T1098.003', 'Additional Cloud Roles'],
  ['T1098.004', 'SSH Authorized Keys'],
  ['T1098.005', 'Device Registration'],
  ['T1098.006', 'Additional Container Cluster Roles'],
  ['T1110', 'Brute Force'],
  ['T1114', 'Email Collection'],
  ['T1114.002', 'Remote Email Collection'],
  ['T1136', 'Create Account'],
  ['T1136.003', 'Cloud Account'],
  ['T1195', 'Supply Chain Compromise'],
  ['T1195.002', 'Compromise Software Supply Chain'],
  ['T1213', 'Data from Information Repositories'],
  ['T1213.002', 'Sharepoint'],
  ['T1213.003', 'Code Repositories'],
  ['T1213.004', 'Customer Relationship Management Software'],
  ['T1213.005', 'Messaging Applications'],
  ['T1528', 'Steal Application Access Token'],
  ['T1530', 'Data from Cloud Storage'],
  ['T1539', 'Steal Web Session Cookie'],
  ['T1550', 'Use Alternate Authentication Material'],
  ['T1550.001', 'Application Access Token'],
  ['T1550.004', 'Web Session Cookie'],
  ['T1552', 'Unsecured Credentials'],
  ['T1552.001', 'Credentials In Files'],
  ['T1552.005', 'Cloud Instance Metadata API'],
  ['T1552.007', 'Container API'],
  ['T1555', 'Credentials from Password Stores'],
  ['T1555.006', 'Cloud Secrets Management Stores'],
  ['T1556', 'Modify Authentication Process'],
  ['T1556.006', 'Multi-Factor Authentication'],
  ['T1562', 'Impair Defenses'],
  ['T1566', 'Phishing'],
  ['T1566.002', 'Spearphishing Link'],
  ['T1606', 'Forge Web Credentials'],
  ['T1671', 'Cloud Application Integration'],
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
