// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ended, kubeRecord, mainFile, makeFolder, start, tokenRead, tokenward } from './cli.ts';

const folder = makeFolder();
afterAll(folder.remove);
const log = folder.path('audit.log');
writeFileSync(log, `${tokenRead()}\n${kubeRecord()}\n`);
const detect = (...args: readonly string[]) => tokenward(['detect', '--format', 'jsonl', ...args]);
const lines = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('exit codes', () => {
  test('0 with findings, 1 where one reaches --fail-on', async () => {
    const [plain, high, critical] = await Promise.all([
      detect(log),
      detect(log, '--fail-on', 'low'),
      detect(log, '--fail-on', 'critical'),
    ]);
    expect([plain.code, high.code, critical.code]).toEqual([0, 1, 0]);
    expect(lines(plain.stdout)).toMatchObject([{ rule: 'kubernetes-exec-reads-token', severity: 'high' }]);
    expect(high.stdout).toBe(plain.stdout);
  });

  test.each([
    [['detect']],
    [['detect', log, '--format', 'pdf']],
    [['detect', log, '--fail-on', 'awful']],
    [['detect', log, '--since', 'yesterday']],
    [['detect', log, '--source', 'nothing.known']],
    [['detect', log, '--settings', '/does/not/exist.yml']],
    [['detect', log, '--rules', '/does/not/exist']],
    [['rules', 'show', 'no-such-rule']],
    [['lab', 'generate', folder.path('x'), '--attack', 'none-such']],
    [['lab', 'generate', folder.path('x'), '--days', 'two']],
    [['frobnicate']],
  ])('2 for %j', async (args) => {
    const { code, stdout, stderr } = await tokenward(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.length).toBeGreaterThan(20);
    expect(stderr).not.toContain('defect');
  });

  test('2 for settings that are wrong, with the line', async () => {
    const settings = folder.path('wrong.yml');
    writeFileSync(settings, 'networks:\n  - zone: office\n    cidrs: [192.0.2.0/99]\n');
    const range = await detect(log, '--settings', settings);
    expect([range.code, range.stderr.includes('192.0.2.0/99')]).toEqual([2, true]);
    writeFileSync(settings, 'held: 1000\nlateness: soon\n');
    const { code, stderr } = await detect(log, '--settings', settings);
    expect(code).toBe(2);
    expect(stderr).toContain(`${settings}:2`);
  });

  test('3 where the only input is not there', async () => {
    expect((await detect(folder.path('none'))).code).toBe(3);
  });

  test.skipIf(process.platform === 'win32')('130 when interrupted, with what was found so far', async () => {
    const child = start(['detect', '--format', 'jsonl', '-']);
    const result = ended(child);
    child.stdin.on('error', () => {});
    // A pipe holds far less than this: once all of it is written, most of it has been read. More never comes.
    const blocks = `${tokenRead()}\n`.repeat(20_000);
    await new Promise((written) => child.stdin.write(blocks, written));
    child.kill('SIGINT');
    const { code, stdout } = await result;
    expect(code).toBe(130);
    expect(lines(stdout)).toMatchObject([{ rule: 'kubernetes-exec-reads-token' }]);
  });
});

test('standard input is read like a file', async () => {
  const { code, stdout } = await tokenward(['detect', '--format', 'jsonl', '-'], { stdin: readFileSync(log) });
  expect(code).toBe(0);
  expect(lines(stdout)).toMatchObject([{ evidence: [{ file: '-', line: 1 }] }]);
});

test('--since and --source leave findings out', async () => {
  const [before, after, other, own] = await Promise.all([
    detect(log, '--since', '2026-03-01'),
    detect(log, '--since', '2026-03-03T00:00:00Z'),
    detect(log, '--source', 'okta.system'),
    detect(log, '--source', 'kubernetes.audit'),
  ]);
  expect([before, after, other, own].map((it) => lines(it.stdout).length)).toEqual([1, 0, 0, 1]);
});

test('--state keeps baselines from run to run, for the owner only', async () => {
  const rules = folder.path('new-agent.yml');
  writeFileSync(
    rules,
    `title: New agent\nname: test-new-agent\nlevel: low\ncorrelation: {type: first_seen, rules: [test-use], group-by: [user.username], timespan: 30d, learning: 1d, known: 1, condition: {field: userAgent}}\n---\ntitle: Use\nname: test-use\nlogsource: {product: kubernetes, service: audit}\ndetection: {s: {user.username|exists: true}, condition: s}\n`,
  );
  const state = folder.path('state');
  const write = (name: string, more: object): string => {
    writeFileSync(folder.path(name), `${kubeRecord({ ...more })}\n`);
    return folder.path(name);
  };
  const first = write('first.log', { userAgent: 'one/1.0' });
  const second = write('second.log', { userAgent: 'two/1.0', requestReceivedTimestamp: '2026-03-09T10:00:00Z' });
  const of = async (...args: readonly string[]): Promise<readonly unknown[]> =>
    lines((await detect(...args, '--rules', rules)).stdout)
      .map((it) => it.rule)
      .filter((it) => it === 'test-new-agent');
  expect(await of(second)).toEqual([]);
  expect(await of(first, '--state', state)).toEqual([]);
  expect(await of(second, '--state', state)).toEqual(['test-new-agent']);
  expect(statSync(folder.path('state', 'baselines.json')).mode & 0o777).toBe(0o600);
  writeFileSync(folder.path('state', 'baselines.json'), '{"format":1,"base');
  const broken = await detect(first, '--state', state);
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain('STATE_INVALID');
});

