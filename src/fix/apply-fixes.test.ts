// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseYaml } from '../inventory/yaml-documents.ts';
import type { Change, Fix } from '../model/check.ts';
import { applyFixes } from './apply-fixes.ts';
import { changedValue } from './change-value.ts';

function fix(changes: readonly Change[], document = 0): Fix {
  return { safety: 'safe', title: 'a fix', file: 'a.yml', document, changes };
}

function apply(text: string, ...changes: readonly Change[]): string {
  const { text: out, conflicts } = applyFixes(text, [fix(changes)]);
  expect(conflicts.map((it) => it.error.message)).toEqual([]);
  return out;
}

const set = (path: Change['path'], value: Extract<Change, { op: 'set' }>['value']): Change => ({
  op: 'set',
  path,
  value,
});
const remove = (path: Change['path']): Change => ({ op: 'remove', path });

const workflow = `# Releases
on: push # every one
env: &env
  A: 'x' # keep
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5 # the code
      - name: "Build"
        run: |
          make
          make test

      # publishes
      - run: make publish
        env: *env
`;

describe('applyFixes', () => {
  it('writes new keys with the indentation of their neighbours, before a long block', () => {
    const out = apply(
      workflow,
      set(['permissions'], { contents: 'read' }),
      set(['jobs', 'build', 'steps', 0, 'with', 'persist-credentials'], false),
    );
    expect(out).toBe(
      workflow
        .replace('jobs:\n', 'permissions:\n  contents: read\njobs:\n')
        .replace('@v5 # the code\n', '@v5 # the code\n        with:\n          persist-credentials: false\n'),
    );
  });

  it('leaves a blank line where the keys are apart', () => {
    const text = 'on: push\n\n# all of them\njobs:\n  a:\n    b: 1\n    c: 2\n    d: 3\n';
    expect(apply(text, set(['permissions'], {}))).toBe(text.replace('# all', 'permissions: {}\n\n# all'));
  });

  it('writes after a block of text, and leaves its blank line', () => {
    const out = apply(workflow, set(['jobs', 'build', 'steps', 1, 'env'], { A: 1 }));
    expect(parseYaml(out, 'a')[0]?.value).toEqual(
      changedValue(parseYaml(workflow, 'a')[0]?.value, set(['jobs', 'build', 'steps', 1, 'env'], { A: 1 })),
    );
    expect(out).toContain('# publishes\n      - run: make publish');
  });

  it.each<readonly [string, string, Change, string]>([
    ['an empty flow map', 'a: {}\nb: 1\n', set(['a', 'x'], 'read'), 'a: { x: read }\nb: 1\n'],
    ['a flow map', 'a: { b: 1 } # note\n', set(['a', 'c'], 'x: y'), "a: { b: 1, c: 'x: y' } # note\n"],
    ['a flow map over lines', 'a: {\n  b: 1\n  }\n', set(['a', 'c'], 2), 'a: {\n  b: 1,\n  c: 2\n  }\n'],
    [
      'JSON',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      set(['a', 'c'], 'no'),
      '{\n  "a": {\n    "b": 1,\n    "c": "no"\n  }\n}\n',
    ],
    ['an empty value', 'a:\nb: 1\n', set(['a', 'x'], true), 'a:\n  x: true\nb: 1\n'],
    ['an empty value with a comment', 'a: # why\nb: 1\n', set(['a'], true), 'a: true # why\nb: 1\n'],
    ['a scalar and its comment', 'a: "yes" # why\n', set(['a'], 'no'), "a: 'no' # why\n"],
    [
      'a scalar by a map',
      'p: write-all # too much\nb: 1\n',
      set(['p'], { contents: 'read' }),
      'p: # too much\n  contents: read\nb: 1\n',
    ],
    ['a map by a scalar', 'p: # all\n  a: 1\n  b: 2\nq: 1\n', set(['p'], 'none'), 'p: none # all\nq: 1\n'],
    ['a block of text', 'p: |\n  a\n  b\nq: 1\n', set(['p'], 'x'), 'p: x\nq: 1\n'],
    ['a list of maps', 'l:\n- a: 1\n  b: 2\n- a: 3\n', set(['l', 0, 'c'], 'x'), 'l:\n- a: 1\n  b: 2\n  c: x\n- a: 3\n'],
    [
      'four spaces',
      'a:\n    b:\n        c: 1\n',
      set(['a', 'd'], { e: 1 }),
      'a:\n    b:\n        c: 1\n    d:\n        e: 1\n',
    ],
    ['the end of a file without a line break', 'a: 1', set(['b'], 2), 'a: 1\nb: 2'],
    ['line ends of Windows', 'a: 1\r\nb:\r\n  c: 1\r\n', set(['b', 'd'], 2), 'a: 1\r\nb:\r\n  c: 1\r\n  d: 2\r\n'],
    ['a key taken out', 'a: 1\nb: 2 # gone\nc: 3\n', remove(['b']), 'a: 1\nc: 3\n'],
    ['a block taken out', 'a:\n  x: |\n    t\n  y: 1\nc: 3\n', remove(['a', 'x']), 'a:\n  y: 1\nc: 3\n'],
    ['the last key of a map', 'a:\n  x: 1\nc: 3\n', remove(['a', 'x']), 'a: {}\nc: 3\n'],
    ['the first key of a list entry', 'l:\n  - a: 1\n    b: 2\n', remove(['l', 0, 'a']), 'l:\n  - b: 2\n'],
    ['a key of a flow map', 'a: { x: 1, y: 2, z: 3 }\n', remove(['a', 'y']), 'a: { x: 1, z: 3 }\n'],
    ['the last of a flow map', 'a: { x: 1, y: 2 }\n', remove(['a', 'y']), 'a: { x: 1 }\n'],
    ['a list entry', 'l:\n  - a\n  - b # gone\n  - c\n', remove(['l', 1]), 'l:\n  - a\n  - c\n'],
    ['the only list entry', 'l:\n  - a\nb: 1\n', remove(['l', 0]), 'l: []\nb: 1\n'],
    ['the first of a list in a list', 'l:\n  - - a\n    - b\n  - c\n', remove(['l', 0, 0]), 'l:\n  - - b\n  - c\n'],
    ['an entry of a flow list', 'l: [a, b, c]\n', remove(['l', 2]), 'l: [a, b]\n'],
    ['an alias by a value', 'a: &x 1\nb: *x\n', set(['b'], 2), 'a: &x 1\nb: 2\n'],
    [
      'a key over a merged one',
      'a: &x { k: 1 }\nb:\n  <<: *x\n',
      set(['b', 'k'], 2),
      'a: &x { k: 1 }\nb:\n  <<: *x\n  k: 2\n',
    ],
    [
      'an expression',
      'a:\n  b: 1\n',
      set(['a', 'c'], '${' + '{ secrets.X }}'),
      'a:\n  b: 1\n  c: ${' + '{ secrets.X }}\n',
    ],
  ])('%s', (_name, text, change, wanted) => {
    expect(apply(text, change)).toBe(wanted);
  });

  it('changes the document that is meant', () => {
    const { text } = applyFixes('a: 1\n---\n# two\na: 1\n', [fix([set(['a'], 2)], 1)]);
    expect(text).toBe('a: 1\n---\n# two\na: 2\n');
  });

  it('refuses what would change something else as well', () => {
    const cases: readonly (readonly [string, Change])[] = [
      ['a: &x { k: 1 }\nb: *x\n', set(['b', 'k'], 2)],
      ['a: &x { k: 1 }\nb: *x\n', set(['a', 'k'], 2)],
      ['a: &x { k: 1 }\nb:\n  <<: *x\n', remove(['b', 'k'])],
      ['a: text\n', set(['a', 'k'], 2)],
    ];
    for (const [text, change] of cases) {
      const result = applyFixes(text, [fix([change])]);
      expect(result).toMatchObject({ text, applied: [], conflicts: [{ error: { code: 'FIX_CONFLICT' } }] });
    }
  });

  it('makes all changes of a fix, or none', () => {
    const text = 'a: text\nb: 1\n';
    expect(applyFixes(text, [fix([set(['b'], 2), set(['a', 'k'], 2)])]).text).toBe(text);
  });

  it('tells fixes that are in each other’s way, and makes those that are not', () => {
    const one = fix([set(['p'], { a: 1 })]);
    const two = fix([set(['p', 'b'], 2)]);
    const three = fix([set(['q'], 3)]);
    const result = applyFixes('p: {}\n', [one, two, three, one]);
    expect(result.applied).toEqual([one, three, one]);
    expect(result.conflicts.map((it) => it.fix)).toEqual([two]);
  });

  it('takes several entries out of a list, each by its place in the original', () => {
    const text = 'l:\n  - a: 0\n  - a: 1\n  - a: 2\n  - a: 3\n';
    const { text: out, conflicts } = applyFixes(text, [
      fix([remove(['l', 0])]),
      fix([remove(['l', 2])]),
      fix([set(['l', 3, 'b'], 1)]),
      fix([set(['l', 2, 'b'], 1)]),
    ]);
    expect(out).toBe('l:\n  - a: 1\n  - a: 3\n    b: 1\n');
    expect(conflicts).toHaveLength(1);
  });
});

