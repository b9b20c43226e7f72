// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditResult } from '../model/audit-result.ts';
import { renderAuditHtml } from '../report/audit/audit-html.ts';
import { renderAuditJsonl } from '../report/audit/audit-jsonl.ts';
import { renderAuditJunit } from '../report/audit/audit-junit.ts';
import { renderAuditOcsf } from '../report/audit/audit-ocsf.ts';
import { renderAuditSarif } from '../report/audit/audit-sarif.ts';
import { renderAuditTerminal } from '../report/audit/audit-terminal.ts';
import { auditSecrets } from './audit-secrets.ts';
import { families } from './formats.ts';
import { createRandom, makeJwt, makeToken } from './tokens.fixture.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const made: string[] = [];

function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'tokenward-secrets-'));
  made.push(path);
  write(path, files);
  return path;
}

function write(path: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
}

function git(path: string, ...args: readonly string[]): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_DATE: '2026-02-03T10:00:00Z',
    GIT_COMMITTER_DATE: '2026-02-03T10:00:00Z',
  };
  const identity = [
    '-c',
    'user.name=Ben Okafor',
    '-c',
    'user.email=ben.okafor@example.com',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', [...identity, ...args], {
    cwd: path,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

const run = (path: string): Promise<AuditResult> => auditSecrets(['.'], { cwd: path, now });
const told = (result: AuditResult): readonly string[] =>
  result.weaknesses.map(
    (it) =>
      `${it.check.id} ${it.severity} ${it.evidence.map((e) => `${e.where.file}:${e.region?.line}:${e.region?.column}`).join(' ')}`,
  );

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

describe('tokens in files', () => {
  it('counts a private key that lies among tests only for little', async () => {
    const random = createRandom(11);
    const key = (): string => makeToken('private-key', random).text;
    const both = key();
    const result = await run(
      folder({
        'tests/certs/server.key': key(),
        'deploy/server.key': key(),
        'test/a.pem': both,
        'contest/a.pem': both,
      }),
    );
    const found = result.weaknesses.map((it) => [it.evidence.map((one) => one.where.file).sort(), it.severity]);
    expect(found.sort()).toEqual([
      [['./contest/a.pem', './test/a.pem'], 'high'],
      [['./deploy/server.key'], 'high'],
      [['./tests/certs/server.key'], 'low'],
    ]);
  });

  it('one token in several places is one weakness with each place', async () => {
    const token = makeToken('github-token', createRandom(1)).text;
    const path = folder({ 'a.env': `X=1\nTOKEN=${token}\n`, 'docs/b.md': `use \`${token}\`\n` });
    const result = await run(path);
    expect(told(result)).toEqual(['secrets-no-github-tokens-at-rest critical ./a.env:2:7 ./docs/b.md:1:6']);
    expect(result.outcomes.find((it) => it.check.id === 'secrets-no-slack-tokens-at-rest')?.state).toBe('passed');
  });

  it('an expired token is less severe than one that lives', async () => {
    const random = createRandom(5);
    const jwt = (exp: number): string =>
      makeJwt(random, {
        iss: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0',
        aud: 'api://shop',
        exp,
        idtyp: 'app',
      });
    const result = await run(folder({ 'live.txt': jwt(now / 1000 + 3600), 'old.txt': jwt(now / 1000 - 3600) }));
    expect(told(result)).toEqual([
      'secrets-no-entra-tokens-at-rest high ./live.txt:1:1',
      'secrets-no-entra-tokens-at-rest low ./old.txt:1:1',
    ]);
    expect(result.weaknesses[1]?.summary).toContain('expired 2026-05-31');
    expect(result.weaknesses[0]?.summary).toContain('of an application');
  });

  it('files of tools are told by their path, with what stands in them', async () => {
    const random = createRandom(3);
    const word = (length: number): string => random('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789', length);
    const npm = makeToken('npm-token', random).text;
    const refresh = makeToken('google-refresh-token', random).text;
    const path = folder({
      '.npmrc': `//registry.example.com/:_authToken=${npm}\n//npm.example.com/:_authToken=$\{NPM_TOKEN}\n`,
      '.git-credentials': `https://ben.okafor:${word(20)}@git.example.com\n`,
      '.netrc': `machine api.example.com\n  login ben\n  password ${word(16)}\n`,
      '.config/gcloud/application_default_credentials.json': JSON.stringify({
        client_id: 'a',
        refresh_token: refresh,
        type: 'authorized_user',
      }),
      '.config/gcloud/credentials.db': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100)]),
      '.azure/msal_token_cache.bin': Buffer.from([1, 0, 0, 0, 0xd0, 0x8c]),
    });
    expect(told(await run(path)).toSorted()).toEqual([
      'secrets-no-credential-files-at-rest high ./.git-credentials:1:20',
      'secrets-no-credential-files-at-rest high ./.netrc:3:12',
      'secrets-no-credential-files-at-rest medium ./.azure/msal_token_cache.bin:undefined:undefined',
      'secrets-no-credential-files-at-rest medium ./.config/gcloud/credentials.db:undefined:undefined',
      'secrets-no-google-tokens-at-rest critical ./.config/gcloud/application_default_credentials.json:1:35',
      'secrets-no-package-registry-tokens-at-rest critical ./.npmrc:1:36',
    ]);
  });

  it('archives are named, not opened; binary files are passed over', async () => {
    const token = makeToken('github-token', createRandom(1)).text;
    const path = folder({ 'backup.tgz': gzipSync(token), 'tool.exe': Buffer.from(`MZ\0\0${token}`) });
    const result = await run(path);
    expect(result.weaknesses).toEqual([]);
    expect(result.unknowns.map((it) => it.reason)).toEqual([
      './backup.tgz: an archive or compressed file: unpack it and audit the folder',
    ]);
    expect(result.passedOver).toBe(1);
  });
});

