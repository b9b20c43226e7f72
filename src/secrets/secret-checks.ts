// SPDX-License-Identifier: Apache-2.0
// The checks of area `secrets`: one a family of tokens, and one that says what was not looked into.
import { type Check, defineCheck } from '../model/check.ts';
import { families } from './formats.ts';

export const allFilesRead = defineCheck({
  id: 'secrets-all-files-read',
  area: 'secrets',
  title: 'All files and histories were looked into for tokens',
  weakness: 'File that could not be looked into',
  severity: 'informational',
  rows: ['A1'],
  why: 'A token in an archive, in a file that is too large or in the part of a history that was never fetched is as good to a thief as one in the open, and nobody has looked for it there.',
  remediation: [
    'Unpack archives and audit the folder: `tokenward audit secrets FOLDER`.',
    'Fetch the whole history: `git fetch --unshallow`.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [],
  *judge() {},
});

export const secretChecks: readonly Check[] = [...families.map((it) => it.check), allFilesRead];
