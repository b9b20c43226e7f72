// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepStreams } from './streams.ts';

afterEach(() => vi.unstubAllEnvs());

const stdin = { name: '-' };

describe('keepStreams', () => {
  it('keeps what came, to be read again, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tokenward-streams-'));
    vi.stubEnv('TMPDIR', folder);
    const text = 'a line\n'.repeat(100_000);
    const streams = keepStreams({ stdin: Readable.from([gzipSync(text)]) });
    const { path, bytes, problems } = await streams.keep(stdin);
    expect([bytes, problems]).toEqual([text.length, []]);
    expect([readFileSync(path, 'utf8'), readFileSync(path, 'utf8')]).toEqual([text, text]);
    // Where the system has names for open files, nothing of it can be found on disk.
    if (existsSync('/proc/self/fd')) expect(readdirSync(folder)).toEqual([]);
    expect((await streams.keep(stdin)).path).toBe(path);
    expect(streams.pathOf('-')).toBe(path);
    streams.close();
    expect([streams.pathOf('-'), readdirSync(folder)]).toEqual([undefined, []]);
  });

  it('says that nothing came, or why it broke off', async () => {
    const codes = async (bytes: Uint8Array): Promise<readonly unknown[]> => {
      const streams = keepStreams({ stdin: Readable.from(bytes.length === 0 ? [] : [bytes]) });
      const kept = await streams.keep(stdin);
      streams.close();
      return [kept.bytes > 0, kept.problems.map((it) => [it.code, it.position.file])];
    };
    expect(await codes(Buffer.alloc(0))).toEqual([false, [['INPUT_EMPTY', '-']]]);
    const whole = gzipSync('a line\n'.repeat(1_000));
    expect(await codes(whole.subarray(0, -9))).toEqual([true, [['COMPRESSION_INVALID', '-']]]);
    expect(await codes(Buffer.from('PK\u0003\u0004 and more'))).toEqual([false, [['INPUT_UNREADABLE', '-']]]);
  });
});
