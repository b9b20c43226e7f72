// SPDX-License-Identifier: Apache-2.0
// The examples of pipelines: every planted weakness is found and nothing else, the corrected twin is clean, and fixes make
// what they say without losing a comment.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ciChecks } from '../../src/audit/ci/ci-checks.ts';
import { type Judged, runChecks } from '../../src/audit/run-checks.ts';
import { applyAuditFixes } from '../../src/cli/apply-fixes.ts';
import { createKnowledge } from '../../src/enrich/knowledge.ts';
import { readInventory } from '../../src/inventory/read-inventory.ts';
import { root } from '../house/sources.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function audit(paths: readonly string[], cwd: string): Promise<Judged> {
  const { inventory, problems } = await readInventory(paths, { cwd });
  expect(problems).toEqual([]);
  return runChecks(ciChecks, inventory, { now: Date.parse('2026-06-01'), knowledge: createKnowledge() });
}

function copyOfExamples(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-fix-'));
  folders.push(folder);
  cpSync(join(root, 'examples/audit/ci'), folder, { recursive: true });
  return folder;
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((it) =>
    it.isFile(),
  );
  return new Map(names.map((it) => [join(it.parentPath, it.name), readFileSync(join(it.parentPath, it.name), 'utf8')]));
}

const keyOf = (check: string, subject: string): string => `${check} ${subject}`;

describe('the examples of pipelines', () => {
  it('have the weaknesses that were planted, and no others', async () => {
    const { weaknesses } = await audit(['examples/audit/ci'], root);
    const planted = readFileSync(join(root, 'examples/audit/.lab/ci.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; subject: string });
    expect(weaknesses.map((w) => keyOf(w.check.id, w.subject.id)).toSorted()).toEqual(
      planted.map((it) => keyOf(it.check, it.subject)).toSorted(),
    );
    const found = new Set(planted.map((it) => it.check));
    expect(ciChecks.filter((it) => !found.has(it.id)).map((it) => it.id)).toEqual([]);
  });

  it('are clean where they are corrected', async () => {
    const { weaknesses, unknowns, outcomes } = await audit(['examples/audit-corrected/ci'], root);
    expect(weaknesses.map((w) => w.summary)).toEqual([]);
    expect(unknowns.map((u) => u.reason)).toEqual([]);
    expect(outcomes.filter((it) => it.state === 'passed').length).toBeGreaterThan(45);
  });
});

describe('applyAuditFixes', () => {
  it('shows what it would write, and writes nothing, in a dry run', async () => {
    const cwd = copyOfExamples();
    const before = filesOf(cwd);
    const { weaknesses } = await audit(['.'], cwd);
    const outcome = await applyAuditFixes(weaknesses, { unsafe: true, dryRun: true, cwd });
    expect(filesOf(cwd)).toEqual(before);
    expect(outcome.diff).toContain('--- a/shop/.github/workflows/release.yml\n');
    expect(outcome.diff).toContain('+          persist-credentials: false\n');
    expect(outcome.changedFiles.length).toBeGreaterThan(4);
  });

  it('makes only what is safe, unless more is asked for', async () => {
    const cwd = copyOfExamples();
    const { weaknesses } = await audit(['.'], cwd);
    const outcome = await applyAuditFixes(weaknesses, { unsafe: false, dryRun: false, cwd });
    expect(outcome.applied.every((it) => it.fix?.safety === 'safe')).toBe(true);
    expect(outcome.leftOut.length).toBeGreaterThan(0);
    expect(readFileSync(join(cwd, 'payments/.gitlab-ci.yml'), 'utf8')).not.toContain('CI_DEBUG_TRACE');
    expect(readFileSync(join(cwd, 'shop/.github/workflows/preview.yml'), 'utf8')).toContain('permissions: write-all');
  });

  it('makes all fixes: what it fixed is found no more, nothing new is, and comments and all other lines stay', async () => {
    const cwd = copyOfExamples();
    const before = filesOf(cwd);
    const first = await audit(['.'], cwd);
    const outcome = await applyAuditFixes(first.weaknesses, { unsafe: true, dryRun: false, cwd });
    expect(outcome.conflicts.map((it) => it.error.message)).toEqual([]);
    expect(outcome.problems).toEqual([]);
    const second = await audit(['.'], cwd);
    const left = new Set(second.weaknesses.map((w) => w.id));
    expect(outcome.applied.filter((w) => left.has(w.id)).map((w) => keyOf(w.check.id, w.subject.id))).toEqual([]);
    const known = new Set(first.weaknesses.map((w) => w.id));
    expect(second.weaknesses.filter((w) => !known.has(w.id)).map((w) => keyOf(w.check.id, w.subject.id))).toEqual([]);
    // Comments that stood on lines of their own, and those behind what was not changed.
    for (const [file, text] of before) {
      const now = readFileSync(file, 'utf8');
      for (const comment of text.match(/^\s*#.*$/gm) ?? []) expect(now).toContain(comment);
    }
    const again = await applyAuditFixes(second.weaknesses, { unsafe: true, dryRun: false, cwd });
    expect(again.diff).toBe('');
  });

  it('leaves a file alone that is not UTF-8, and says so', async () => {
    const cwd = copyOfExamples();
    const { weaknesses } = await audit(['.'], cwd);
    const path = join(cwd, 'payments/.gitlab-ci.yml');
    const bytes = Buffer.concat([readFileSync(path), Buffer.from([0xff, 0xfe, 0x0a])]);
    writeFileSync(path, bytes);
    const outcome = await applyAuditFixes(weaknesses, { unsafe: true, dryRun: false, cwd });
    expect(outcome.problems).toMatchObject([
      { code: 'INPUT_UNREADABLE', position: { file: expect.stringContaining('.gitlab-ci.yml') } },
    ]);
    expect(readFileSync(path)).toEqual(bytes);
  });
});
