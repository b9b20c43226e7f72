// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { readList } from '../enrich/load.ts';
import { find, toProblem } from '../ingest/ingest.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { type AwsGrants, readAwsGrants } from '../least-privilege/aws-grants.ts';
import { readGithubRequests } from '../least-privilege/github-requests.ts';
import { readGraphRequests } from '../least-privilege/graph-requests.ts';
import { renderPatches, renderReview } from '../least-privilege/render-review.ts';
import type { Review } from '../least-privilege/review.ts';
import { reviewAll } from '../least-privilege/review-all.ts';
import { usesOfLogs } from '../least-privilege/uses-of-logs.ts';
import type { InputProblem } from '../model/account.ts';
import { TokenwardError } from '../model/error.ts';
import { exitCodes } from './exit.ts';
import type { leastPrivilegeFormats } from './formats.ts';
import { writeReport } from './output.ts';
import { say } from './say.ts';

/** What `tokenward accounts least-privilege` was asked for. */
export interface LeastPrivilegeRequest {
  readonly from: readonly string[];
  readonly grants: readonly string[];
  readonly for?: string;
  readonly format: (typeof leastPrivilegeFormats)[number];
  readonly output?: string;
  readonly quiet: boolean;
}

const mostBytes = 64 << 20;

/** IAM policies among the files: an account's authorization details, or one policy for the one that was asked for. */
async function awsGrantsOf(
  paths: readonly string[],
  wanted: string | undefined,
): Promise<ReadonlyMap<string, AwsGrants>> {
  const grants = new Map<string, AwsGrants>();
  for await (const found of find(paths, process.cwd(), (it) =>
    /^(?:\.git|node_modules)$/.test(it) ? 'pass-over' : 'read',
  )) {
    if (found.kind !== 'file' || !/\.json$/i.test(found.path) || statSync(found.path).size > mostBytes) continue;
    const text = readFileSync(found.path, 'utf8');
    if (!/"(?:RoleDetailList|UserDetailList|Statement)"/.test(text)) continue;
    try {
      for (const [id, it] of readAwsGrants(JSON.parse(text), wanted?.startsWith('arn:') === true ? wanted : undefined))
        grants.set(id, it);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      say(toProblem(new TokenwardError('DOCUMENT_INVALID', `${found.name} is not valid JSON`), found.name).message);
    }
  }
  return grants;
}

function overview(reviews: readonly Review[]): string {
  return `${reviews.length} reviewed. \`--for ID\` shows one, \`--format patch\` prints the patches.`;
}

/** Runs `tokenward accounts least-privilege` and returns its exit code. */
export async function runLeastPrivilege(request: LeastPrivilegeRequest): Promise<number> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const observed = await usesOfLogs(request.from, { signal: interrupt.signal });
  const read = await readInventory(request.grants, { signal: interrupt.signal });
  const reviews = reviewAll(
    {
      observed,
      inventory: read.inventory,
      aws: await awsGrantsOf(request.grants, request.for),
      requests: readGraphRequests(readList('graph-requests.tsv')),
      githubRequests: readGithubRequests(readList('github-requests.tsv')),
    },
    request.for,
  );
  const problems: readonly InputProblem[] = [...observed.problems, ...read.problems];
  if (!request.quiet) {
    for (const it of problems.slice(0, 20)) say(`${it.message} [${it.code}]`);
    if (problems.length > 20) say(`and ${problems.length - 20} more`);
    if (observed.passedOver > 0) say(`${observed.passedOver} records are of no log that tells uses`);
  }
  if (reviews.length === 0) {
    throw new TokenwardError(
      'USAGE',
      request.for === undefined
        ? 'nothing in the grants or logs to review: name manifests, exports or workflows'
        : `nobody is called "${request.for}" in the grants or logs`,
    );
  }
  const pieces =
    request.format === 'json'
      ? [JSON.stringify(reviews, null, 2)]
      : request.format === 'patch'
        ? [renderPatches(reviews)]
        : [...reviews.flatMap((it) => [...renderReview(it)]), ...(reviews.length > 1 ? [overview(reviews)] : [])];
  await writeReport(
    pieces.map((it) => (it === '' ? '\n' : it)),
    request.output,
  );
  if (interrupt.signal.aborted) return exitCodes.interrupted;
  return problems.length > 0 ? exitCodes.unreadable : exitCodes.done;
}
