// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputFormat, RecordSlice } from './slice.ts';
import { createSplitter } from './splitter.ts';

/** Slices with their bytes copied to text, as a consumer that keeps them must. */
type Kept = readonly [text: string, line: number, offset: number];

function keep(slice: RecordSlice): Kept {
  const text = slice.kind === 'record' ? Buffer.from(slice.bytes).toString('utf8') : `${slice.code}: ${slice.reason}`;
  return [text, slice.line, slice.offset];
}

/** Pushes the pieces from one buffer that is overwritten each time, so that a view kept too long shows. */
function split(format: InputFormat, pieces: Iterable<Uint8Array>, maxRecordBytes?: number): Kept[] {
  const splitter = createSplitter(format, { maxRecordBytes });
  const out: Kept[] = [];
  for (const piece of pieces) {
    const buffer = Buffer.from(piece);
    out.push(...[...splitter.push(buffer)].map(keep));
    buffer.fill(0x58);
  }
  out.push(...[...splitter.end()].map(keep));
  return out;
}

function texts(format: InputFormat, text: string, maxRecordBytes?: number): string[] {
  return split(format, [Buffer.from(text)], maxRecordBytes).map(([record]) => record);
}

describe('lines', () => {
  test('one record a line, CRLF, blank lines, no final line break', () => {
    expect(split('ndjson', [Buffer.from('\uFEFF{"a":1}\r\n\r\n  \n\t{"a":2} \n{"a":3}')])).toEqual([
      ['{"a":1}', 1, 3],
      ['{"a":2}', 4, 18],
      ['{"a":3}', 5, 27],
    ]);
  });

  test('a broken line costs that line only', () => {
    expect(texts('ndjson', '{"a":1}\n{"a":"\n]]}{\n{"a":2}\n')).toEqual(['{"a":1}', '{"a":"', ']]}{', '{"a":2}']);
  });

  test('byte order marks where files were joined', () => {
    expect(texts('ndjson', '{"a":1}\n\uFEFF{"b":2}\n')).toEqual(['{"a":1}', '{"b":2}']);
    expect(texts('json-array', '[{"a":1}]\n\uFEFF[{"b":2}]')).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('a last line that is cut off is rejected', () => {
    expect(split('ndjson', [Buffer.from('{"a":1}\n{"a":')])).toEqual([
      ['{"a":1}', 1, 0],
      ['RECORD_INVALID: the input ends inside this record', 2, 8],
    ]);
  });
});

describe('structure', () => {
  test('elements of an array, as they are laid out', () => {
    expect(split('json-array', [Buffer.from('\uFEFF[\n  {"a": [1, "]"]},\n  {"b": "\\"}"}\n]\n')])).toEqual([
      ['{"a": [1, "]"]}', 2, 7],
      ['{"b": "\\"}"}', 3, 26],
    ]);
  });

  test('elements of an envelope, whatever stands around them', () => {
    const around = '{"@odata.context":"x","value":[{"a":1},{"value":[{}]}],"@odata.nextLink":"y"}';
    expect(texts('json-array', around)).toEqual(['{"a":1}', '{"value":[{}]}']);
    expect(texts('json-array', '{"n":{"Records":[{}]},"Records" : [ ] }{"records":[{"b":2}]}')).toEqual(['{"b":2}']);
  });

  test('an object that only looks like an envelope is a record', () => {
    const alike = [
      '{"time":"x","value":[{"a":1}]}',
      '{"Records":[1]}',
      '{"Records":{"a":[{}]}}',
      '{"a":["Records",[{}]]}',
    ];
    for (const text of alike) expect(texts('json-array', text)).toEqual([text]);
  });

  test('objects one after the other, with or without anything between', () => {
    expect(texts('json', '{"a":{}}{"b":2}\n{\n"c":3\n} , {}')).toEqual(['{"a":{}}', '{"b":2}', '{\n"c":3\n}', '{}']);
  });

  test('a string that was never closed does not swallow the rest', () => {
    expect(texts('json-array', '[{"a":"x\n},\n{"b":1}]')).toEqual(['{"a":"x\n}', '{"b":1}']);
  });

  test('what is cut off is said', () => {
    expect(split('json-array', [Buffer.from('{"Records":[{"a":1},\n{"a":')])).toEqual([
      ['{"a":1}', 1, 12],
      ['RECORD_INVALID: the input ends inside this record', 2, 21],
    ]);
    expect(texts('json-array', '[{"a":1},')).toEqual([
      '{"a":1}',
      'RECORD_INVALID: the input ends before the list of records is closed: records may be missing',
    ]);
  });

  test('bare words come out, for the parser to refuse', () => {
    expect(texts('json', 'nonsense {"a":1} ] 7 "x"')).toEqual(['nonsense', '{"a":1}', ']', '7', '"x"']);
  });

  test('a million nested arrays are one value, a million small elements are a million', () => {
    const levels = 1_000_000;
    const bomb = Buffer.concat([Buffer.alloc(levels, '['), Buffer.alloc(levels, ']')]);
    expect(split('json-array', [bomb]).map(([text]) => text.length)).toEqual([2 * levels - 2]);
    const small = createSplitter('json-array');
    let count = 0;
    for (const piece of ['[', ...Array.from({ length: 1000 }, () => '{},'.repeat(1000)), ']']) {
      count += [...small.push(Buffer.from(piece))].length;
    }
    expect([count, [...small.end()].length]).toEqual([1_000_000, 0]);
  });
});

describe('csv', () => {
  test('quotes, line breaks in cells, CRLF, empty cells', () => {
    const text = '\uFEFFa,"b ""x""",c\r\n1,"two\r\nlines, ""quoted""",\r\n\r\n5" disk,,z';
    expect(split('csv', [Buffer.from(text)])).toEqual([
      [JSON.stringify({ a: '1', 'b "x"': 'two\r\nlines, "quoted"' }), 2, 18],
      [JSON.stringify({ a: '5" disk', c: 'z' }), 5, 49],
    ]);
  });

  test('tabs and semicolons', () => {
    expect(texts('csv', 'a\tb\n1,5\t2\n')).toEqual(['{"a":"1,5","b":"2"}']);
    expect(texts('csv', 'a;b\n1,5;2\n')).toEqual(['{"a":"1,5","b":"2"}']);
    expect(texts('csv', 'TimeGenerated [UTC],Type\n1,2\n')).toEqual(['{"TimeGenerated":"1","Type":"2"}']);
  });

  test('a column that holds the record becomes the record', () => {
    const data = JSON.stringify({ Id: '1', Operation: 'x', n: { m: [1] } }).replaceAll('"', '""');
    expect(texts('csv', `Id,Operation,AuditData,UserIds\nz,y,"${data}",u@example.com\n`)).toEqual([
      '{"Id":"1","Operation":"x","n":{"m":[1]},"UserIds":"u@example.com"}',
    ]);
    expect(texts('csv', 'timestamp,message\n1,"{not JSON}"\n')).toEqual(['{"timestamp":"1","message":"{not JSON}"}']);
  });

  test('a record that a spreadsheet cut off, and a row with too many cells, are rejected', () => {
    expect(texts('csv', 'Id,AuditData\n1,"{""a"":"\n2,3,4\n5,6,\n')).toEqual([
      'RECORD_INVALID: column AuditData: not valid JSON: the record breaks off before its end',
      'RECORD_INVALID: the row has 3 cells under 2 column names',
      '{"Id":"5","AuditData":"6"}',
    ]);
  });

  test('names that come twice, are missing, or are dangerous', () => {
    expect(texts('csv', '__proto__,a,a,\n1,2,3,4\n')).toEqual(['{"__proto__":"1","a":"2","a_2":"3","column_4":"4"}']);
  });

  test('a row of a great many cells', () => {
    expect(texts('csv', `a,b\n${','.repeat(1_000_000)}x\n1,2\n`)).toEqual([
      'RECORD_INVALID: the row has 10001 cells under 2 column names',
      '{"a":"1","b":"2"}',
    ]);
  });

  test('a quote that is never closed', () => {
    expect(texts('csv', 'a,b\n1,"2\n3,4\n')).toEqual(['RECORD_INVALID: the input ends inside this record']);
  });
});

describe('limits', () => {
  test('a record over the limit is rejected with its place, the others are not', () => {
    const long = `{"a":"${'x'.repeat(50)}"}`;
    const reason = 'RECORD_TOO_LARGE: the record has 58 bytes, more than the limit of 20';
    expect(split('ndjson', [Buffer.from(`{"a":1}\n${long}\n{"a":2}\n`)], 20)).toEqual([
      ['{"a":1}', 1, 0],
      [reason, 2, 8],
      ['{"a":2}', 3, 67],
    ]);
    expect(texts('json-array', `[{"a":1},${long},{"a":2}]`, 20)).toEqual(['{"a":1}', reason, '{"a":2}']);
    expect(texts('csv', `a,b\n1,${'x'.repeat(56)}\n1,2\n`, 20)).toEqual([reason, '{"a":"1","b":"2"}']);
  });

  test.each(['ndjson', 'json', 'json-array', 'csv'] as const)(
    'a 200 MB %s record is passed over in constant memory',
    (format) => {
      const maxRecordBytes = 1024 * 1024;
      const splitter = createSplitter(format, { maxRecordBytes });
      const piece = Buffer.alloc(1024 * 1024, 'x');
      const got = [...splitter.push(Buffer.from(format === 'csv' ? 'a,b\n1,"' : '{"a":"'))];
      const before = process.memoryUsage();
      for (let count = 0; count < 200; count++) got.push(...splitter.push(piece));
      const after = process.memoryUsage();
      got.push(...splitter.push(Buffer.from(format === 'csv' ? '"\n1,2\n' : '"}\n{"a":1}\n')), ...splitter.end());
      expect(got.map((slice) => (slice.kind === 'record' ? 'record' : slice.code))).toEqual([
        'RECORD_TOO_LARGE',
        'record',
      ]);
      const [rejected] = got;
      expect(rejected?.kind === 'rejected' && rejected.bytes > 200 * 1024 * 1024).toBe(true);
      expect(rejected?.kind === 'rejected' && rejected.sample.length).toBe(200);
      expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * maxRecordBytes);
      expect(after.rss - before.rss).toBeLessThan(64 * 1024 * 1024);
    },
  );

  test('the limit must be a number of bytes', () => {
    expect(() => createSplitter('ndjson', { maxRecordBytes: 0 })).toThrow(TypeError);
    expect(() => createSplitter('ndjson', { maxRecordBytes: Number.NaN })).toThrow(TypeError);
  });
});

describe('how the bytes are cut into chunks makes no difference', () => {
  const examples: readonly (readonly [InputFormat, string])[] = [
    ['ndjson', '\uFEFF{"a":"é\\n"}\r\n\n{"b":[1,{"c":"\\\\"}]}\n{broken\n{"d":4}\n{"e":'],
    ['json-array', '\uFEFF[\n {"a":"\\"]é"},\n [1], 7, "s",\n {"b":{}}\n]\n{"x":1}'],
    [
      'json-array',
      '{"@odata.context":"\\"","value" : [ {"a":1},\n{"b":"]}"} ], "n":[{}]} {"records":[]} {"Records":[1]}',
    ],
    ['json', '{"a":1}{"b":"}"}\n{\n "c": [ ]\n}\nword {"d":"\\u00e9'],
    ['csv', '\uFEFFa,"b\n""c""",AuditData\r\n1,"x, ""y""\r\nz","{""k"":""é""}"\r\n\n"",,\n"open'],
  ];

  test.each(examples)('at every byte: %s', (format, text) => {
    const bytes = Buffer.from(text);
    for (const limit of [undefined, 12]) {
      const whole = split(format, [bytes], limit);
      expect(
        split(
          format,
          [...bytes].map((byte) => Uint8Array.of(byte)),
          limit,
        ),
      ).toEqual(whole);
      for (let at = 0; at <= bytes.byteLength; at++) {
        expect(split(format, [bytes.subarray(0, at), bytes.subarray(at)], limit)).toEqual(whole);
      }
    }
  });

  const formats = fc.constantFrom<InputFormat>('ndjson', 'json', 'json-array', 'csv', 'unknown');
  const alphabet = '{}[]",:;\\ \t\r\n\uFEFFéa1'
    .split('')
    .concat('"Records":[', '"value":[', '{"a":"b"}', '[{', '}]', '\n{');
  const hostile = fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((parts) => parts.join(''));

  test('for any bytes, cuts and limit', () => {
    fc.assert(
      fc.property(
        formats,
        hostile,
        fc.array(fc.nat(120)),
        fc.integer({ min: 1, max: 40 }),
        (format, text, cuts, limit) => {
          const bytes = Buffer.from(text);
          const at = [0, ...cuts.map((cut) => cut % (bytes.byteLength + 1)).sort((a, b) => a - b), bytes.byteLength];
          const pieces = at.slice(1).map((to, index) => bytes.subarray(at[index], to));
          expect(split(format, pieces, limit)).toEqual(split(format, [bytes], limit));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('records come back as they were written, in every layout', () => {
    const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 50 }), (all, size) => {
        const layouts: readonly (readonly [InputFormat, string])[] = [
          ['ndjson', all.map((one) => JSON.stringify(one)).join('\n')],
          ['json-array', JSON.stringify(all)],
          ['json-array', JSON.stringify({ Records: all }, undefined, 2)],
          ['json', all.map((one) => JSON.stringify(one, undefined, 1)).join('')],
        ];
        for (const [format, text] of layouts) {
          const bytes = Buffer.from(text);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
            bytes.subarray(n * size, (n + 1) * size),
          );
          expect(split(format, pieces).map(([record]) => JSON.parse(record))).toEqual(JSON.parse(JSON.stringify(all)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
