// SPDX-License-Identifier: Apache-2.0
// `tokenward audit secrets` and `tokenward accounts least-privilege` as a user runs them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createRandom, makeToken } from '../../src/secrets/tokens.fixture.ts';
import { kubeRecord, makeFolder, tokenward } from './cli.ts';

const folder = makeFolder();
afterAll(folder.remove);

function place(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(folder.path(name, path)), { recursive: true });
    writeFileSync(folder.path(name, path), text);
  }
  return folder.path(name);
}

const token = makeToken('github-token', createRandom(21)).text;

describe('audit secrets', () => {
  test('SARIF has the place and a fingerprint, the exit code tells, and no output has the token', async () => {
    const cwd = place('plain', { 'app/.env': `# settings\nGH=${token}\n` });
    for (const format of ['terminal', 'sarif', 'html']) {
      const { code, stdout, stderr } = await tokenward(
        ['audit', 'secrets', '.', '--format', format, '--fail-on', 'high'],
        { cwd },
      );
      expect(code, stderr).toBe(1);
      expect(stdout + stderr).not.toContain(token.slice(4, 30));
      if (format !== 'sarif') continue;
      const report = JSON.parse(stdout) as {
        runs: { results: { ruleId: string; locations: { physicalLocation: { region: object } }[] }[] }[];
      };
      const [result] = report.runs[0]?.results ?? [];
      expect(result?.ruleId).toBe('secrets-no-github-tokens-at-rest');
      expect(result?.locations[0]?.physicalLocation.region).toMatchObject({ startLine: 2, startColumn: 4 });
    }
  });

  test('an exception covers a token by its fingerprint', async () => {
    const cwd = place('excepted', { 'a.txt': token });
    const { stdout } = await tokenward(['audit', 'secrets', 'a.txt', '--format', 'jsonl'], { cwd });
    const { resource } = JSON.parse(stdout.split('\n')[0] ?? '') as { resource: { id: string } };
    place('excepted', {
      'tokenward.yml': `audit:\n  exceptions:\n    - { check: secrets-no-github-tokens-at-rest, subject: "${resource.id}", owner: anna.novak@example.com, reason: revoked on 2026-05-04, expires: 2999-01-01 }\n`,
    });
    const { code, stderr } = await tokenward(['audit', 'secrets', 'a.txt', '--fail-on', 'low'], { cwd });
    expect(code, stderr).toBe(0);
  });

  test('what gitleaks saw at the same place is told once', async () => {
    const report = [
      {
        RuleID: 'github-pat',
        Description: 'a token',
        StartLine: 1,
        StartColumn: 1,
        File: 'a.txt',
        Commit: '',
        Fingerprint: 'a.txt:github-pat:1',
      },
    ];
    const cwd = place('both', { 'a.txt': token, 'gitleaks.json': JSON.stringify(report) });
    const { stdout } = await tokenward(['audit', 'secrets', '.', '--format', 'jsonl'], { cwd });
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('seen by gitleaks, too: github-pat');
  });
});

