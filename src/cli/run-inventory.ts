// SPDX-License-Identifier: Apache-2.0
import { diffInventories } from '../inventory/diff-inventories.ts';
import { exportInventory } from '../inventory/exported-inventory.ts';
import { drawDot, drawMermaid } from '../inventory/graph/draw.ts';
import { createNames, type Names } from '../inventory/graph/names.ts';
import { findPaths, type Way } from '../inventory/graph/paths.ts';
import { type ReadResult, readInventory } from '../inventory/read-inventory.ts';
import { formatPosition, TokenwardError } from '../model/error.ts';
import type { Item } from '../model/inventory/item.ts';
import { safeJson, visible } from '../report/visible.ts';
import { formatCount, plural } from '../report/wording.ts';
import { exitCodes } from './exit.ts';
import { writeReport } from './output.ts';
import { say } from './say.ts';
import { refuseTerminal } from './stdin.ts';

/** What the commands that read an inventory have in common. */
export interface InventoryRequest {
  readonly format: string;
  readonly output?: string;
  readonly quiet: boolean;
}

export interface ShowRequest extends InventoryRequest {
  readonly kind?: string;
}

export interface PathsRequest extends InventoryRequest {
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  readonly hops: number;
}

function note(request: InventoryRequest, text: string): void {
  if (!request.quiet) say(text);
}

async function read(paths: readonly string[], request: InventoryRequest): Promise<ReadResult> {
  refuseTerminal(paths, 'tokenward inventory show -');
  const result = await readInventory(paths);
  for (const it of result.problems) note(request, `${it.message} [${it.code}]`);
  return result;
}

function exitOf(...results: readonly ReadResult[]): number {
  return results.some((it) => it.problems.length > 0) ? exitCodes.unreadable : exitCodes.done;
}

function nameOf(item: Item): string {
  return visible('name' in item && item.name !== undefined ? item.name : item.id, 120);
}

/** What is known, by kind; or the items of one kind. */
export async function showInventory(paths: readonly string[], request: ShowRequest): Promise<number> {
  const result = await read(paths, request);
  const { inventory } = result;
  const items = [...inventory.all()].filter((it) => request.kind === undefined || it.kind === request.kind);
  if (request.format === 'jsonl') {
    await writeReport(
      (function* () {
        for (const it of items) yield `${safeJson(it)}\n`;
      })(),
      request.output,
    );
    return exitOf(result);
  }
  if (request.kind !== undefined) {
    if (items.length === 0) {
      throw new TokenwardError(
        'USAGE',
        `no item of kind "${request.kind}"; \`tokenward inventory show\` without --kind lists the kinds`,
      );
    }
    const lines = items.map(
      (it) =>
        `${it.id}  ${nameOf(it)}  (${it.where.source}, ${formatPosition({ file: visible(it.where.file, 200), line: it.where.line })})\n`,
    );
    await writeReport([...lines, `\n${plural(items.length, 'item')}\n`], request.output);
    return exitOf(result);
  }
  const counts = new Map<string, number>();
  for (const it of items) counts.set(`${it.provider}\t${it.kind}`, (counts.get(`${it.provider}\t${it.kind}`) ?? 0) + 1);
  const partial = inventory.collections.filter((it) => !it.complete);
  const rows = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, many]) => {
      const [provider = '', kind = ''] = key.split('\t');
      return `${provider.padEnd(18)}${kind.padEnd(38)}${formatCount(many).padStart(9)}\n`;
    });
  await writeReport(
    [
      ...rows,
      `\n${plural(inventory.size, 'item')} of ${plural(result.files, 'file')}\n`,
      ...partial.map(
        (it) =>
          `in part only: ${it.kind} of ${it.provider}${it.note === undefined ? '' : `: ${visible(it.note, 200)}`}\n`,
      ),
    ],
    request.output,
  );
  return exitOf(result);
}

