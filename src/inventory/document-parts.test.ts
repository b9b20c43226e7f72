// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { cutForm, type DocumentPart, documentParts, readChunks } from './document-parts.ts';
import { at, isFields } from './values.ts';
import { locate, parseYaml } from './yaml-documents.ts';

interface Read {
  readonly parts: readonly DocumentPart[];
  readonly problems: readonly unknown[];
}

async function* chunked(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

async function cut(text: string, max: number, size = 7): Promise<Read> {
  const parts: DocumentPart[] = [];
  const problems: unknown[] = [];
  const form = cutForm(text, 'a.yml', '1.1');
  const chunks = (): AsyncIterable<string> => chunked(text, size);
  const problem = (error: unknown): void => {
    problems.push(error);
  };
  for await (const part of documentParts({ file: 'a.yml', form, chunks, max, problem })) parts.push(part);
  return { parts, problems };
}

/** What the cut reading must say of a document that the plain one reads; undefined where it may refuse it. */
function put(parts: readonly DocumentPart[], index: number): unknown {
  const own = parts.filter((it) => it.index === index);
  if (own.some((it) => it.broken)) return undefined;
  const elements = own.filter((it) => it.element !== undefined);
  const whole = own.find((it) => it.element === undefined)?.value;
  expect(elements.map((it) => it.element?.index)).toEqual(elements.map((_, at) => at));
  return elements.length === 0 || !isFields(whole) ? whole : { ...whole, items: elements.map((it) => it.value) };
}

/** Holds the cut reading to the plain one. Gives whether it refused anything. */
async function same(text: string, max: number, size: number): Promise<boolean> {
  const { parts, problems } = await cut(text, max, size);
  let plain: ReturnType<typeof parseYaml>;
  try {
    plain = parseYaml(text, 'a.yml', '1.1');
  } catch {
    return true;
  }
  for (const [index, { value }] of plain.entries()) {
    const read = put(parts, index);
    if (read === undefined) continue;
    const items = isFields(value) ? at(value, 'items') : undefined;
    // A list without elements is one, however it was written.
    expect(read).toEqual(
      items === null && isFields(read) && Array.isArray(read.items) ? { ...Object(value), items: [] } : value,
    );
    for (const part of parts) {
      if (part.index !== index || part.element === undefined) continue;
      const place = locate(text, index, ['items', part.element.index]);
      if (place !== undefined && part.value !== null) {
        const line = text.slice(0, place.value.start).split('\n').length;
        // A dash alone stands before its element.
        expect(part.line === line || text.split('\n')[part.line - 1]?.trim().startsWith('-')).toBe(true);
      }
    }
  }
  const broken = parts.some((it) => it.broken);
  expect(broken).toBe(problems.length > 0);
  if (!broken) expect(new Set(parts.map((it) => it.index)).size).toBe(plain.length);
  return broken;
}

const nasty = fc.constantFrom(
  '---\n- a\n--- b\n',
  '- x\nitems:\n- y\n',
  '  leading\n---\n',
  '# no comment\n',
  '\ttab\n\t- x',
  'a: "b\n',
  '...\n...',
  'x\r\ny',
  'plain',
  '*alias',
  '%TAG',
  'last\n\n\n',
  '\ufeff',
);
const word = fc.stringMatching(/^[a-z]{1,6}$/);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    nasty,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.string(),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 3 }),
  ),
}));
const list = fc.record({
  value: fc.record({
    kind: fc.constantFrom('List', 'PodList'),
    meta: tree,
    items: fc.array(tree, { minLength: 1, maxLength: 5 }),
    tail: tree,
  }),
  order: fc.constantFrom(
    ['kind', 'meta', 'items', 'tail'],
    ['items', 'kind', 'tail', 'meta'],
    ['meta', 'tail', 'items', 'kind'],
  ),
  indentSeq: fc.boolean(),
  mark: fc.constantFrom('', '---\n', '# first\n---\n', '%YAML 1.2\n---\n', '...\n---\n'),
  newline: fc.constantFrom('\n', '\r\n'),
});

function written({
  value,
  order,
  indentSeq,
  mark,
  newline,
}: typeof list extends fc.Arbitrary<infer T> ? T : never): string {
  const ordered = Object.fromEntries(order.map((key) => [key, Reflect.get(value, key)]));
  const text = stringify(ordered, { indentSeq, aliasDuplicateObjects: false, lineWidth: 40 });
  return (mark + text).replaceAll('\n', newline);
}