describe('tokens in git history', () => {
  it('is found where it came in, though it is gone from HEAD, in branches, messages, and loose objects', async () => {
    const random = createRandom(11);
    const [deleted = '', kept = '', message = '', loose = ''] = [1, 2, 3, 4].map(
      () => makeToken('github-token', random).text,
    );
    const path = folder({ 'old.env': `A=${deleted}\n`, 'kept.env': `\nB=${kept}\n` });
    git(path, 'init', '-q');
    git(path, 'add', '.');
    git(path, 'commit', '-q', '-m', 'first');
    const first = git(path, 'rev-parse', 'HEAD');
    git(path, 'rm', '-q', 'old.env');
    git(path, 'commit', '-q', '-m', `remove\n\nwas ${message}`);
    write(path, { 'loose.txt': loose });
    git(path, 'hash-object', '-w', 'loose.txt');
    rmSync(join(path, 'loose.txt'));
    const result = await run(path);
    const notes = result.weaknesses
      .flatMap((it) => it.evidence.map((e) => `${e.where.file} ${e.note.replace(/^.*?›, /, '')}`))
      .toSorted();
    expect(notes).toEqual([
      expect.stringMatching(
        /^\.\/commit [0-9a-f]{12} in the message of a commit, since commit [0-9a-f]{12} of 2026-02-03$/,
      ),
      './kept.env in this file',
      expect.stringMatching(
        /^\.\/object [0-9a-f]{12} in no branch, tag or stash any more, not in HEAD: only the history has it$/,
      ),
      `./old.env since commit ${first.slice(0, 12)} of 2026-02-03, not in HEAD: only the history has it`,
    ]);
    expect(result.weaknesses).toHaveLength(4);
  });

  it('files of tools are told by their path in the history, too, and once where HEAD has them', async () => {
    const path = folder({
      '.netrc': 'machine a.example.com\n  login ben\n  password quiet-lantern-7-orchard\n',
      'old/.npmrc': '//npm.example.com/:_authToken=copper-window-88-meadow\n',
    });
    git(path, 'init', '-q');
    git(path, 'add', '.');
    git(path, 'commit', '-q', '-m', 'first');
    git(path, 'rm', '-q', 'old/.npmrc');
    git(path, 'commit', '-q', '-m', 'second');
    expect(told(await run(path))).toEqual([
      'secrets-no-credential-files-at-rest high ./.netrc:3:12',
      'secrets-no-credential-files-at-rest high ./old/.npmrc:1:31',
    ]);
  });

  it('nothing that a hostile repository names is run', async () => {
    const path = folder({
      'a.txt': makeToken('github-token', createRandom(2)).text,
      '.gitattributes': '* diff=evil filter=evil\n',
    });
    git(path, 'init', '-q');
    git(path, 'add', '.');
    git(path, 'commit', '-q', '-m', 'first');
    const mark = join(path, 'ran');
    const evil = join(path, 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\ntouch "${mark}"\n`, { mode: 0o755 });
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'filter.evil.smudge',
      'filter.evil.clean',
      'gpg.program',
      'core.alternateRefsCommand',
      'pager.log',
      'core.editor',
      'credential.helper',
    ]) {
      git(path, 'config', name, evil);
    }
    git(path, 'config', 'log.showSignature', 'true');
    git(path, 'config', 'core.hooksPath', path);
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-commit'])
      writeFileSync(join(path, hook), `#!/bin/sh\ntouch "${mark}"\n`, { mode: 0o755 });
    // A partial clone whose missing objects would be fetched by a program.
    git(path, 'config', 'extensions.partialClone', 'origin');
    git(path, 'config', 'remote.origin.promisor', 'true');
    git(path, 'config', 'remote.origin.url', `ext::sh -c "touch ${mark}"`);
    git(path, 'config', 'protocol.ext.allow', 'always');
    git(path, 'config', 'core.repositoryFormatVersion', '1');
    const result = await run(path);
    expect(result.weaknesses).toHaveLength(1);
    expect(result.problems).toEqual([]);
    expect(existsSync(mark)).toBe(false);
    // The trap is a real one: git itself falls into it.
    git(path, 'status');
    expect(existsSync(mark)).toBe(true);
  });

  it('a worktree is read by its pointer; a pipe of that name is not waited for', async () => {
    const path = folder({ 'main/a.txt': makeToken('github-token', createRandom(2)).text });
    git(join(path, 'main'), 'init', '-q');
    git(join(path, 'main'), 'add', '.');
    git(join(path, 'main'), 'commit', '-q', '-m', 'first');
    git(join(path, 'main'), 'rm', '-q', 'a.txt');
    git(join(path, 'main'), 'commit', '-q', '-m', 'second');
    git(join(path, 'main'), 'worktree', 'add', '-q', '../tree');
    const result = await auditSecrets(['tree'], { cwd: path, now });
    expect(told(result)).toEqual(['secrets-no-github-tokens-at-rest critical tree/a.txt:1:1']);
    mkdirSync(join(path, 'odd'));
    execFileSync('mkfifo', [join(path, 'odd/.git')]);
    expect((await auditSecrets(['odd'], { cwd: path, now })).problems).toEqual([]);
  });

  it('a repository that is broken is a problem, and the files are audited all the same', async () => {
    const path = folder({
      'a.txt': makeToken('github-token', createRandom(2)).text,
      '.git/HEAD': 'nonsense',
      '.git/objects/x': '',
      '.git/refs/x': '',
    });
    const result = await run(path);
    expect(result.weaknesses).toHaveLength(1);
    expect(result.problems.map((it) => it.code)).toEqual(['INPUT_UNREADABLE']);
  });
});

describe('secrets never rest', () => {
  it('no form of the report holds a token, though every format is planted', async () => {
    const files: Record<string, string> = {};
    const secrets: string[] = [];
    for (const [index, format] of families.flatMap((it) => it.formats).entries()) {
      if (format.keywords.length === 0) continue;
      const { text, secret } = makeToken(format.id, createRandom(500 + index));
      files[`${format.id}.txt`] = text;
      secrets.push(
        secret
          .split(/[\n.]/)
          .toSorted((a, b) => b.length - a.length)[0]
          ?.slice(0, 24) ?? secret,
      );
    }
    const result = await run(folder(files));
    expect(result.weaknesses).toHaveLength(Object.keys(files).length);
    const outputs = [
      JSON.stringify(result),
      renderAuditTerminal(result, { color: false, width: 100 }),
      [...renderAuditJsonl(result)].join(''),
      [...renderAuditOcsf(result, '0')].join(''),
      renderAuditSarif(result, '0'),
      renderAuditJunit(result),
      renderAuditHtml(result),
    ];
    for (const output of outputs) expect(secrets.filter((it) => output.includes(it))).toEqual([]);
  });
});

describe('examples/audit/secrets', () => {
  const examples = join(import.meta.dirname, '../../examples');

  it('has what is planted; its corrected twin has nothing', async () => {
    const found = await auditSecrets(['audit/secrets'], { cwd: examples, now, history: false });
    expect(told(found)).toEqual([
      'secrets-no-credential-files-at-rest high audit/secrets/home/ben/.netrc:3:12',
      'secrets-no-credential-files-at-rest high audit/secrets/home/ben/.npmrc:2:31',
      'secrets-no-credential-files-at-rest high audit/secrets/home/ben/.pypirc:7:12',
    ]);
    expect(told(await auditSecrets(['audit-corrected/secrets'], { cwd: examples, now, history: false }))).toEqual([]);
  });
});
