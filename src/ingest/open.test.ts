// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, InputItem } from './input.ts';
import { type OpenOptions, openInputs } from './open.ts';
import { parseRecord } from './parse.ts';
import { readBatches } from './read-batches.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ingest-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes files into a folder of their own and gives its path. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(root, 'f-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** One line an item: what it is, and the records that it holds. */
async function read(patterns: readonly string[], options: OpenOptions = {}): Promise<string[]> {
  const out: string[] = [];
  for await (const item of openInputs(patterns, options)) out.push(await describeItem(item));
  return out;
}

async function describeItem(item: InputItem): Promise<string> {
  if (item.kind === 'skipped') return `${item.name} skipped: ${item.reason}`;
  if (item.kind === 'problem') return `${item.problem.code} ${item.problem.message}`;
  const parts = [item.name, item.format];
  for await (const batch of readBatches(item)) {
    for (const slice of batch.slices) {
      if (slice.kind === 'rejected') parts.push(slice.code);
      else {
        const parsed = parseRecord(slice.bytes);
        parts.push(parsed.ok ? JSON.stringify(parsed.record) : parsed.code);
      }
    }
    if (batch.problem !== undefined) parts.push(batch.problem.code);
  }
  return parts.join(' ');
}

async function list<T>(source: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of source) out.push(item);
  return out;
}

async function only(pattern: string, options: OpenOptions = {}): Promise<Input> {
  const items = await list(openInputs([pattern], options));
  const [input] = items;
  if (input?.kind !== 'input' || items.length !== 1) throw new Error(`one input expected: ${JSON.stringify(items)}`);
  return input;
}

async function content(input: Input): Promise<Buffer> {
  return Buffer.concat(await list(input.chunks()));
}

const lines = Array.from({ length: 50_000 }, (_, n) => JSON.stringify({ n, id: `${n * 7919}-${n % 13}` })).join('\n');

