// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { ParseOptions } from '../parse/rules.ts';
import { matches, refusal, selection } from '../testing/rule.ts';
import { modifiers } from './modifiers.ts';

type Case = readonly [search: Readonly<Record<string, unknown>>, record: unknown, expected: boolean];

describe.each<readonly [string, readonly Case[]]>([
  [
    'all: "changes this to AND"',
    [
      [{ 'a|contains|all': ['x', 'y'] }, { a: 'yx' }, true],
      [{ 'a|contains|all': ['x', 'y'] }, { a: 'x' }, false],
    ],
  ],
  [
    'startswith: "expected at the beginning of the field\'s content"',
    [
      [{ 'a|startswith': 'adm' }, { a: 'ADMIN' }, true],
      [{ 'a|startswith': 'adm' }, { a: 'sadm' }, false],
      [{ 'a|startswith': 47 }, { a: 4769 }, true],
      [{ 'a|startswith': ['x', 'y*z'] }, { a: 'y--z!' }, true],
    ],
  ],
  [
    'endswith: "expected at the end of the field\'s content"',
    [
      [{ 'a|endswith': '\\cmd.exe' }, { a: 'C:\\CMD.EXE' }, true],
      [{ 'a|endswith': '\\cmd.exe' }, { a: 'cmd.exe' }, false],
      [{ 'a|endswith': '\\*' }, { a: 'x*' }, true],
      [{ 'a|endswith': '\\*' }, { a: 'x' }, false],
    ],
  ],
  [
    'contains: "matched anywhere in the field"',
    [
      [{ 'a|contains': 'b' }, { a: 'aBc' }, true],
      [{ 'a|contains': 'b?d' }, { a: 'abcde' }, true],
      [{ 'a|contains': 'z' }, { a: 'abc' }, false],
    ],
  ],
  [
    'exists: "only verifies the presence of a field, not its value"',
    [
      [{ 'a|exists': true }, { a: null }, true],
      [{ 'a|exists': true }, { a: '' }, true],
      [{ 'a|exists': true }, {}, false],
      [{ 'a|exists': false }, {}, true],
      [{ 'a|exists': false }, { a: null }, false],
    ],
  ],
  [
    'cased: "applied case sensitively"',
    [
      [{ 'a|cased': 'Ab' }, { a: 'Ab' }, true],
      [{ 'a|cased': 'Ab' }, { a: 'ab' }, false],
      [{ 'a|contains|cased': ['Ab', 'Cd'] }, { a: 'xCdx' }, true],
      [{ 'a|cased|contains': 'Ab' }, { a: 'xabx' }, false],
    ],
  ],
  [
    'neq: "different from the specified values"',
    [
      [{ 'a|neq': 'x' }, { a: 'y' }, true],
      [{ 'a|neq': ['x', 'y'] }, { a: 'y' }, false],
      [{ 'a|neq': 5 }, { a: '5' }, false],
      [{ 'a|neq': 'x' }, {}, true],
      [{ 'a|startswith|neq': 'x' }, { a: 'xy' }, false],
    ],
  ],
  [
    'windash: "converts the aforementioned characters interchangeably"',
    ['-', '/', '\u2013', '\u2014', '\u2015'].flatMap((dash): Case[] => [
      [{ 'a|windash|contains': ' -enc' }, { a: `x ${dash}enc` }, true],
      [{ 'a|windash|contains|all': ['/x', '-y'] }, { a: `${dash}x ${dash}y` }, true],
      [{ 'a|windash|contains': '-x -y' }, { a: `${dash}x \u2014y` }, true],
    ]),
  ],
  ['windash leaves a dash inside a word', [[{ 'a|windash': 'a-b' }, { a: 'a/b' }, false]]],
  [
    're: "case-sensitive by default", found anywhere, wildcards mean nothing',
    [
      [{ 'a|re': 'b+' }, { a: 'abba' }, true],
      [{ 'a|re': 'B' }, { a: 'b' }, false],
      [{ 'a|re': 'a\\*?$' }, { a: 'xa*' }, true],
      [{ 'a|re': '^\\d+$' }, { a: 4769 }, true],
    ],
  ],
  [
    're sub-modifiers i, m, s',
    [
      [{ 'a|re|i': 'B' }, { a: 'b' }, true],
      [{ 'a|re|m': '^b$' }, { a: 'a\nb' }, true],
      [{ 'a|re|s': 'a.b' }, { a: 'a\nb' }, true],
      [{ 'a|re|i|m|s': '^A.B$' }, { a: 'x\na\nb' }, true],
    ],
  ],
  [
    're with startswith, endswith, contains',
    [
      [{ 'a|re|startswith': 'b|c' }, { a: 'ab' }, false],
      [{ 'a|re|startswith': 'b|c' }, { a: 'cab' }, true],
      [{ 'a|re|endswith': 'b|c' }, { a: 'cab' }, true],
      [{ 'a|re|endswith': 'b|c' }, { a: 'ca' }, false],
      [{ 'a|re|contains': 'b|c' }, { a: 'xbx' }, true],
    ],
  ],
  ['base64: "encoded with Base64"', [[{ 'a|base64': 'foobar' }, { a: 'Zm9vYmFy' }, true]]],
  [
    'base64offset: "three variants for shifts by zero to two bytes"',
    ['', 'x', 'xy', 'xyz'].map(
      (before): Case => [
        { 'a|base64offset|contains': 'http://' },
        { a: Buffer.from(`${before}http://example.com`).toString('base64') },
        true,
      ],
    ),
  ],
  [
    'utf16le and wide: "cmd > 63 00 6d 00 64 00"',
    [
      [{ 'a|utf16le': 'cmd' }, { a: 'c\0m\0d\0' }, true],
      [{ 'a|wide': 'cmd' }, { a: 'c\0m\0d\0' }, true],
      [{ 'a|wide|base64': 'cmd' }, { a: 'YwBtAGQA' }, true],
      [{ 'a|wide|base64offset|contains': 'ping' }, { a: Buffer.from('x; ping', 'utf16le').toString('base64') }, true],
    ],
  ],
  ['utf16be: "00 63 00 6d 00 64"', [[{ 'a|utf16be|base64': 'cmd' }, { a: 'AGMAbQBk' }, true]]],
  ['utf16: "Prepends a byte order mark"', [[{ 'a|utf16|base64': 'cmd' }, { a: '//5jAG0AZAA=' }, true]]],
  [
    'lt, lte, gt, gte',
    [
      [{ 'a|lt': 5 }, { a: 4 }, true],
      [{ 'a|lt': 5 }, { a: 5 }, false],
      [{ 'a|lte': 5 }, { a: '5' }, true],
      [{ 'a|gt': 5 }, { a: 5 }, false],
      [{ 'a|gt': 5 }, { a: '5.5' }, true],
      [{ 'a|gte': 5 }, { a: 5 }, true],
      [{ 'a|gte': 5 }, { a: 'many' }, false],
      [{ 'a|gte': 5 }, {}, false],
    ],
  ],
  [
    'minute, hour, day, week, month, year: "extracts a numeric value from a date"',
    [
      [{ 'a|minute': 6 }, { a: '2026-03-04T05:06:07Z' }, true],
      [{ 'a|hour': [4, 5] }, { a: '2026-03-04T05:06:07Z' }, true],
      [{ 'a|hour|gte': 22 }, { a: '2026-03-04T23:06:07Z' }, true],
      [{ 'a|hour|lt': 6 }, { a: '2026-03-04T23:06:07Z' }, false],
      [{ 'a|gte|hour': 22 }, { a: '2026-03-04T23:06:07Z' }, true],
      [{ 'a|day': 4 }, { a: '2026-03-04' }, true],
      [{ 'a|week': 10 }, { a: '2026-03-04' }, true],
      [{ 'a|month': 3 }, { a: '2026-03-04' }, true],
      [{ 'a|year|neq': 2026 }, { a: '2026-03-04' }, false],
    ],
  ],
  [
    'cidr: "Supports both IPv4 and IPv6 notations"',
    [
      [{ 'a|cidr': '192.0.2.0/24' }, { a: '192.0.2.9' }, true],
      [{ 'a|cidr': ['198.51.100.0/24', '2001:db8::/32'] }, { a: '2001:DB8::1' }, true],
      [{ 'a|cidr': '192.0.2.0/24' }, { a: '198.51.100.1' }, false],
    ],
  ],
  [
    'fieldref: "compare fields of matched events directly"',
    [
      [{ 'a|fieldref': 'b.c' }, { a: 'X', b: { c: 'x' } }, true],
      [{ 'a|fieldref|cased': 'b' }, { a: 'X', b: 'x' }, false],
      [{ 'a|fieldref': 'b' }, { a: 5, b: '5' }, true],
      [{ 'a|fieldref': 'b' }, {}, false],
      [{ 'a|fieldref': 'b' }, { a: ['x', 'y'], b: ['z', 'y'] }, true],
      [{ 'a|fieldref|neq': 'b' }, { a: 'x', b: 'y' }, true],
      [{ 'a|fieldref|neq': 'b' }, { a: 'x', b: 'x' }, false],
      [{ 'a|fieldref|contains': 'b' }, { a: 'axb', b: 'X' }, true],
      [{ 'a|contains|fieldref': 'b' }, { a: 'axb', b: 'X' }, true],
      [{ 'a|fieldref|startswith': 'b' }, { a: 'ax', b: 'x' }, false],
      [{ 'a|fieldref|endswith': 'b' }, { a: 'ax', b: 'x' }, true],
    ],
  ],
])('%s', (_, cases) => {
  it.each(cases.map((c) => [c] as const))('%j', ([search, record, expected]) =>
    expect(matches(search, record)).toBe(expected),
  );
});

