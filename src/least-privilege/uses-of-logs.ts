// SPDX-License-Identifier: Apache-2.0
// Logs to uses, at any size: memory grows with the kinds of use, not with the records.
import { scrub } from '../detect/fingerprint.ts';
import { openInputs, parseRecord, readBatches, unwrap } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import type { RawRecord } from '../model/event.ts';
import { awsCloudtrail } from '../sources/aws-cloudtrail/aws-cloudtrail.source.ts';
import { parseTime } from '../sources/event.ts';
import { githubAudit } from '../sources/github-audit/github-audit.source.ts';
import { graphActivity } from '../sources/graph-activity/graph-activity.source.ts';
import { kubernetesAudit } from '../sources/kubernetes-audit/kubernetes-audit.source.ts';
import { createRecogniser } from '../sources/recognise.ts';
import { readPath, text } from '../sources/shared/read.ts';
import { githubUses } from './github-uses.ts';
import { cloudtrailUses, graphUses, kubernetesUses, type ObservedUse, type UseKey } from './observed-use.ts';
import type { LogCoverage } from './review.ts';

/** Kinds of use that are kept; beyond them nothing is taken away, as the log is then known in part only. */
const mostUses = 500_000;
const mostOpen = 100_000;

const projections = new Map<string, (record: RawRecord) => Generator<UseKey>>([
  [kubernetesAudit.id, kubernetesUses],
  [awsCloudtrail.id, cloudtrailUses],
  [graphActivity.id, graphUses],
  [githubAudit.id, githubUses],
]);

export interface ObservedUses {
  readonly uses: readonly ObservedUse[];
  /** Source id -> what its log covers. */
  readonly windows: ReadonlyMap<string, LogCoverage>;
  readonly problems: readonly InputProblem[];
  /** Records of other logs. */
  readonly passedOver: number;
}

export interface UseCollector {
  add(record: RawRecord): void;
  result(problems?: readonly InputProblem[]): ObservedUses;
}

interface Span {
  first: number;
  last: number;
  count: number;
}

/** Names in logs are anybody's: what looks like a token in them is a fingerprint from here on. */
function clean(key: UseKey): UseKey {
  return {
    ...key,
    principal: scrub(key.principal),
    action: scrub(key.action),
    ...(key.target === undefined ? {} : { target: scrub(key.target) }),
    ...(key.name === undefined ? {} : { name: scrub(key.name) }),
  };
}

/** Adds up records; pure but for what it keeps. */
export function createUseCollector(): UseCollector {
  const recognise = createRecogniser([kubernetesAudit, awsCloudtrail, graphActivity, githubAudit]);
  const uses = new Map<string, { readonly key: UseKey; readonly span: Span }>();
  const windows = new Map<string, Span>();
  const open = new Set<string>();
  const facts = { reads: false, awsReads: false, data: false, adminOnly: true, full: false, passedOver: 0 };

  const note = (span: Span, time: number): void => {
    span.count++;
    span.first = Math.min(span.first, time);
    span.last = Math.max(span.last, time);
  };
  const fresh = (): Span => ({ first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, count: 0 });

  /** A watch is logged when it begins and again when it ends. */
  const isSecond = (record: RawRecord): boolean => {
    const id = text(record.auditID);
    if (id === undefined) return false;
    if (record.stage === 'ResponseStarted') {
      if (open.size >= mostOpen) open.clear();
      open.add(id);
      return false;
    }
    return open.delete(id);
  };

  return {
    add(raw) {
      const recognised = recognise(raw);
      const project = recognised === undefined ? undefined : projections.get(recognised.source.id);
      if (recognised === undefined || project === undefined) {
        facts.passedOver++;
        return;
      }
      const { source, record } = recognised;
      const time = source.time.map((path) => parseTime(readPath(record, path))).find((it) => it !== undefined);
      if (time === undefined || isSecond(record)) return;
      const window = windows.get(source.id) ?? fresh();
      windows.set(source.id, window);
      note(window, time);
      if (source.id === kubernetesAudit.id && raw.category !== 'kube-audit-admin') facts.adminOnly = false;
      for (const told of project(record)) {
        const key = clean(told);
        if (key.provider === 'kubernetes' && /^(?:get|list|watch)$/.test(key.action)) facts.reads = true;
        if (key.data === true) facts.data = true;
        if (record.readOnly === true || record.readOnly === 'true') facts.awsReads = true;
        if (key.provider === 'aws' && /:(?:Get|List|Describe)/.test(key.action)) facts.awsReads = true;
        const id = JSON.stringify(key);
        let use = uses.get(id);
        if (use === undefined) {
          if (uses.size >= mostUses) {
            facts.full = true;
            continue;
          }
          use = { key, span: fresh() };
          uses.set(id, use);
        }
        note(use.span, time);
      }
    },
    result(problems = []) {
      const missing = new Map<string, readonly string[]>([
        [kubernetesAudit.id, facts.reads && !facts.adminOnly ? [] : ['reads (get, list, watch)']],
        [
          awsCloudtrail.id,
          [
            ...(facts.data
              ? []
              : ['data events (objects of S3, calls of Lambda functions, items of DynamoDB, messages)']),
            ...(facts.awsReads ? [] : ['read events (Get, List, Describe)']),
          ],
        ],
        [graphActivity.id, ['requests to other APIs than Microsoft Graph']],
        [githubAudit.id, ['requests to public repositories', 'what GraphQL queries ask for']],
      ]);
      return {
        uses: [...uses.values()].map(({ key, span }) => ({ ...key, ...span })),
        windows: new Map(
          [...windows].map(([id, span]) => [
            id,
            {
              log: id,
              first: new Date(span.first).toISOString(),
              last: new Date(span.last).toISOString(),
              records: span.count,
              missing: [
                ...(missing.get(id) ?? []),
                ...(facts.full ? [`more than ${mostUses} kinds of use: the rest was not kept`] : []),
                ...(problems.length > 0 ? ['what could not be read'] : []),
              ],
            },
          ]),
        ),
        problems,
        passedOver: facts.passedOver,
      };
    },
  };
}

/** Reads logs of Kubernetes, CloudTrail, Microsoft Graph and GitHub: files, folders, globs, `-`, compressed or not. */
export async function usesOfLogs(
  paths: readonly string[],
  options: { readonly cwd?: string; readonly signal?: AbortSignal } = {},
): Promise<ObservedUses> {
  const collector = createUseCollector();
  const problems: InputProblem[] = [];
  for await (const item of openInputs(paths, options.cwd === undefined ? {} : { cwd: options.cwd })) {
    if (options.signal?.aborted === true) break;
    if (item.kind === 'problem') problems.push(item.problem);
    if (item.kind !== 'input') continue;
    let unread = 0;
    let first: InputProblem | undefined;
    for await (const batch of readBatches(item)) {
      if (batch.problem !== undefined) problems.push(batch.problem);
      for (const slice of batch.slices) {
        const parsed = slice.kind === 'rejected' ? { ok: false as const, ...slice } : parseRecord(slice.bytes);
        if (parsed.ok) for (const record of unwrap(parsed.record)) collector.add(record);
        else {
          unread++;
          const { code, reason } = parsed;
          first ??= { code, message: `${item.name}: ${reason}`, position: { file: item.name, line: slice.line } };
        }
      }
    }
    // A template or another text among the logs is one problem, not one for each of its lines.
    if (first !== undefined)
      problems.push(
        unread === 1
          ? first
          : { ...first, message: `${first.message}; ${unread - 1} more of the file cannot be read either` },
      );
  }
  return collector.result(problems);
}