describe('finding', () => {
  test('folders in the order of names, hidden entries and other files said', async () => {
    const cwd = folder({
      'logs/b.json': '[{"b":1}]',
      'logs/a/z.log': '{"a":1}\n',
      'logs/.hidden': '{}',
      'logs/notes.md': '# Notes, and more',
      'logs/c.empty': '',
    });
    expect(await read(['logs/'], { cwd })).toEqual([
      'logs/.hidden skipped: hidden: name it to have it read',
      'logs/a/z.log ndjson {"a":1}',
      'logs/b.json json-array {"b":1}',
      'logs/c.empty empty',
      'logs/notes.md skipped: neither JSON nor CSV',
    ]);
    expect(await read(['logs/.hidden', 'logs/notes.md'], { cwd })).toEqual([
      'logs/.hidden ndjson {}',
      'logs/notes.md unknown RECORD_INVALID',
    ]);
  });

  test('what lies beside logs by habit is passed over without a word, unless it is named', async () => {
    const cwd = folder({
      'logs/README.md': '# Logs',
      'logs/LICENSE': 'CC0',
      'logs/tokenward.yml': 'networks: []',
      'logs/.lab/labels.jsonl': '{"attack":"x"}',
      'logs/readme.jsonl': '{"a":1}',
      'logs/cluster/.no-logs': '',
      'logs/cluster/a.json': '{"b":1}',
    });
    expect(await read(['logs'], { cwd })).toEqual(['logs/readme.jsonl ndjson {"a":1}']);
    expect(await read(['logs/.lab'], { cwd })).toEqual(['logs/.lab/labels.jsonl ndjson {"attack":"x"}']);
    expect(await read(['logs/LICENSE'], { cwd })).toEqual(['logs/LICENSE unknown RECORD_INVALID']);
  });

  test('globs', async () => {
    const cwd = folder({
      'x/b.json': '{"b":1}',
      'x/a.json': '{"a":1}',
      'y/c.json': '{"c":1}',
      'x/d.txt': 'd',
      'x[1].json': '{"e":1}',
    });
    expect(await read(['x/*.json'], { cwd })).toEqual(['x/a.json ndjson {"a":1}', 'x/b.json ndjson {"b":1}']);
    expect(await read([join(cwd, 'y/*')])).toEqual([`${join(cwd, 'y/c.json')} ndjson {"c":1}`]);
    expect(await read(['**/c.*'], { cwd })).toEqual(['y/c.json ndjson {"c":1}']);
    expect(await read(['x[1].json'], { cwd })).toEqual(['x[1].json ndjson {"e":1}']);
    expect(await read(['{x,y}'], { cwd })).toHaveLength(4);
    expect(await read(['**'], { cwd })).toHaveLength(5);
    expect(await read(['*.gz'], { cwd })).toEqual(['INPUT_UNREADABLE *.gz: no file or folder has a name like this']);
  });

  test('what is not there is a problem, and the rest is read', async () => {
    const cwd = folder({ 'a.json': '{"a":1}' });
    expect(await read(['none', '', 'a.json'], { cwd })).toEqual([
      'INPUT_UNREADABLE none: there is no such file or folder',
      'INPUT_UNREADABLE : a name is expected, not empty text',
      'a.json ndjson {"a":1}',
    ]);
  });

  test('a folder without logs', async () => {
    const cwd = folder({ 'docs/notes.md': '# Notes', 'docs/README.md': '# Readme' });
    mkdirSync(join(cwd, 'bare'));
    expect(await read(['docs', 'bare'], { cwd })).toEqual([
      'docs/notes.md skipped: neither JSON nor CSV',
      'INPUT_EMPTY docs: the folder holds 1 file and no log (JSON lines, JSON or CSV, plain or compressed)',
      'INPUT_EMPTY bare: the folder holds no file to read and no log (JSON lines, JSON or CSV, plain or compressed)',
    ]);
  });

  test('links that go round, lead out, lead to what is read anyway, or lead nowhere', async () => {
    const cwd = folder({ 'logs/a.json': '{"a":1}', 'logs/.data/h.json': '{"h":1}', 'out/o.json': '{"o":1}' });
    symlinkSync('..', join(cwd, 'logs/up'));
    symlinkSync('.', join(cwd, 'logs/self'));
    symlinkSync('a.json', join(cwd, 'logs/current.json'));
    symlinkSync('../out', join(cwd, 'logs/elsewhere'));
    symlinkSync('.data/h.json', join(cwd, 'logs/h.json'));
    symlinkSync('nowhere', join(cwd, 'logs/x.json'));
    symlinkSync('y', join(cwd, 'logs/y'));
    expect(await read(['logs'], { cwd })).toEqual([
      'logs/.data skipped: hidden: name it to have it read',
      'logs/a.json ndjson {"a":1}',
      'logs/current.json skipped: a link to what is read from the same folder',
      'logs/elsewhere/o.json ndjson {"o":1}',
      'logs/h.json ndjson {"h":1}',
      'logs/self skipped: a link to what is read from the same folder',
      'logs/up/logs skipped: a link to a folder that was read already',
      'logs/up/out skipped: a link to a folder that was read already',
      'INPUT_UNREADABLE logs/x.json: there is no such file or folder',
      'INPUT_UNREADABLE logs/y: its links go round in a circle',
    ]);
  });

  test('a named pipe is read when it is named, and passed over in a folder', async () => {
    const cwd = folder({ 'a.json': '{"a":1}' });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    expect(await read(['.'], { cwd })).toEqual([
      './a.json ndjson {"a":1}',
      './pipe skipped: a named pipe: name it to have it read',
    ]);
    const writer = createWriteStream(join(cwd, 'pipe'));
    writer.end(zlib.gzipSync('{"p":1}\n{"p":2}'));
    expect(await read(['pipe'], { cwd })).toEqual(['pipe ndjson {"p":1} {"p":2}']);
  });

  test('a socket cannot be read', async () => {
    const cwd = folder({});
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(cwd, 's'), resolve));
    expect(await read(['s'], { cwd })).toEqual(['INPUT_UNREADABLE s: a socket cannot be read as a log']);
    server.close();
  });

  test.skipIf(process.getuid?.() === 0)('a file without permission', async () => {
    const cwd = folder({ 'a.json': '{}' });
    execFileSync('chmod', ['000', join(cwd, 'a.json')]);
    expect(await read(['a.json'], { cwd })).toEqual(['INPUT_UNREADABLE a.json: permission denied']);
  });

  test('a file that vanishes after it was found', async () => {
    const cwd = folder({ 'a.json': '{"a":1}', 'b.json': '{"b":1}' });
    const out: string[] = [];
    for await (const item of openInputs(['.'], { cwd })) {
      rmSync(join(cwd, 'b.json'), { force: true });
      out.push(await describeItem(item));
    }
    expect(out).toEqual(['./a.json ndjson {"a":1}', 'INPUT_UNREADABLE ./b.json: there is no such file or folder']);
    const [gone] = await list(openInputs(['a.json'], { cwd }));
    rmSync(join(cwd, 'a.json'));
    expect(gone === undefined ? '' : await describeItem(gone)).toBe('a.json ndjson INPUT_UNREADABLE');
  });
});

