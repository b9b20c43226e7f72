// SPDX-License-Identifier: Apache-2.0
// The calls of a collection in their order. What an answer leads to stands behind all that is waiting, so the order follows
// from the answers alone, however many calls are made at a time.
import { TokenwardError } from '../../model/error.ts';
import type { Call, Collector } from './collector.ts';
import type { PageLine } from './page-lines.ts';

export interface Task {
  readonly call: Call;
  readonly path: string;
  /** 1 for the first page. */
  readonly number: number;
}

export interface Unanswered {
  readonly path: string;
  readonly status: number;
  readonly permission: string;
  readonly why: string;
  readonly optional: boolean;
}

export interface CallQueue {
  next(): Task | undefined;
  readonly waiting: number;
  readonly pages: number;
  readonly refused: readonly Unanswered[];
  readonly failed: readonly Unanswered[];
  /** Calls that failed one after the other, up to the last. */
  readonly failures: number;
  /** The line as it may be written: a list that leads back to a page, or has too many, is cut there and says so. */
  check(task: Task, page: PageLine): PageLine;
  /** Takes in an answer, in the order of `next`. */
  take(task: Task, page: PageLine): void;
}

/** Calls of one collection; more are a circle, or a server that makes them up. */
const maxCalls = 2_000_000;

export function createCallQueue(collector: Collector, first: readonly Call[], maxPages: number): CallQueue {
  const tasks: (Task | undefined)[] = [];
  const known = new Set<string>();
  const refused: Unanswered[] = [];
  const failed: Unanswered[] = [];
  let at = 0;
  let pages = 0;
  let failures = 0;
  const add = (call: Call, path = call.path, number = 1): void => {
    if (known.has(path)) return;
    if (known.size >= maxCalls)
      throw new TokenwardError('COLLECT_FAILED', `there are more than ${maxCalls} calls to make`);
    known.add(path);
    tasks.push({ call, path, number });
  };
  for (const call of first) add(call);
  return {
    next: () => {
      const task = tasks[at];
      if (task !== undefined) tasks[at++] = undefined;
      return task;
    },
    get waiting() {
      return tasks.length - at;
    },
    get pages() {
      return pages;
    },
    get failures() {
      return failures;
    },
    refused,
    failed,
    check: (task, page) => {
      if (page.next === undefined) return page;
      const { next, ...rest } = page;
      const { permission } = task.call;
      if (known.has(next)) return { ...rest, permission, failed: 'the pages of this list go round in a circle' };
      if (task.number >= maxPages) return { ...rest, permission, failed: `the list has more than ${maxPages} pages` };
      return page;
    },
    take: ({ call, path, number }, page) => {
      pages++;
      const why = page.refused ?? page.failed;
      if (why !== undefined) {
        const { permission, optional = false } = call;
        (page.refused === undefined ? failed : refused).push({ path, status: page.status, permission, why, optional });
      }
      failures = page.failed !== undefined && page.body === undefined ? failures + 1 : 0;
      if (page.body === undefined) return;
      if (page.next !== undefined) add(call, page.next, number + 1);
      for (const it of collector.follow(call, { path, body: page.body, headers: {} })) add(it);
    },
  };
}