describe('expand', () => {
  const options: ParseOptions = {
    placeholders: (name) => ({ Servers: ['srv*', 'db1'], one: ['x'], number: [5], none: [] })[name],
  };
  it.each<Case>([
    [{ a: '%name%' }, { a: '%name%' }, true],
    [{ 'a|expand': '%Servers%' }, { a: 'SRV-07' }, true],
    [{ 'a|expand': '%Servers%' }, { a: 'db2' }, false],
    [{ 'a|expand': '\\%plain%one%' }, { a: '%plainx' }, true],
    [{ 'a|expand|endswith': '\\%one%' }, { a: 'z%one%' }, true],
    [{ 'a|expand': '%one%-%Servers%' }, { a: 'x-db1' }, true],
    [{ 'a|contains|expand': '%one%' }, { a: 'axb' }, true],
    [{ 'a|expand|re': '^%one%+$' }, { a: 'xxx' }, true],
    [{ 'a|expand': '%number%' }, { a: '5.0' }, true],
    [{ 'a|expand|gte': '%number%' }, { a: 6 }, true],
    [{ 'a|expand': '%none%' }, { a: '' }, false],
    [{ 'a|expand': 7 }, { a: 7 }, true],
    [{ 'a|expand': '100%' }, { a: '100%' }, true],
  ])('%j on %j: %s', (search, record, expected) => expect(matches(search, record, options)).toBe(expected));

  it('"If the tool isn\'t able to handle placeholders, it must reject the rule"', () => {
    expect(refusal({ 'a|expand': 'x%who%' }, options)).toMatchObject({
      code: 'RULE_PLACEHOLDER',
      reason: expect.stringContaining('%who%'),
    });
    expect(refusal({ 'a|expand': '%one%' }).code).toBe('RULE_PLACEHOLDER');
  });
});

