// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { explainedPermissions, usesComments } from './comments.ts';

describe('comments of workflows', () => {
  it('belong to the `uses` of their line, in every way to write it', () => {
    const text = [
      'steps:',
      '  # - uses: a/b@1 # not this',
      '  - uses: a/b@1 # v1.0.0',
      '  - { id: x, uses: a/b@1 }',
      "  - uses: 'a/b@1'   #v2.0.0",
      '    name: c',
      '  - name: d',
      '    uses: "a/c@2"',
      '',
    ].join('\r\n');
    expect([...usesComments(text)]).toEqual([
      ['a/b@1', ['v1.0.0', undefined, 'v2.0.0']],
      ['a/c@2', [undefined]],
    ]);
  });

  it('explain the permission that they stand behind or above', () => {
    const text = [
      'permissions:',
      '  contents: read',
      '  issues: write # answers',
      'jobs:',
      '  a:',
      '    permissions:',
      '      # signs',
      '      id-token: write',
      '      packages: write',
      '    steps: []',
      '  b:',
      '    permissions: { contents: write } # releases',
      '  c:',
      '    permissions: write-all',
      '',
    ].join('\n');
    expect([...explainedPermissions(text)]).toEqual([
      ['', ['issues']],
      ['a', ['id-token']],
      ['b', ['*']],
      ['c', []],
    ]);
  });
});
