// SPDX-License-Identifier: Apache-2.0
// Logs and grants as a user would have them, written to folders of their own and reviewed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { readList } from '../enrich/load.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import type { AwsGrants } from './aws-grants.ts';
import { readGithubRequests } from './github-requests.ts';
import { readGraphRequests } from './graph-requests.ts';
import type { Review, Standing } from './review.ts';
import { reviewAll } from './review-all.ts';
import { usesOfLogs } from './uses-of-logs.ts';

const folders: string[] = [];
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

export function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'tokenward-least-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

export const githubRequests = readGithubRequests(readList('github-requests.tsv'));
export const requests = readGraphRequests(readList('graph-requests.tsv'));

export async function review(
  logs: Readonly<Record<string, readonly object[]>>,
  grants: Readonly<Record<string, string>>,
  wanted?: string,
  aws: ReadonlyMap<string, AwsGrants> = new Map(),
): Promise<readonly Review[]> {
  const names = Object.keys(logs);
  const log = folder(
    Object.fromEntries(
      Object.entries(logs).map(([name, records]) => [name, records.map((it) => JSON.stringify(it)).join('\n')]),
    ),
  );
  const observed = await usesOfLogs(names, { cwd: log });
  expect(observed.problems).toEqual([]);
  const { inventory, problems } = await readInventory(['.'], { cwd: folder(grants) });
  expect(problems).toEqual([]);
  return reviewAll({ observed, inventory, aws, requests, githubRequests }, wanted);
}

export function by(it: Review | undefined, standing: Standing): readonly string[] {
  return (it?.rows ?? [])
    .filter((row) => row.standing === standing)
    .map((row) => row.permission)
    .toSorted();
}