describe('documents in parts', () => {
  it('are what they are in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(list, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 20, max: 400 }),
        fc.integer({ min: 1, max: 90 }),
        fc.boolean(),
        async (lists, max, size, bom) => {
          const texts = lists.map((it, index) => written(index > 0 && it.mark === '' ? { ...it, mark: '---\n' } : it));
          await same(`${bom ? '\ufeff' : ''}${texts.join('')}`, max, size);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are never refused where each element is small', async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 90 }), async (it, size) => {
        const { kind, items } = it.value;
        const text = written({ ...it, value: { kind, items, meta: 1, tail: 'x' } });
        const longest = Math.max(...items.map((item) => stringify([item], { lineWidth: 10 }).length));
        // Comments, folded lines and the frame need some room.
        expect(await same(text, longest * 4 + 200, size)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('are never something else, whatever the lines are', async () => {
    const line = fc.constantFrom(
      'items:',
      'kind: List',
      '- a: 1',
      '  b: 2',
      '-',
      '  - c',
      '    - d',
      '- |',
      '- >-',
      '  text',
      '---',
      '--- |',
      '...',
      '# c',
      '  # c',
      '',
      '  ',
      '\t',
      '\tx',
      '- "a',
      '  b"',
      'b"',
      "- 'x",
      "'",
      '- [1,',
      '  2]',
      ']',
      '- &a x',
      '- *a',
      '&b items:',
      '"items":',
      'items: []',
      'items: # c',
      ' items:',
      '- items:',
      '  items:',
      'a: |',
      'a: |+',
      ' - x',
      '%YAML 1.2',
      '? items',
      ': - x',
      'a: "x',
      '- - e',
      '- ? f',
      '  : g',
      '- !!str 5',
      '- a\rb: 1',
      '\ufeff---',
      '- {a: 1}',
      '<<: {x: 1}',
      '- a: |2',
      '    - x',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (lines, newline, started, max, size) => {
          await same((started ? ['kind: List', 'items:', ...lines] : lines).join(newline), max, size);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('of JSON are what they are in one piece', async () => {
    const json = fc.record({
      before: fc.jsonValue(),
      items: fc.array(fc.jsonValue(), { maxLength: 5 }),
      after: fc.oneof(fc.jsonValue(), fc.constant('"items": [1, 2]')),
      last: fc.boolean(),
      indent: fc.constantFrom(0, 2),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(json, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 4, max: 80 }),
        fc.integer({ min: 1, max: 50 }),
        async (all, max, size) => {
          const values = all.map(({ before, items, after, last }) =>
            last ? { before, items, after, kind: 'List' } : { kind: 'List', before, after, items },
          );
          const text = values.map((it, index) => JSON.stringify(it, null, all[index]?.indent)).join('\n');
          const { parts, problems } = await cut(text, max, size);
          for (const [index, value] of values.entries()) {
            const read = put(parts, index);
            if (read !== undefined) expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(value)));
          }
          if (
            Math.max(
              ...values
                .flatMap((it) => [
                  JSON.stringify({ ...it, items: [] }, null, 2),
                  ...it.items.map((item) => JSON.stringify(item, null, 2)),
                ])
                .map((it) => it.length * 2),
            ) < max
          )
            expect(problems).toEqual([]);
        },
      ),
    );
  });

  it('of JSON that is none are problems', async () => {
    const filler = `"filler":"${'x'.repeat(60)}"`;
    for (const items of [
      '[1,]',
      '[,1]',
      '[1,,2]',
      '[1 2]',
      '[{"a":1]},{}]',
      '[1}',
      '{"a":1}',
      '[1],"items":[]',
      '[1],"\\u0069tems":[2]',
    ]) {
      const { parts, problems } = await cut(`{${filler},"kind":"List","items":${items},"b":1}`, 90);
      expect(problems.length, items).toBeGreaterThan(0);
      expect(
        parts.some((it) => it.broken),
        items,
      ).toBe(true);
    }
  });

  it('say where they are and what is wrong', async () => {
    const items = Array.from({ length: 20 }, (_, index) => `- name: n${index}\n  text: |\n    ---\n    - x\n`);
    const text = `apiVersion: v1\nitems:\n${items.join('')}kind: List\n`;
    const { parts, problems } = await cut(text, 120);
    expect(problems).toEqual([]);
    expect(parts.map((it) => it.line)).toEqual([...items.map((_, index) => 3 + index * 4), 1]);

    const alias = await cut(text.replace('name: n2\n', 'name: &n n2\n').replace('name: n4\n', 'name: *n\n'), 120);
    expect(alias.problems).toMatchObject([{ code: 'DOCUMENT_INVALID', position: { line: 19 } }]);
    expect(alias.parts.map((it) => [it.element?.index, it.broken])).toEqual([
      ...[0, 1, 2, 3].map((index) => [index, undefined]),
      [undefined, true],
    ]);

    const long = await cut(text.replace('name: n4\n', `name: ${'x'.repeat(500)}\n`), 120);
    expect(long.problems).toMatchObject([{ code: 'RECORD_TOO_LARGE', position: { line: 19 } }]);
    expect((await cut(`a: ${'x'.repeat(500)}\n---\nb: 1\n`, 120)).parts.at(-1)).toMatchObject({
      value: { b: 1 },
      index: 1,
    });
  });

  it('may have no more aliases than one document', async () => {
    const items = Array.from({ length: 30 }, () => `- [&a [x], ${'*a, '.repeat(50)}x]\n`);
    expect((await cut(`kind: List\nitems:\n${items.join('')}`, 400, 500)).problems).toMatchObject([
      { code: 'DOCUMENT_INVALID' },
    ]);
  });

  it('come from files in UTF-8 and UTF-16, whole characters at a time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenward-parts-'));
    const text = 'ä€😀\n'.repeat(200_000);
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    try {
      for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()]) {
        writeFileSync(join(folder, 'a'), bytes);
        let read = '';
        for await (const chunk of readChunks(join(folder, 'a'))) read += chunk;
        expect(read === text).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