describe('refused, with what to write instead', () => {
  it.each([
    ['"Single item values are not allowed to have an all modifier"', { 'a|contains|all': 'x' }, 'list of two values'],
    ['a list of one is a single item', { 'a|contains|all': ['x'] }, 'list of two values'],
    ['windash: "can only be applied to string values"', { 'a|windash': 5 }, 'in quotes'],
    ['re: "can only be applied to string values"', { 'a|re': 5 }, 'in quotes'],
    ['base64: "can only be applied to string values"', { 'a|base64': true }, 'in quotes'],
    ['contains on null', { 'a|contains': null }, 'in quotes or drop'],
    ['gt: "can only be applied to numeric values"', { 'a|gt': '5' }, 'without quotes'],
    ['lte: "can only be applied to numeric values"', { 'a|lte': 'x' }, 'without quotes'],
    ['hour of text', { 'a|hour': 'noon' }, 'whole number from 0 to 23'],
    ['hour out of range', { 'a|hour': 24 }, 'whole number from 0 to 23'],
    ['month that is no whole number', { 'a|month': 1.5 }, 'whole number from 1 to 12'],
    ['cidr of text', { 'a|cidr': 'home' }, 'as in 192.0.2.0/24'],
    ['cidr with host bits', { 'a|cidr': '192.0.2.1/24' }, 'write 192.0.2.0/24'],
    ['cidr after re', { 'a|re|cidr': 'x' }, 'change their order'],
    ['exists with text', { 'a|exists': 'yes' }, 'true or false'],
    ['exists with a list', { 'a|exists': [true, false] }, 'true or false'],
    ['a flag without re', { 'a|i': 'x' }, 'belongs after "re"'],
    ['base64 of a wildcard', { 'a|base64': 'x*' }, 'write them as \\* and \\?'],
    ['base64 after contains', { 'a|contains|base64': 'x' }, 'put "contains" after it'],
    [
      'base64offset of a byte, whose pattern would match everything',
      { 'a|base64offset|contains': 'x' },
      'longer value',
    ],
    ['fieldref to a pattern', { 'a|fieldref': 'b*' }, 'without wildcards'],
    ['windash that explodes', { 'a|windash': ' -x'.repeat(10) }, 'split it'],
  ])('%s', (_, search, reason) => expect(refusal(search).reason).toContain(reason));

  it('a regular expression that is not linear', () => {
    expect(refusal({ 'a|re': '(?=x)' })).toMatchObject({ code: 'REGEX_INVALID', position: { line: 5, column: 5 } });
  });
});

it('every modifier of the appendix is there', () => {
  const appendix =
    'all startswith endswith contains exists cased neq windash re i m s base64 base64offset utf16le utf16be utf16 wide ' +
    'lt lte gt gte minute hour day week month year cidr expand fieldref';
  expect([...modifiers.keys()].sort()).toEqual(appendix.split(' ').sort());
});

it('"The value modifiers are applied in the given order"', () => {
  expect(selection({ 'a|wide|base64': 'x' })).not.toEqual(selection({ 'a|base64|wide': 'x' }));
});
