// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readFiles } from './testing/read-files.ts';

it('pipelines reach the secrets, identities and code that their files name', async () => {
  const { inventory } = await readFiles({
    'shop/.github/workflows/a.yml': `on: push
permissions: { contents: write }
jobs:
  a:
    runs-on: x
    steps:
      - run: x
        env: { K: '$\{{ secrets.KEY }}', T: '$\{{ secrets.GITHUB_TOKEN }}' }
      - uses: aws-actions/configure-aws-credentials@v5
        with: { role-to-assume: 'arn:aws:iam::111122223333:role/deploy' }
`,
    'shop/.github/workflows/b.yml': 'on: push\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n',
  });
  expect(inventory.of('relation').map((one) => `${one.from} ${one.relation} ${one.to}`)).toEqual([
    'github:workflow:shop/.github/workflows/a.yml can-read github:pipeline-secret:shop/KEY',
    'github:workflow:shop/.github/workflows/a.yml may-become aws:role:arn:aws:iam::111122223333:role/deploy',
    'github:workflow:shop/.github/workflows/a.yml can-change github:repository-folder:shop',
  ]);
  expect(inventory.of('resource').map((one) => one.type)).toEqual(['pipeline', 'secret', 'repository']);
});
