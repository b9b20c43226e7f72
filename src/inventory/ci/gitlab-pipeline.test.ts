// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readFiles } from './testing/read-files.ts';

describe('GitLab pipelines', () => {
  it('follow extends, defaults, anchors and references', async () => {
    const { inventory, problems } = await readFiles({
      '.gitlab-ci.yml': `default: { image: node:24, before_script: [npm ci] }
.base: { variables: { A: 1, B: 1 }, tags: [x] }
.more: { extends: .base, variables: { B: 2 } }
.lines: &lines [one, two]
build:
  extends: [.more]
  variables: { C: { value: 3, description: d } }
  script:
    - *lines
    - !reference [.x, script]
    - three
`,
    });
    expect(problems).toEqual([]);
    expect(inventory.of('ci.job')).toMatchObject([
      { name: 'build', env: { A: '1', B: '2', C: '3' }, runsOn: ['x'], container: { image: 'node:24' } },
    ]);
    expect(inventory.of('ci.step').map((it) => it.run)).toEqual(['npm ci', 'one\ntwo\n.x\nscript\nthree']);
  });

  it('say where the lines of a job are written', async () => {
    const { inventory } = await readFiles({
      '.gitlab-ci.yml': `before_script: [one]
default: { after_script: [four] }
.base: { script: [two] }
.more: { extends: .base, before_script: [three] }
a: { extends: .more }
b: { extends: .base, script: [five] }
`,
    });
    expect(inventory.of('ci.step').map((it) => [it.run, it.where.path])).toEqual([
      ['three', ['.more']],
      ['two', ['.base']],
      ['four', ['default']],
      ['one', []],
      ['five', ['b']],
      ['four', ['default']],
    ]);
  });

  it('say where an image is written that a job takes over', async () => {
    const { inventory } = await readFiles({
      '.gitlab-ci.yml': `image: one
default: { services: [db] }
.base: { image: { name: two } }
a: { script: [x] }
b: { extends: .base, script: [x] }
c: { image: three, script: [x] }
`,
    });
    expect(inventory.of('ci.job').map(({ container: it }) => [it?.image, it?.holder, it?.at])).toEqual([
      ['one', [], ['image']],
      ['two', ['.base'], ['image', 'name']],
      ['three', undefined, ['image']],
    ]);
    expect(inventory.of('ci.job')[0]?.services).toMatchObject([{ image: 'db', holder: ['default'] }]);
  });

  it('are read once each, however many parents extend each other', async () => {
    const parents = Array.from({ length: 60 }, (_, i) => `.b${i}: { extends: [.b${i + 1}, .b${i + 2}, .b${i + 3}] }\n`);
    const { inventory } = await readFiles({
      '.gitlab-ci.yml': `${parents.filter((it) => !it.startsWith('.b5:')).join('')}.b5: { image: five, tags: [x] }\na: { extends: [.b0], script: [echo] }\n`,
    });
    expect(inventory.of('ci.job')).toMatchObject([{ runsOn: ['x'], container: { image: 'five' } }]);
  });

  it('are read though a key is there twice', async () => {
    const { inventory, problems } = await readFiles({
      '.gitlab-ci.yml': 'a:\n  before_script: [one]\n  script: [two]\n  before_script: [three]\n',
    });
    expect(problems.map((it) => it.position?.line)).toEqual([4]);
    expect(inventory.of('ci.step').map((it) => it.run)).toEqual(['three', 'two']);
  });

  it('tell when a job runs', async () => {
    const { inventory } = await readFiles({
      '.gitlab-ci.yml': `a: { script: [x] }
b: { script: [x], rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }, { if: $CI_COMMIT_TAG }] }
c: { script: [x], rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }, { if: $X, when: never }] }
d: { script: [x], only: [merge_requests, main] }
`,
    });
    expect(inventory.of('ci.job').map((it) => it.events)).toEqual([
      ['any'],
      ['merge-request', 'tag'],
      ['protected'],
      ['merge-request', 'protected'],
    ]);
  });

  it('tell includes apart', async () => {
    const { inventory } = await readFiles({
      '.gitlab-ci.yml':
        'include:\n  - /ci/a.yml\n  - https://ci.example.net/b.yml\n  - { component: gitlab.example.com/x/y@1.2 }\n  - { project: g/p, file: c.yml }\n',
    });
    expect(inventory.of('ci.pipeline')[0]?.includes.map((it) => [it.type, it.name, it.ref])).toEqual([
      ['local', '/ci/a.yml', undefined],
      ['remote', 'https://ci.example.net/b.yml', undefined],
      ['component', 'gitlab.example.com/x/y@1.2', '1.2'],
      ['project', 'g/p', undefined],
    ]);
  });

  it('end where extends goes round in a circle', async () => {
    const { inventory } = await readFiles({
      '.gitlab-ci.yml': '.a: { extends: .b }\n.b: { extends: .a }\nc: { extends: .a, script: [x] }\n',
    });
    expect(inventory.of('ci.job')).toHaveLength(1);
  });

  it('say which file is not valid', async () => {
    const { problems } = await readFiles({ '.gitlab-ci.yml': 'a: [\n' });
    expect(problems).toMatchObject([{ code: 'DOCUMENT_INVALID' }]);
  });
});