describe('reading', () => {
  test('standard input, once', async () => {
    const input = await only('-', { stdin: Readable.from([Buffer.from('{"a":'), Buffer.from('1}\n')]) });
    expect([input.name, input.path, input.size, input.compressed, input.format]).toEqual([
      '-',
      undefined,
      undefined,
      false,
      'ndjson',
    ]);
    expect(String(await content(input))).toBe('{"a":1}\n');
    await expect(content(input)).rejects.toThrow(TypeError);
  });

  test('a file, as often as needed, as far as it reached when it was opened', async () => {
    const cwd = folder({ 'a.log': `${lines}\n` });
    const input = await only('a.log', { cwd });
    expect([input.path, input.size]).toEqual([join(cwd, 'a.log'), lines.length + 1]);
    expect((await content(input)).equals(Buffer.from(`${lines}\n`))).toBe(true);
    let seen = 0;
    for await (const chunk of input.chunks()) {
      appendFileSync(join(cwd, 'a.log'), `${lines}\n`);
      seen += chunk.byteLength;
    }
    expect(seen).toBe(lines.length + 1);
  });

  test('a file that is cut while it is read ends there', async () => {
    const cwd = folder({ 'a.log': lines });
    const input = await only('a.log', { cwd });
    let seen = 0;
    for await (const chunk of input.chunks()) {
      truncateSync(join(cwd, 'a.log'), 10);
      seen += chunk.byteLength;
    }
    expect(seen).toBeLessThan(lines.length);
  });

  test.each(['utf16le', 'utf16be'] as const)('%s with a byte order mark', async (encoding) => {
    const little = Buffer.from('\uFEFF{"a":"é€😀"}\r\n{"b":1}', 'utf16le');
    const cwd = folder({ 'a.json': encoding === 'utf16le' ? little : Buffer.from(little).swap16() });
    expect(await read(['a.json'], { cwd })).toEqual(['a.json ndjson {"a":"é€😀"} {"b":1}']);
  });
});