test('--output writes a file for the owner only, and --quiet says nothing', async () => {
  const output = folder.path('findings.jsonl');
  const { code, stdout, stderr } = await detect(log, '--output', output, '--quiet');
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(lines(readFileSync(output, 'utf8'))).toHaveLength(1);
  expect(statSync(output).mode & 0o777).toBe(0o600);
});

test('a reader that closes the pipe early is no error', async () => {
  const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
  const child = start(['detect', '--format', 'html', examples]);
  const result = ended(child);
  child.stdout.once('data', () => child.stdout.destroy());
  const { code, stderr } = await result;
  expect(code).toBe(0);
  expect(stderr).not.toContain('EPIPE');
});

test('a reader that closes the pipe early changes neither the exit code nor the state that is kept', async () => {
  const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
  const state = folder.path('state-of-closed');
  const child = start(['detect', '--format', 'html', '--fail-on', 'low', '--state', state, examples]);
  const result = ended(child);
  child.stdout.once('data', () => child.stdout.destroy());
  expect((await result).code).toBe(1);
  expect(existsSync(folder.path('state-of-closed', 'baselines.json'))).toBe(true);
});

test.skipIf(!existsSync('/dev/full'))('standard output that takes nothing is an error, and no defect', async () => {
  const full = openSync('/dev/full', 'w');
  for (const args of [
    ['detect', log],
    ['rules', 'list'],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [mainFile, ...args], { stdio: ['ignore', full, 'pipe'] });
    expect(status).toBe(2);
    expect(stderr.toString()).toMatch(/^tokenward: .*written to.*ENOSPC.*\[USAGE\]\n$/);
  }
  closeSync(full);
});

test('what is piped has no colours and no progress', async () => {
  const { stdout, stderr } = await tokenward(['detect', log], { env: { COLUMNS: '30' } });
  expect(stdout).not.toContain('\u001b');
  expect(stderr).not.toContain('\r');
});

test('rules validate names what cannot be used', async () => {
  mkdirSync(folder.path('rules', 'deep'), { recursive: true });
  const good = 'title: T\nlogsource: {product: kubernetes}\ndetection: {s: {verb: get}, condition: s}\n';
  writeFileSync(folder.path('rules', 'good.yml'), good);
  writeFileSync(folder.path('rules', 'deep', 'bad.yml'), good.replace('condition: s', 'condition: s and t'));
  writeFileSync(folder.path('rules', 'broken.yml'), 'title: [\n');
  writeFileSync(folder.path('rules', 'binary.yml'), Buffer.from([0, 1, 2, 0xff]));
  const { code, stdout } = await tokenward(['rules', 'validate', folder.path('rules')]);
  expect(code).toBe(1);
  expect(stdout).toContain('4 files, 1 rules can be used, 3 cannot');
  expect(stdout).toMatch(/deep\/bad\.yml:\d+/);
  expect(stdout).toMatch(/broken\.yml:\d+/);
  const { code: fine } = await tokenward(['rules', 'validate', folder.path('rules', 'good.yml')]);
  expect(fine).toBe(0);
});

test('lab generate refuses a folder that holds something', async () => {
  mkdirSync(folder.path('full'));
  writeFileSync(folder.path('full', 'mine.log'), 'mine');
  const { code, stderr } = await tokenward(['lab', 'generate', folder.path('full')]);
  expect(code).toBe(2);
  expect(stderr).toContain('not empty');
  expect(readFileSync(folder.path('full', 'mine.log'), 'utf8')).toBe('mine');
});

test('help answers without loading the engine', async () => {
  const traced = await tokenward(['detect', '--help'], { env: { NODE_DEBUG: 'esm' } });
  expect(traced.code).toBe(0);
  expect(traced.stdout).toContain('--fail-on');
  for (const heavy of ['run-detect.ts', 'zod', 'mmdb', 'yaml/']) {
    expect(traced.stderr.includes(`cli/${heavy}`) || traced.stderr.includes(`node_modules/${heavy}`), heavy).toBe(
      false,
    );
  }
  expect((await tokenward(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
