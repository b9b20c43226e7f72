// SPDX-License-Identifier: Apache-2.0
// `tokenward audit` and `tokenward inventory` as a user runs them.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder, tokenward } from './cli.ts';

const folder = makeFolder();
afterAll(folder.remove);

const account = `# The shop's accounts
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default # made by the cluster
  namespace: shop
`;
const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  serviceAccountName: web
  containers: [{ name: web, image: registry.example.com/web }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: web, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`;

/** A folder of its own with these files. */
function place(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(folder.path(name, path)), { recursive: true });
    writeFileSync(folder.path(name, path), text);
  }
  return folder.path(name);
}

const check = 'kubernetes-automount-off-by-default';
const subject = 'kubernetes:service-account:shop/default';
const parse = (text: string): readonly { rule: string; resource: { id: string }; check: { drift?: string } }[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('tokenward audit', () => {
  test('names weaknesses with their places, and exits with 1 only where asked', async () => {
    const path = place('plain', { 'account.yml': account });
    const [plain, failing, jsonl] = await Promise.all([
      tokenward(['audit', path, '--verbose']),
      tokenward(['audit', 'kubernetes', path, '--fail-on', 'medium']),
      tokenward(['audit', path, '--format', 'jsonl']),
    ]);
    expect([plain.code, failing.code, jsonl.code]).toEqual([0, 1, 0]);
    expect(plain.stdout).toContain(`${path}/account.yml:4`.slice(0, 40));
    expect(parse(jsonl.stdout).map((it) => [it.rule, it.resource.id])).toContainEqual([check, subject]);
  });

  test('one area runs only its checks', async () => {
    const path = place('area', { 'account.yml': account });
    const { stdout } = await tokenward(['audit', 'ci', path]);
    expect(stdout).toContain('Nothing was judged');
  });

  test.each([
    [['audit']],
    [['audit', 'kubernetes']],
    [['audit', '.', '--format', 'pdf']],
    [['audit', '.', '--as-of', 'yesterday']],
    [['audit', '.', '--baseline', '/does/not/exist.json']],
    [['inventory', 'paths', '.', '--from', 'nobody-is-called-so', '--to', '*']],
    [['inventory', 'show', '.', '--kind', 'nothing']],
    [['inventory', 'collect', 'nobody']],
  ])('2 for %j', async (args) => {
    const cwd = place('empty', { 'notes.txt': 'nothing' });
    const { code, stderr } = await tokenward(args, { cwd });
    expect(code, stderr).toBe(2);
    expect(stderr).not.toContain('defect');
  });

  test('3 where something could not be read, with the rest judged', async () => {
    const path = place('broken', { 'account.yml': account, 'bad.yml': `${account}\nkind: again\n` });
    const { code, stdout, stderr } = await tokenward(['audit', path]);
    expect(code).toBe(3);
    expect(stdout).toContain('Default service account');
    expect(stderr).toMatch(/bad\.yml.*\[DOCUMENT_INVALID\]/);
  });

  test('against a baseline only what is new or changed fails', async () => {
    const path = place('baseline', { 'account.yml': account });
    const baseline = folder.path('baseline.json');
    const first = await tokenward(['audit', path, '--write-baseline', baseline, '--quiet']);
    expect(first.code).toBe(0);
    expect(statSync(baseline).mode & 0o777).toBe(0o600);
    const against = ['audit', path, '--baseline', baseline, '--fail-on', 'low', '--format', 'jsonl', '--quiet'];
    expect((await tokenward(against)).code).toBe(0);
    writeFileSync(folder.path('baseline', 'other.yml'), account.replaceAll('shop', 'data'));
    const again = await tokenward(against);
    expect(again.code).toBe(1);
    const drift = parse(again.stdout)
      .filter((it) => it.rule === check)
      .map((it) => it.check.drift);
    expect(drift.toSorted()).toEqual(['known', 'new']);
  });

  test('exceptions accept for a time, and are named when they cover nothing', async () => {
    const exception = (expires: string, of: string = subject): string =>
      `audit:\n  asOf: 2026-06-01\n  exceptions:\n    - { check: ${check}, subject: '${of}', owner: anna, reason: it goes away in June, expires: ${expires} }\n`;
    const path = place('exceptions', { 'account.yml': account, 'tokenward.yml': exception('2026-06-30') });
    const rules = async (): Promise<readonly string[]> =>
      parse((await tokenward(['audit', path, '--format', 'jsonl', '--quiet'])).stdout).map((it) => it.rule);
    expect(await rules()).not.toContain(check);
    place('exceptions', { 'tokenward.yml': exception('2026-05-31') });
    expect(await rules()).toContain(check);
    place('exceptions', { 'tokenward.yml': exception('2026-06-30', 'kubernetes:service-account:gone/default') });
    expect((await tokenward(['audit', path])).stdout).toContain('covers nothing any more');
    place('exceptions', { 'tokenward.yml': exception('2026-06-30').replace(check, 'no-such-check') });
    const unknown = await tokenward(['audit', path]);
    expect([unknown.code, unknown.stderr.includes('EXCEPTION_INVALID')]).toEqual([2, true]);
  });

  test('--fix-unsafe repairs, keeps comments, and a second run changes nothing', async () => {
    const path = place('fix', { 'account.yml': account });
    const dry = await tokenward(['audit', path, '--fix-unsafe', '--dry-run']);
    expect(dry.stdout).toContain('+automountServiceAccountToken: false');
    expect(readFileSync(folder.path('fix', 'account.yml'), 'utf8')).toBe(account);
    const fixed = await tokenward(['audit', path, '--fix-unsafe', '--format', 'jsonl']);
    expect(parse(fixed.stdout).map((it) => it.rule)).not.toContain(check);
    const text = readFileSync(folder.path('fix', 'account.yml'), 'utf8');
    expect(text).toContain('# made by the cluster');
    await tokenward(['audit', path, '--fix-unsafe', '--quiet']);
    expect(readFileSync(folder.path('fix', 'account.yml'), 'utf8')).toBe(text);
  });

  test.each([['--list'], ['--coverage'], ['all']])('%s keeps to a narrow terminal', async (what) => {
    const path = place('narrow', { 'pod.yml': pod, 'account.yml': account });
    const { stdout } = await tokenward(['audit', what, ...(what === 'all' ? [path] : [])], { env: { COLUMNS: '40' } });
    expect(stdout.split('\n').filter((line) => line.length > 40)).toEqual([]);
  });

  test('what is listed beside other tools adds up', async () => {
    const { code, stdout } = await tokenward(['audit', '--coverage']);
    expect(code).toBe(0);
    const count = Number(/tokenward +(\d+)/.exec(stdout)?.[1]);
    expect(count).toBeGreaterThanOrEqual(120);
    const list = (await tokenward(['audit', '--list'])).stdout;
    expect(list).toContain(`${count} checks`);
  });
});

describe('tokenward inventory', () => {
  test('tells how a token spreads, each hop with its reason', async () => {
    const path = place('paths', { 'pod.yml': pod });
    const { code, stdout } = await tokenward(['inventory', 'paths', path, '--from', '*web*', '--to', '*']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1\. .*web.*hop/);
  });

  test('what is exported gives the same audit', async () => {
    const path = place('export', { 'pod.yml': pod, 'account.yml': account });
    const output = folder.path('inventory.jsonl');
    await tokenward(['inventory', 'export', path, '--output', output]);
    const rules = async (from: string): Promise<readonly string[]> =>
      parse((await tokenward(['audit', from, '--format', 'jsonl', '--quiet', '--as-of', '2026-06-01'])).stdout)
        .map((it) => `${it.rule} ${it.resource.id}`)
        .toSorted();
    const [fromFiles, fromExport] = [await rules(path), await rules(output)];
    expect(fromFiles.length).toBeGreaterThan(2);
    expect(fromExport).toEqual(fromFiles);
  });

  test('diff says what is new', async () => {
    const before = place('before', { 'account.yml': account });
    const after = place('after', { 'account.yml': account, 'pod.yml': pod });
    const { stdout } = await tokenward(['inventory', 'diff', before, after]);
    expect(stdout).toMatch(/\+ kubernetes\.workload/);
    expect(stdout).toMatch(/, 0 gone, 0 changed/);
  });
});

test('a policy that comes through a pipe is not named after a file that is not there', async () => {
  const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const stdin = JSON.stringify({ Version: '2012-10-17', Statement });
  const { code, stdout } = await tokenward(['audit', 'aws', '-', '--quiet'], { stdin });
  expect(code).toBe(0);
  expect(stdout).toContain('can become the role on standard input.');
});
