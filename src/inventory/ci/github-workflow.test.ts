// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { locate } from '../yaml-documents.ts';
import { readFiles } from './testing/read-files.ts';

const path = '.github/workflows/a.yml';

describe('GitHub workflows', () => {
  it('tell absent permissions from none, all and listed ones', async () => {
    const of = async (text: string): Promise<unknown> =>
      (
        await readFiles({ [path]: `on: push\n${text}\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n` })
      ).inventory.of('ci.pipeline')[0]?.permissions;
    expect(await of('')).toBeUndefined();
    expect(await of('permissions: {}')).toEqual({});
    expect(await of('permissions: read-all')).toBe('read-all');
    expect(await of('permissions: { contents: write, id-token: none, bad: 1 }')).toEqual({
      contents: 'write',
      'id-token': 'none',
    });
  });

  it('read `on` as a text, in each of its forms', async () => {
    const of = async (on: string): Promise<unknown> =>
      (await readFiles({ [path]: `${on}\njobs: { a: { runs-on: x, steps: [] } }\n` })).inventory.of('ci.pipeline')[0]
        ?.triggers;
    expect(await of('on: push')).toEqual([{ event: 'push' }]);
    expect(await of("'on': [push, pull_request]")).toEqual([{ event: 'push' }, { event: 'pull_request' }]);
    expect(await of('on:\n  push: { branches: main, tags: [v*] }\n  schedule: [{ cron: x }]')).toEqual([
      { event: 'push', branches: ['main'], tags: ['v*'] },
      { event: 'schedule' },
    ]);
  });

  it('follow anchors, and give places that are found in the text', async () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: x\n    env: &e\n      K: 1\n    steps:\n      - run: make\n        env: *e\n      - uses: actions/checkout@v5\n';
    const { inventory } = await readFiles({ [path]: text });
    expect(inventory.of('ci.step').map((it) => it.env)).toEqual([{ K: '1' }, {}]);
    const step = inventory.of('ci.step')[1];
    const place = locate(text, step?.where.document ?? 0, [...(step?.where.path ?? []), 'uses']);
    expect(text.slice(place?.value.start, place?.value.end)).toBe('actions/checkout@v5');
  });

  it('call steps by names that stay when others come', async () => {
    const { inventory } = await readFiles({
      [path]:
        'on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: a }, { id: q, run: b }, { uses: o/r/p@v1 }, { uses: o/r/p@v2 }, { name: Do it!, run: c }]\n',
    });
    expect(inventory.of('ci.step').map((it) => it.id.replace('github:step:.github/workflows/a.yml:', ''))).toEqual([
      'a/run',
      'a/q',
      'a/o/r/p',
      'a/o/r/p:2',
      'a/do-it',
    ]);
  });

  it('tell pins from names', async () => {
    const uses = [
      'o/r@v1',
      `o/r@${'a'.repeat(40)}`,
      'o/r@aaaaaaa',
      './local',
      `docker://x@sha256:${'0'.repeat(64)}`,
      'docker://x:1',
      'o/r',
    ];
    const { inventory } = await readFiles({
      [path]: `on: push\njobs:\n  a:\n    runs-on: x\n    steps: [${uses.map((it) => `{ uses: '${it}' }`).join(', ')}]\n`,
    });
    expect(inventory.of('ci.step').map((it) => it.uses?.pinned)).toEqual([
      false,
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('keep no secret that is written out', async () => {
    const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
    const { inventory } = await readFiles({
      [path]: `on: push\nenv: { PASSWORD: Winter2026now }\njobs:\n  a:\n    runs-on: x\n    container: { image: i, credentials: { username: u, password: hunter2hunter2 } }\n    steps: [{ run: 'curl -H "Authorization: ${token}" x; export API_KEY=abcdef1234567890' }]\n`,
    });
    const all = JSON.stringify([...inventory.all()]);
    for (const secret of [token, 'Winter2026now', 'hunter2hunter2', 'abcdef1234567890'])
      expect(all).not.toContain(secret);
    expect(inventory.of('ci.job')[0]?.container?.literalCredentials).toEqual(['username', 'password']);
  });

  it('survive what is not as it should be', async () => {
    const { problems, inventory } = await readFiles({
      [path]:
        'on: { push: }\njobs:\n  a: text\n  b: { steps: text, runs-on: { group: g }, needs: 1, env: [] }\n  __proto__: { steps: [1, { uses: 3, with: x }] }\n',
      '.github/workflows/b.yml': 'on: [\n',
    });
    expect(problems).toMatchObject([{ code: 'DOCUMENT_INVALID' }]);
    expect(inventory.of('ci.job').map((it) => it.name)).toEqual(['b', '__proto__']);
  });
});
