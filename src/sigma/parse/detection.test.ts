// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { detection, matches, refusal, rejection, selection } from '../testing/rule.ts';

describe('search identifiers', () => {
  it('"All values are treated as case-insensitive strings"', () =>
    expect(matches({ a: 'Root' }, { a: 'rOOT' })).toBe(true));

  it('list: "strings that are applied to the full log message and are linked with a logical OR"', () => {
    const list = ['EVILSERVICE', 'svchost.exe -n evil'];
    expect(matches(list, { line: 'started evilservice today' })).toBe(true);
    expect(matches(list, { line: 'svchost.exe', args: '-n evil' })).toBe(false);
  });

  it('list: "All map items of a list are logically linked with OR"', () => {
    const list = [{ 'Image|endswith': '\\example.exe' }, { 'Description|contains': 'Test executable' }];
    expect(matches(list, { Image: 'C:\\example.exe' })).toBe(true);
    expect(matches(list, { Description: 'a test executable' })).toBe(true);
    expect(matches(list, { Image: 'example.exe' })).toBe(false);
  });

  it('list: maps and strings may be mixed', () => expect(matches([{ a: 'x' }, 'word'], { b: 'a word' })).toBe(true));

  it('map: "All elements of a map are joined with a logical AND"', () => {
    const map = { EventLog: 'Security', EventID: [517, 1102] };
    expect(matches(map, { EventLog: 'Security', EventID: 1102 })).toBe(true);
    expect(matches(map, { EventLog: 'Security', EventID: 4769 })).toBe(false);
    expect(matches(map, { EventID: 517 })).toBe(false);
  });

  it('"To have a and operator, we use the \'|all\': modifier"', () => {
    const map = { '|all': ['OabVirtualDirectory', ' -ExternalUrl '] };
    expect(matches(map, { a: 'OabVirtualDirectory', b: 'x -ExternalUrl y' })).toBe(true);
    expect(matches(map, { a: 'OabVirtualDirectory' })).toBe(false);
  });

  it('keywords take modifiers', () => {
    expect(matches({ '|re': '^x+$' }, { a: { b: 'xxx' } })).toBe(true);
    expect(matches({ '|cased': 'X' }, { a: 'x' })).toBe(false);
  });

  it('an empty selection is a constant', () => {
    expect(selection({})).toEqual({ kind: 'constant', value: true });
    expect(selection([])).toEqual({ kind: 'constant', value: false });
    expect(selection({ a: [] })).toEqual({ kind: 'constant', value: false });
  });

  it('an id that a double cannot hold keeps its digits', () => {
    expect(matches('a: 9007199254740993', { a: '9007199254740993' })).toBe(true);
    expect(matches('a: 9007199254740993', { a: '9007199254740992' })).toBe(false);
    expect(matches('a|gt: 9007199254740993', { a: 1e17 })).toBe(true);
  });
});

describe('"Special Field Values"', () => {
  it('"An empty value is defined with \'\'"', () => {
    expect(matches({ a: '' }, { a: '' })).toBe(true);
    expect(matches({ a: '' }, { a: 'x' })).toBe(false);
  });
  it('"A null value is defined with null"', () => {
    expect(matches({ a: null }, { a: null })).toBe(true);
    expect(matches('a:', {})).toBe(true);
  });
  it('"null cannot be part of a list of field values"', () => {
    expect(refusal({ a: ['', null] })).toMatchObject({
      code: 'RULE_INVALID',
      reason: expect.stringContaining('its own selection (a: null)'),
    });
  });
});

describe('refused, with what to write instead', () => {
  it.each([
    [{ a: { b: 1 } }, 'write nested fields with dots, as in a.name'],
    [{ a: [['x']] }, 'write plain values only'],
    [[['x']], 'write a text to search for'],
    [[null], 'write a text to search for'],
    [{ '': 'x' }, 'write one'],
    [{ 'a|wild': 'x' }, 'write one of: all, base64'],
    [{ 'a|': 'x' }, 'there is no modifier ""'],
  ])('%j', (search, reason) =>
    expect(refusal(search)).toMatchObject({ code: 'RULE_INVALID', reason: expect.stringContaining(reason) }),
  );

  it.each([
    ['a: {f: x}\n', 'add one, as in: selection'],
    ['condition: a\n', 'add one, as selection'],
    ['a: {f: x}\ncondition: 1\n', 'write a text'],
    ['a: {f: x}\ncondition: []\n', 'add one'],
    ['a: {f: x}\ntimeframe: 5m\ncondition: a\n', 'write a correlation'],
  ])('%j', (text, reason) => expect(() => detection(text)).toThrow(reason));

  it('a position points at the key', () => {
    const text = 'title: T\nlogsource: {product: p}\ndetection:\n  s:\n    a: x\n    b|gt: x\n  condition: s\n';
    expect(rejection(text).position).toEqual({ file: 'rule.yml', line: 6, column: 5 });
  });
});