describe('audit all', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default, namespace: shop }\n';
  const [mount, rest] = ['kubernetes-automount-off-by-default', 'secrets-no-github-tokens-at-rest'];

  test('joins the checks of all areas with the search for tokens, in every format', async () => {
    const cwd = place('all', { 'account.yml': account, 'app/.env': `GH=${token}\n` });
    const all = ['audit', 'all', '.', '--quiet'];
    for (const format of ['terminal', 'jsonl', 'ocsf', 'sarif', 'junit', 'html']) {
      const { code, stdout, stderr } = await tokenward([...all, '--format', format, '--fail-on', 'high'], { cwd });
      expect(code, stderr).toBe(1);
      for (const check of [mount, rest]) expect(stdout).toContain(check);
      expect(stdout).not.toContain(token.slice(4, 30));
      if (format === 'terminal') {
        expect(stdout).toContain('2 files: 1 read (kubernetes.manifest 1), 1 passed over, 0 unreadable');
        expect(stdout).toContain('Searched 2 files for tokens at rest');
      }
    }
    const plain = await tokenward(['audit', '.', '--format', 'jsonl'], { cwd });
    expect([plain.stdout.includes(mount), plain.stdout.includes(rest)]).toEqual([true, false]);
  });

  test('a baseline and exceptions cover both', async () => {
    const cwd = place('all-baseline', { 'account.yml': account, 'app/.env': `GH=${token}\n` });
    const all = ['audit', 'all', '.', '--quiet', '--fail-on', 'low'];
    expect((await tokenward([...all, '--write-baseline', 'before.json'], { cwd })).code).toBe(1);
    expect((await tokenward([...all, '--baseline', 'before.json'], { cwd })).code).toBe(0);
    const subjects = JSON.parse(readFileSync(folder.path('all-baseline', 'before.json'), 'utf8')) as {
      weaknesses: { check: string; subject: string }[];
    };
    const exceptions = subjects.weaknesses.map(
      (it) =>
        `    - { check: ${it.check}, subject: '${it.subject}', owner: anna, reason: it is a test, expires: 2999-01-01 }\n`,
    );
    place('all-baseline', { 'tokenward.yml': `audit:\n  exceptions:\n${exceptions.join('')}` });
    const { code, stdout } = await tokenward(all, { cwd });
    expect(code, stdout).toBe(0);
  });

  test('standard input is judged and searched, and named as -', async () => {
    const given = `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\n  namespace: shop\n  annotations: { deploy: "${token}" }\n`;
    const { code, stdout, stderr } = await tokenward(['audit', 'all', '-', '--format', 'jsonl'], { stdin: given });
    expect(code, stderr).toBe(0);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { rule: string; evidence: { file: string; line: number }[] });
    const place = (rule: string): unknown => found.find((it) => it.rule === rule)?.evidence[0];
    expect(place(mount)).toMatchObject({ file: '-', line: 1, endColumn: 15 });
    expect(place(rest)).toMatchObject({ file: '-', line: 6 });
    const searched = await tokenward(['audit', 'secrets', '-', '--fail-on', 'low'], { stdin: given });
    expect(searched.code).toBe(1);
    const nothing = await tokenward(['audit', '-'], { stdin: '' });
    expect([nothing.code, nothing.stderr.includes('standard input is empty')]).toEqual([3, true]);
  });

  test('repairs nothing that came by a pipe', async () => {
    const { code, stderr } = await tokenward(['audit', 'kubernetes', '-', '--fix-unsafe'], { stdin: account });
    expect(code).toBe(0);
    expect(stderr).toContain('came by a pipe');
  });
});

describe('accounts least-privilege', () => {
  const grants = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: cart, namespace: shop }
rules: [{ apiGroups: [""], resources: [pods, secrets], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: cart, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: cart }
subjects: [{ kind: ServiceAccount, name: cart, namespace: shop }]
`;
  const used = kubeRecord({
    user: { username: 'system:serviceaccount:shop:cart' },
    objectRef: { resource: 'pods', namespace: 'shop', name: token },
  });

  test('prints a patch, and no token of a log', async () => {
    const cwd = place('least', { 'audit.log': used, 'roles/rbac.yml': grants });
    const args = ['accounts', 'least-privilege', '--from', 'audit.log', '--grants', 'roles', '--for', 'shop/cart'];
    for (const format of ['json', 'patch']) {
      const { code, stdout, stderr } = await tokenward([...args, '--format', format], { cwd });
      expect(code, stderr).toBe(0);
      expect(stdout + stderr).not.toContain(token.slice(4, 30));
      expect(stdout).toContain(format === 'patch' ? 'resources: [pods]' : 'secrets');
    }
  });

  test('a name that nobody has is wrong usage; a log that is not there is told', async () => {
    const cwd = place('least', { 'audit.log': used, 'roles/rbac.yml': grants });
    expect(
      (await tokenward(['accounts', 'least-privilege', '--grants', 'roles', '--for', 'nobody'], { cwd })).code,
    ).toBe(2);
    const missing = await tokenward(['accounts', 'least-privilege', '--from', 'no.log', '--grants', 'roles'], { cwd });
    expect(missing.code).toBe(3);
    expect(missing.stdout).not.toContain('Granted and not used');
  });
});
