// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { TokenwardError } from '../model/error.ts';
import { locate, parseYaml } from './yaml-documents.ts';

function failure(text: string): TokenwardError {
  try {
    parseYaml(text, 'a.yml');
  } catch (error) {
    if (error instanceof TokenwardError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('parseYaml', () => {
  it('gives every document with its line', () => {
    expect(parseYaml('# first\na: 1\n---\n# second\nb: [x]\n', 'a.yml')).toEqual([
      { value: { a: 1 }, line: 2 },
      { value: { b: ['x'] }, line: 5 },
    ]);
  });

  it('reads yes and on as true in 1.1 only, and merges in both', () => {
    const text = 'base: &base { a: yes }\nmine:\n  <<: *base\n  b: on\n';
    expect(parseYaml(text, 'a.yml', '1.1')[0]?.value).toEqual({ base: { a: true }, mine: { a: true, b: true } });
    expect(parseYaml(text, 'a.yml')[0]?.value).toEqual({ base: { a: 'yes' }, mine: { a: 'yes', b: 'on' } });
  });

  it('names line and column of what is wrong', () => {
    expect(failure('a: 1\na: 2\n')).toMatchObject({ code: 'DOCUMENT_INVALID', position: { line: 2, column: 1 } });
    const rendered = failure('a: {{ .Values.x }}\n');
    expect([rendered.code, rendered.message]).toEqual(['DOCUMENT_INVALID', expect.stringContaining('helm template')]);
  });

  it('goes on with the last value of a key that is there twice, where somebody is told', () => {
    const told: string[] = [];
    const text = 'a: 1\nb: { c: 1 }\na: 2\n';
    expect(parseYaml(text, 'a.yml', '1.2', { onTwice: (it) => told.push(it.message) })).toEqual([
      { value: { a: 2, b: { c: 1 } }, line: 1 },
    ]);
    expect(told).toEqual(['a.yml is not valid YAML in line 3: a key is there twice']);
    const place = locate(text, 0, ['a']);
    expect(text.slice(place?.value.start, place?.value.end)).toBe('2');
  });

  it('bounds depth, aliases and what aliases multiply to', () => {
    expect(failure('['.repeat(5000)).code).toBe('DOCUMENT_INVALID');
    const laughs = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 10; level++) laughs.push(`a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`);
    expect(failure(laughs.join('\n')).code).toBe('RECORD_TOO_LARGE');
  });

  it('keeps __proto__ as a key like any other', () => {
    const [document] = parseYaml('__proto__: { admin: true }\n', 'a.yml');
    expect(Object.keys(document?.value ?? {})).toEqual(['__proto__']);
  });
});

describe('locate', () => {
  const text = 'kind: A\n---\nspec:\n  list:\n    - name: one\n    - name: "two"\n      on: yes\n';

  it('finds keys and values through maps and lists', () => {
    const place = locate(text, 1, ['spec', 'list', 1, 'on']);
    expect(text.slice(place?.key?.start, place?.key?.end)).toBe('on');
    expect(text.slice(place?.value.start, place?.value.end)).toBe('yes');
  });

  it('stops at the deepest part that is written', () => {
    const place = locate(text, 1, ['spec', 'list', 0, 'gone', 'deeper']);
    expect(text.slice(place?.value.start, place?.value.end)).toBe('name: one');
  });

  it('finds every value of what it is given', () => {
    const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-z ]{1,12}$/));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('tree'), { minKeys: 1, maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tree, { minKeys: 1, maxKeys: 4 }), (value) => {
        const written = stringify(value);
        const check = (path: readonly (string | number)[], inner: unknown): void => {
          if (typeof inner === 'object' && inner !== null) {
            for (const [key, next] of Object.entries(inner))
              check([...path, Array.isArray(inner) ? Number(key) : key], next);
            return;
          }
          const place = locate(written, 0, path);
          expect(parseYaml(written.slice(place?.value.start, place?.value.end), 'a.yml')[0]?.value).toEqual(inner);
        };
        check([], value);
      }),
    );
  });
});