describe('compression', () => {
  const packed: readonly (readonly [string, (data: Buffer) => Buffer])[] = [
    ['gzip', (data) => zlib.gzipSync(data)],
    [
      'gzip in members',
      (data) => Buffer.concat([zlib.gzipSync(data.subarray(0, 100)), zlib.gzipSync(data.subarray(100))]),
    ],
    ['zstd', (data) => zlib.zstdCompressSync(data)],
  ];

  test.each(packed)('%s, told by content', async (_, pack) => {
    const cwd = folder({ 'a.json': pack(Buffer.from(lines)) });
    const input = await only('a.json', { cwd });
    expect([input.compressed, input.format]).toEqual([true, 'ndjson']);
    expect((await content(input)).equals(Buffer.from(lines))).toBe(true);
  });

  test.each(packed)('%s that is cut off gives what came before', async (_, pack) => {
    const whole = pack(Buffer.from(lines));
    const cwd = folder({});
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      writeFileSync(join(cwd, 'a.gz'), whole.subarray(0, Math.floor(whole.byteLength * part)));
      const input = await only('a.gz', { cwd });
      const problems = [];
      let records = 0;
      let bytes = 0;
      for await (const batch of readBatches(input)) {
        // A slow reader must not lose what is on its way when the error comes.
        await new Promise((resolve) => setTimeout(resolve, 1));
        bytes += batch.bytes;
        records += [...batch.slices].filter((slice) => slice.kind === 'record' && parseRecord(slice.bytes).ok).length;
        if (batch.problem !== undefined) problems.push(batch.problem);
      }
      expect(problems).toMatchObject([{ code: 'COMPRESSION_INVALID', position: { file: 'a.gz', offset: bytes } }]);
      // zstd gives whole blocks only, of up to 128 KiB.
      expect(bytes).toBeGreaterThan(lines.length * part * 0.9 - 2 * 128 * 1024);
      expect(records).toBe(lines.slice(0, bytes).split('\n').length - 1);
    }
  });

  test('damaged data, and data cut off in the first bytes, are problems', async () => {
    const damaged = zlib.gzipSync(lines);
    damaged.fill(0, 200_000, 201_000);
    const cwd = folder({ 'damaged.gz': damaged, 'short.gz': zlib.gzipSync(lines).subarray(0, 12) });
    const [first, second] = await read(['damaged.gz', 'short.gz'], { cwd });
    expect(first).toMatch(/^damaged\.gz ndjson \{"n":0,.*\{"n":20000,.* COMPRESSION_INVALID$/);
    expect(second).toMatch(/^COMPRESSION_INVALID short\.gz: the gzip data are damaged or cut off/);
  });

  test.each(['gzip', 'zstd'] as const)('a %s bomb is read in constant memory', async (kind) => {
    const zeros = Buffer.alloc(64 * 1024 * 1024, ' ');
    const packed = kind === 'gzip' ? zlib.gzipSync(zeros) : zlib.zstdCompressSync(zeros);
    const cwd = folder({ bomb: Buffer.concat(Array.from({ length: 8 }, () => packed)) });
    const input = await only('bomb', { cwd });
    const before = process.memoryUsage().rss;
    let most = 0;
    let bytes = 0;
    for await (const chunk of input.chunks()) {
      bytes += chunk.byteLength;
      most = Math.max(most, process.memoryUsage().rss);
    }
    expect(bytes).toBe(8 * zeros.byteLength);
    expect(most - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('giving up early neither hangs nor leaks', async () => {
    const cwd = folder({ 'a.gz': zlib.gzipSync(lines) });
    for (let count = 0; count < 50; count++) {
      for await (const item of openInputs(['a.gz'], { cwd })) {
        if (item.kind === 'input') for await (const chunk of item.chunks()) if (chunk.byteLength > 0) break;
      }
    }
    let asked = 0;
    const slow = {
      async *[Symbol.asyncIterator]() {
        asked++;
        yield zlib.gzipSync(`${lines}\n${lines}`);
        await new Promise(() => {});
      },
    };
    const input = await only('-', { stdin: slow });
    for await (const chunk of input.chunks()) if (chunk.byteLength > 0) break;
    expect(asked).toBe(1);
  });

  test('archives and other formats are named', async () => {
    const cwd = folder({
      'a.zip': 'PK\x03\x04xxxxxxxx',
      'a.parquet': 'PAR1xxxxxxxx',
      'a.avro': 'Obj\x01xxxxxxxx',
      'a.lz4': Buffer.from('\x04\x22\x4d\x18xxxxxxxx', 'latin1'),
      'a.7z': Buffer.from('7z\xbc\xaf\x27\x1cxxxxxxxx', 'latin1'),
    });
    expect(await read(['a.avro', 'a.lz4', 'a.7z', 'a.zip', 'a.parquet'], { cwd })).toEqual([
      'INPUT_UNREADABLE a.avro: an Avro file, as Event Hubs Capture writes them: export it as JSON lines',
      'INPUT_UNREADABLE a.lz4: lz4: run `lz4 -d` first',
      'INPUT_UNREADABLE a.7z: a 7-Zip archive: unpack it first',
      'INPUT_UNREADABLE a.zip: a ZIP archive: unpack it first',
      'INPUT_UNREADABLE a.parquet: a Parquet file: export it as JSON lines',
    ]);
  });

  // A bzip2 stream of `{"a":1}` and a line break, as the reference program writes it.
  const bzip = Buffer.from('QlpoOTFBWSZTWbrGTdsAAANZgAAQEAAgECAAAAogACIDZQhgEUofF3JFOFCQusZN2w==', 'base64');

  test('bzip2, streams in a row', async () => {
    const cwd = folder({ one: bzip, two: Buffer.concat([bzip, bzip]), cut: bzip.subarray(0, -12) });
    expect(await read(['one', 'two'], { cwd })).toEqual(['one ndjson {"a":1}', 'two ndjson {"a":1} {"a":1}']);
    expect((await read(['cut'], { cwd }))[0]).toMatch(/^COMPRESSION_INVALID cut: the bzip2 data/);
  });
});