describe('any document and any change', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-z]{1,5}$/),
    fc.constantFrom('on', 'a b', '1', "it's", 'x: y', '#', 'ü', 'null', '- a', '{'),
  );
  const word = fc.oneof(
    fc.stringMatching(/^[ -~]{0,14}$/),
    fc.constantFrom(
      'no',
      '1e3',
      'a\nb\n',
      'ü✓',
      '2026-01-01',
      '0o7',
      ' x',
      'a: b',
      '${' + '{ x }}',
      "'",
      '"',
      '*a',
      '&a',
      '|',
      '---',
      '...',
    ),
  );
  const leaf = fc.oneof(fc.integer(), fc.boolean(), word, fc.constant(null));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  const root = fc.dictionary(name, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  const form = fc.constantFrom(
    (value: unknown) => stringify(value),
    (value: unknown) => stringify(value, { indent: 4, indentSeq: false }),
    (value: unknown) => stringify(value, { collectionStyle: 'flow' }),
    (value: unknown) => JSON.stringify(value, undefined, 2),
    (value: unknown) => JSON.stringify(value),
    (value: unknown) => stringify(value, { lineWidth: 20, singleQuote: true }),
    (value: unknown) => stringify(value).replaceAll('\n', '\r\n'),
    (value: unknown) =>
      stringify(value)
        .replace(/^(\s*[a-z]+): ([a-z]+)$/gm, '$1: $2 # note')
        .replace(/^([a-z]+:)$/gm, '# above\n$1'),
  );
  const newValue = fc.oneof(
    fc.integer(),
    fc.boolean(),
    word,
    fc.dictionary(name, fc.oneof(fc.integer(), word), { maxKeys: 2, noNullPrototype: true }),
    fc.array(word, { maxLength: 2 }),
  ) as fc.Arbitrary<string | number | boolean | object>;

  function paths(value: unknown, at: Change['path'] = []): readonly Change['path'][] {
    const inner = Array.isArray(value)
      ? value.flatMap((it: unknown, index) => paths(it, [...at, index]))
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, it]) => paths(it, [...at, key]))
        : [];
    return [at, ...inner];
  }

  const drawn = fc
    .tuple(root, form, fc.nat(), fc.constantFrom('set', 'add', 'remove'), name, newValue)
    .map(([value, write, pick, op, key, fresh]) => {
      const text = write(value);
      const all = paths(value).slice(1);
      const path = all[pick % all.length] ?? [];
      const change: Change = op === 'remove' ? remove(path) : set(op === 'add' ? [...path, key] : path, fresh);
      return { text, change };
    });

  it('either reads as meant, and leaves all other lines alone, or is refused', () => {
    let refused = 0;
    let all = 0;
    fc.assert(
      fc.property(drawn, ({ text, change }) => {
        const before = parseYaml(text, 'a')[0]?.value;
        const result = applyFixes(text, [fix([change])]);
        all++;
        if (result.applied.length === 0) {
          refused++;
          expect(result.text).toBe(text);
          return;
        }
        expect(parseYaml(result.text, 'a')[0]?.value).toEqual(changedValue(before, change));
        // What is the same from the front and from the back is byte for byte the same; of the lines between, none is foreign to the change.
        const lines = text.split('\n');
        const after = new Set(result.text.split('\n'));
        const gone = lines.filter((line) => !after.has(line));
        const top = change.path.length === 0 ? lines.length : sizeOf(before, change.path, text);
        expect(gone.length).toBeLessThanOrEqual(top);
        // Twice is once; of list entries, the second time another one would go.
        const list = change.op === 'remove' && typeof change.path.at(-1) === 'number';
        if (!list) expect(applyFixes(result.text, [fix([change])]).text).toBe(result.text);
      }),
      { numRuns: 600 },
    );
    // Most are made: a text in the way of a new key is the usual reason not to.
    expect(refused / all).toBeLessThan(0.25);
  });

  /** Lines that a change of this value may take: its own, its holder's where it was the only one, and the one that gets a comma. */
  function sizeOf(value: unknown, path: Change['path'], text: string): number {
    let at = value;
    for (const part of path.slice(0, -1))
      at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined;
    const own = typeof at === 'object' && at !== null ? Reflect.get(at, path.at(-1) ?? '') : at;
    const written = Math.max(
      stringify(own ?? null, { lineWidth: 20 }).split('\n').length,
      JSON.stringify(own ?? null, undefined, 2).split('\n').length,
    );
    return text.includes('\n') ? written + 3 : 1;
  }
});