/** Who has power over what, for a drawing tool. */
export async function drawGraph(paths: readonly string[], request: InventoryRequest): Promise<number> {
  const result = await read(paths, request);
  const relations = result.inventory.of('relation');
  const names = createNames(result.inventory);
  const pieces =
    request.format === 'dot'
      ? drawDot(relations, names)
      : request.format === 'mermaid'
        ? drawMermaid(relations, names)
        : relations.map((it) => `${safeJson(it)}\n`);
  await writeReport(pieces, request.output);
  return exitOf(result);
}

function wayText(way: Way, names: Names, number: number): string {
  const name = (id: string): string => visible(names.name(id), 160);
  const lines = way.map((hop) => {
    const place = formatPosition({ file: visible(hop.where.file, 200), line: hop.where.line });
    return `   └ ${hop.relation} ${name(hop.to)}\n       ${visible(hop.why, 300)}  (${place})\n`;
  });
  return `${number}. ${name(way[0]?.from ?? '')}, ${plural(way.length, 'hop')}\n${lines.join('')}\n`;
}

/** How a stolen token spreads. */
export async function showPaths(paths: readonly string[], request: PathsRequest): Promise<number> {
  const result = await read(paths, request);
  const { inventory } = result;
  const names = createNames(inventory);
  const from = names.matching(request.from);
  const to = names.matching(request.to);
  for (const [flag, word, found] of [
    ['--from', request.from, from],
    ['--to', request.to, to],
  ] as const) {
    if (found.size === 0) {
      throw new TokenwardError(
        'USAGE',
        `${flag} ${word}: nothing in the graph is called so; \`tokenward inventory graph\` names everything, and * stands for any rest`,
      );
    }
  }
  const goals = request.to === '*' ? new Set([...to].filter((id) => !from.has(id))) : to;
  const { ways, cut } = findPaths(inventory, from, goals, request);
  if (request.format === 'jsonl') {
    await writeReport(
      ways.map((way) => `${safeJson({ from: way[0]?.from, to: way.at(-1)?.to, hops: way.length, way })}\n`),
      request.output,
    );
    return exitOf(result);
  }
  const end =
    ways.length === 0
      ? `No way from ${visible(request.from, 100)} to ${visible(request.to, 100)} in what was read.\n`
      : `${plural(ways.length, 'way')}${cut ? '; there are more: raise --limit' : ''}\n`;
  await writeReport([...ways.map((way, index) => wayText(way, names, index + 1)), end], request.output);
  return exitOf(result);
}

/** What is new, changed and gone. */
export async function showDiff(before: string, after: string, request: InventoryRequest): Promise<number> {
  const [old, now] = [await read([before], request), await read([after], request)];
  const diff = diffInventories(old.inventory, now.inventory);
  if (request.format === 'jsonl') {
    await writeReport(
      [
        ...diff.added.map((item) => safeJson({ change: 'added', item })),
        ...diff.removed.map((item) => safeJson({ change: 'removed', item })),
        ...diff.changed.map((it) => safeJson({ change: 'changed', ...it })),
      ],
      request.output,
    );
    return exitOf(old, now);
  }
  const line = (sign: string, item: Item, rest = ''): string =>
    `${sign} ${item.kind.padEnd(28)} ${nameOf(item)}  ${item.id === nameOf(item) ? '' : visible(item.id, 160)}${rest}\n`;
  await writeReport(
    [
      ...diff.added.map((it) => line('+', it)),
      ...diff.removed.map((it) => line('-', it)),
      ...diff.changed.map((it) => line('~', it.after, `  (${it.fields.join(', ')})`)),
      `\n${diff.added.length} new, ${diff.removed.length} gone, ${diff.changed.length} changed, ${diff.same} the same\n`,
    ],
    request.output,
  );
  return exitOf(old, now);
}

/** The inventory as JSON lines. */
export async function writeExport(paths: readonly string[], request: InventoryRequest): Promise<number> {
  const result = await read(paths, request);
  await writeReport(exportInventory(result.inventory), request.output);
  if (request.output !== undefined)
    note(request, `${plural(result.inventory.size, 'item')} written to ${request.output}`);
  return exitOf(result);
}
