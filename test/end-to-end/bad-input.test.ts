// SPDX-License-Identifier: Apache-2.0
// Whatever is wrong with an input: it is named with its place, the rest is read, and the exit code says so.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ended, kubeRecord, makeFolder, start, tokenRead, tokenward } from './cli.ts';

const folder = makeFolder();
afterAll(folder.remove);

function rulesIn(stdout: string): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { rule: string }).rule);
}

const detect = (...args: readonly string[]) => tokenward(['detect', '--format', 'jsonl', ...args]);

test('one bad record of each kind: the others are read', async () => {
  const deep = `{"kind":"Event","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const lines = [
    Buffer.from(kubeRecord()),
    Buffer.from('{"kind": "Event", broken'),
    Buffer.concat([Buffer.from('{"kind":"Event","verb":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('"}x')]),
    Buffer.from(`{"kind":"Event"\u0000}`),
    Buffer.from(deep),
    Buffer.from('[1,2]'),
    Buffer.from('null'),
    Buffer.from(kubeRecord().slice(0, 90)),
    // Of keys that come twice the last wins: this one is the record of a token that is read.
    Buffer.from(tokenRead({}).replace('{', '{"verb":"get","requestURI":"/","__proto__":{"verb":"get"},')),
    Buffer.from(kubeRecord()),
  ];
  const file = folder.path('bad.log');
  writeFileSync(file, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
  for (const screen of [[], ['--no-screen']]) {
    const { code, stdout, stderr } = await detect(file, ...screen);
    expect(rulesIn(stdout)).toContain('kubernetes-exec-reads-token');
    expect(stderr).not.toContain('defect');
    expect(code).toBe(0);
  }
  const { stdout } = await tokenward(['detect', file]);
  expect(stdout).toMatch(/unparsable +7 /);
  for (const line of [2, 3, 4]) expect(stdout).toContain(`${file}:${line}`);
  expect(stdout).toContain('not UTF-8');
  expect(stdout).toContain('a NUL byte at byte 15');
});

test('a truncated gzip file is read as far as it goes, and the exit code is 3', async () => {
  const file = folder.path('cut.log.gz');
  const noise = Array.from({ length: 3000 }, (_it, at) => kubeRecord({ auditID: `${at * 7919}` }));
  const whole = gzipSync(`${tokenRead()}\n${noise.join('\n')}\n`);
  writeFileSync(file, whole.subarray(0, Math.floor(whole.length / 2)));
  const good = folder.path('good.log');
  writeFileSync(good, `${tokenRead({ user: { username: 'bo@example.com' } })}\n`);
  const { code, stdout, stderr } = await detect(file, good);
  expect(code).toBe(3);
  expect(stderr).toContain('COMPRESSION_INVALID');
  expect(stderr).toContain(file);
  expect(rulesIn(stdout).filter((rule) => rule === 'kubernetes-exec-reads-token')).toHaveLength(2);
});

test('files that are not there, may not be read, or hold nothing', async () => {
  const secret = folder.path('secret.log');
  writeFileSync(secret, tokenRead());
  chmodSync(secret, 0o000);
  mkdirSync(folder.path('empty'));
  const good = folder.path('fine.log');
  writeFileSync(good, `${tokenRead()}\n`);
  const { code, stdout, stderr } = await detect(folder.path('none.log'), secret, folder.path('empty'), good);
  expect(code).toBe(3);
  expect(stderr).toMatch(/none\.log: there is no such file/);
  expect(stderr).toMatch(/empty: the folder holds no file/);
  // Root may read everything.
  if (process.getuid?.() !== 0) expect(stderr).toMatch(/secret\.log: permission denied/);
  expect(rulesIn(stdout)).toContain('kubernetes-exec-reads-token');
});

test('records that are of no use are counted on standard error, and where none was of use the exit code is 3', async () => {
  const some = folder.path('some.log');
  writeFileSync(some, `${tokenRead()}\n{broken\n{"no":"log"}\n`);
  const none = folder.path('none.dat');
  writeFileSync(none, 'no log\n{"no":"log"}\n');
  const [partly, nothing] = await Promise.all([detect(some), detect(none)]);
  expect([partly.code, nothing.code]).toEqual([0, 3]);
  expect(partly.stderr).toContain(`1 of 3 records are not valid; the first: ${some}:2`);
  expect(partly.stderr).toContain(`1 of 3 records are of no log that is known; the first: ${some}:3`);
});

test.skipIf(process.platform === 'win32')('the name of a file cannot write to the terminal', async () => {
  const name = 'pic\u001b[2J\nture.bin';
  mkdirSync(folder.path('hostile'));
  writeFileSync(folder.path('hostile', name), 'no log');
  writeFileSync(folder.path('hostile', 'audit.log'), `${tokenRead()}\n`);
  const [walked, named] = await Promise.all([
    detect(folder.path('hostile')),
    detect(folder.path('none'), '--output', folder.path('no\u001bwhere', 'x')),
  ]);
  for (const { stderr } of [walked, named]) {
    expect(stderr).not.toContain('\u001b');
    expect(stderr).toContain('\\x1b');
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('tokenward: ')),
    ).toBe(true);
  }
});

test('where the report cannot be written is told before anything is read', async () => {
  for (const output of [folder.path('nowhere', 'report.jsonl'), folder.path()]) {
    const { code, stderr } = await detect(folder.path('not-there.log'), '--output', output);
    expect(code).toBe(2);
    expect(stderr).toContain(`cannot be written to ${output}: `);
    expect(stderr).not.toContain('not-there');
  }
});

test('a folder with something else in it', async () => {
  mkdirSync(folder.path('mixed'));
  writeFileSync(folder.path('mixed', 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  writeFileSync(folder.path('mixed', 'audit.log'), `${tokenRead()}\n`);
  const { code, stdout, stderr } = await detect(folder.path('mixed'));
  expect(code).toBe(0);
  expect(stderr).toMatch(/picture\.png: passed over/);
  expect(rulesIn(stdout)).toContain('kubernetes-exec-reads-token');
});

test.skipIf(process.platform === 'win32')(
  'a named pipe is read once, to its end',
  async () => {
    const pipe = folder.path('pipe');
    execFileSync('mkfifo', [pipe]);
    const child = start(['detect', '--format', 'jsonl', pipe]);
    const result = ended(child);
    const handle = await open(pipe, 'w');
    await handle.write(`${kubeRecord()}\n${tokenRead()}\n`);
    await handle.close();
    const { code, stdout } = await result;
    expect(code).toBe(0);
    expect(rulesIn(stdout)).toContain('kubernetes-exec-reads-token');
  },
  20_000,
);
