// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { by, review } from './review.fixture.ts';

describe('permissions of workflows', () => {
  const workflow = (top: string, steps: string): Readonly<Record<string, string>> => ({
    '.github/workflows/release.yml': `name: release\non: [push]\n${top}jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  });

  it('known actions and commands give a smaller map', async () => {
    const steps =
      '      - uses: actions/checkout@v6\n      - run: gh release create v1\n        env: { GH_TOKEN: "$' +
      '{{ github.token }}" }\n';
    const [it] = await review(
      {},
      workflow('permissions: { contents: write, issues: write, packages: write }\n', steps),
    );
    expect(by(it, 'used')).toEqual(['contents: write']);
    expect(by(it, 'unused')).toEqual(['issues: write', 'packages: write']);
    expect(it?.patch?.text).toContain('      contents: write # actions/checkout');
  });

  it('an action that is not known keeps what is granted', async () => {
    const [it] = await review(
      {},
      workflow(
        'permissions: { contents: write, issues: write }\n',
        '      - uses: actions/checkout@v6\n      - uses: example-shop/publish@v1\n',
      ),
    );
    expect(by(it, 'unknown')).toEqual(['contents: write', 'issues: write']);
    expect(it?.patch?.text).toContain('issues: write # Kept, not known: example-shop/publish');
  });

  it('nothing said means the default, and what is needed is written out', async () => {
    const [it] = await review(
      {},
      workflow(
        '',
        '      - uses: actions/checkout@v6\n      - uses: aws-actions/configure-aws-credentials@v5\n        with: { role-to-assume: "arn:aws:iam::111122223333:role/deploy" }\n',
      ),
    );
    expect(it?.patch?.text).toContain('contents: read');
    expect(it?.patch?.text).toContain('id-token: write');
    expect(it?.explanation.join(' ')).toContain('default of the repository');
  });

  it('steps that need nothing get an empty map', async () => {
    const [it] = await review({}, workflow('permissions: write-all\n', '      - run: echo done\n'));
    expect(it?.patch?.text).toContain('  build:\n    permissions: {}');
    expect(by(it, 'unused')).toContain('id-token: write');
  });

  it('hostile names stay values', async () => {
    const steps = '      - uses: |\n          evil/action@v1\n          contents: write\n';
    const [it] = await review({}, workflow('permissions: { "issues: write\\n      packages": write }\n', steps));
    const text = it?.patch?.text ?? '';
    expect(text.split('\n').filter((line) => /^\s+packages:|^\s*contents:/.test(line))).toEqual([]);
  });

  it('what a script can do without being handed the token stays', async () => {
    const steps = '      - uses: actions/checkout@v6\n      - run: ./release.sh\n';
    const [it] = await review(
      {},
      workflow('permissions: { contents: write, id-token: write, issues: write }\n', steps),
    );
    expect(by(it, 'unknown')).toEqual(['contents: write', 'id-token: write']);
    expect(by(it, 'unused')).toEqual(['issues: write']);
    const kept =
      '      - uses: actions/checkout@v6\n        with: { persist-credentials: false }\n      - run: ./test.sh\n';
    const [other] = await review({}, workflow('permissions: { contents: write }\n', kept));
    expect(other?.patch?.text).toContain('contents: read # actions/checkout');
  });
});
