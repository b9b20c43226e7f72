// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeAll,
  describeCondition,
  describeExpression,
  expressionsIn,
  parseExpression,
  printExpression,
} from './expression.ts';

/** Wraps an expression the way it stands in a file. */
const wrap = (text: string): string => `$\{{${text}}}`;

describe('expressions', () => {
  it('finds every one of a text, and minds quotes', () => {
    expect(expressionsIn(`a ${wrap(' x ')} b ${wrap(" format('}}', 'it''s') ")}${wrap('y')} $\{{ open`)).toEqual([
      ' x ',
      " format('}}', 'it''s') ",
      'y',
    ]);
  });

  it.each([
    ["github.event['issue'].title", ['github.event.issue.title']],
    ['github.event.commits.*.message', ['github.event.commits.*.message']],
    ['secrets[matrix.name]', ['secrets.*', 'matrix.name']],
    ["format('{0}', github.head_ref)", ['github.head_ref']],
    ['toJSON(secrets)', ['secrets']],
    ['steps.a-b.outputs.c_d', ['steps.a-b.outputs.c_d']],
    ['fromJSON(secrets.KEY).password', ['secrets.KEY']],
  ])('%s reads %j', (text, refs) => {
    expect(describeExpression(text, [])).toMatchObject({ refs, valid: true });
  });

  it('tells what becomes text from what only decides', () => {
    const yields = (text: string): readonly string[] => describeExpression(text, []).yields;
    expect(yields("github.event_name == 'push' && github.sha || github.head_ref")).toEqual([
      'github.sha',
      'github.head_ref',
    ]);
    expect(yields('contains(github.event.issue.title, inputs.word)')).toEqual([]);
    expect(yields('!github.head_ref')).toEqual([]);
  });

  it('tells comparisons and calls with their arguments', () => {
    expect(describeExpression("github.actor == 'dependabot[bot]' && contains('a b', github.ref)", [])).toMatchObject({
      comparisons: [{ operator: '==', left: 'github.actor', right: "'dependabot[bot]'" }],
      calls: [{ name: 'contains', args: ["'a b'", 'github.ref'] }],
    });
  });

  it('binds && before ||, and comparison before both', () => {
    const parsed = parseExpression("a || b && c == '1'");
    expect(parsed === undefined ? '' : printExpression(parsed)).toBe("(a || (b && (c == '1')))");
  });

  it('still names what an invalid one may read', () => {
    expect(describeExpression('github.head_ref +', [])).toMatchObject({ refs: ['github.head_ref'], valid: false });
  });

  it('reads a condition with and without its brackets', () => {
    expect(describeCondition('github.actor')).toMatchObject([{ refs: ['github.actor'] }]);
    expect(describeCondition(`${wrap(' github.actor ')} == 'x'`)).toMatchObject([
      { refs: ['github.actor'], text: 'github.actor' },
    ]);
    expect(describeCondition(undefined)).toEqual([]);
  });

  it('keeps the place of each', () => {
    expect(describeAll({ a: ['x', wrap(' b ')] }, ['with'])).toMatchObject([{ at: ['with', 'a', 1], refs: ['b'] }]);
  });

  it('survives any text, in time that does not explode', () => {
    const piece = fc.constantFrom('${{', '}}', "'", 'a.b', '[', ']', '(', ')', '!', '&&', ' ', '.*', '1e', '$');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        describeAll(pieces.join(''));
        describeExpression(pieces.join(''), []);
      }),
    );
    describeExpression('('.repeat(20_000), []);
    describeExpression(`a${'.b'.repeat(9_000)}`, []);
  });
});
