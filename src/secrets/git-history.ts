// SPDX-License-Identifier: Apache-2.0
// All objects of a repository, reachable or not, through the scanner; then where the ones with tokens came in.

import { credentialFileKind } from './formats/credential-files.ts';
import { finishGit, type GitProcess, pieces, startGit } from './git-process.ts';
import type { SeenToken, TokenScanner } from './scan-bytes.ts';

/** A version of a file (or a message) of the history that holds tokens. */
export interface HistoryBlob {
  readonly id: string;
  readonly seen: readonly SeenToken[];
  /** The commit that brought it in; absent where no branch, tag or stash reaches it. */
  readonly commit?: string;
  /** Author date of that commit, ISO 8601 in UTC. */
  readonly date?: string;
  readonly path?: string;
  /** Its paths in HEAD; empty: it is not there any more. */
  readonly inHead: readonly string[];
  readonly type: 'blob' | 'commit' | 'tag';
}

export interface HistoryResult {
  readonly blobs: readonly HistoryBlob[];
  readonly objects: number;
  readonly bytes: number;
  /** Objects over the limit that were not looked into. */
  readonly tooLarge: readonly { readonly id: string; readonly size: number }[];
}

interface Found {
  readonly seen: readonly SeenToken[];
  readonly type: 'blob' | 'commit' | 'tag';
}

/** Writes without filling memory where the reader is slow. */
async function feed(child: GitProcess, lines: Iterable<string>): Promise<void> {
  for (const line of lines) {
    if (child.stdin.destroyed) return;
    if (!child.stdin.write(`${line}\n`)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
}

/** Reads the answers of `cat-file --batch`: a header line, the content, a line feed. */
async function readObjects(
  child: GitProcess,
  open: (id: string, type: string) => { push(bytes: Uint8Array): void; end(): void },
): Promise<void> {
  let header: Buffer = Buffer.alloc(0);
  let left = -1;
  let sink: { push(bytes: Uint8Array): void; end(): void } | undefined;
  for await (const chunk of child.stdout) {
    let data: Buffer = chunk as Buffer;
    while (data.length > 0) {
      if (left === -1) {
        const end = data.indexOf(10);
        header = Buffer.concat([header, end === -1 ? data : data.subarray(0, end)]);
        if (end === -1) break;
        data = data.subarray(end + 1);
        const [id = '', type = '', size = ''] = header.toString('latin1').split(' ');
        header = Buffer.alloc(0);
        // `ID missing` has no content.
        if (!/^\d+$/.test(size)) continue;
        left = Number(size);
        sink = open(id, type);
      }
      const content = data.subarray(0, left);
      if (content.length > 0) sink?.push(Buffer.from(content));
      left -= content.length;
      data = data.subarray(content.length);
      if (left === 0 && data.length > 0) {
        sink?.end();
        sink = undefined;
        data = data.subarray(1);
        left = -1;
      }
    }
  }
}

/**
 * Looks through the whole history.
 *
 * @param gitDirectory a `.git` folder or a bare repository
 * @param name of the repository, for messages
 * @throws TokenwardError `INPUT_UNREADABLE` where git fails
 */
export async function scanHistory(
  gitDirectory: string,
  name: string,
  scanner: TokenScanner,
  options: { readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<HistoryResult> {
  const wanted: string[] = [];
  const tooLarge: { readonly id: string; readonly size: number }[] = [];
  const listing = startGit(gitDirectory, [
    'cat-file',
    '--batch-all-objects',
    '--unordered',
    '--batch-check=%(objectname) %(objecttype) %(objectsize)',
  ]);
  listing.stdin.end();
  for await (const line of pieces(listing, 10)) {
    const [id = '', type = '', size = '0'] = line.split(' ');
    if (type !== 'blob' && type !== 'commit' && type !== 'tag') continue;
    if (Number(size) > options.maxBytes) tooLarge.push({ id, size: Number(size) });
    else wanted.push(id);
  }
  await finishGit(listing, name);
  const found = new Map<string, Found>();
  let bytes = 0;
  const read = async (ids: readonly string[], pathOf: (id: string) => string): Promise<void> => {
    if (ids.length === 0) return;
    const reading = startGit(gitDirectory, ['cat-file', '--batch']);
    reading.stdin.on('error', () => reading.stdin.destroy());
    const feeding = feed(reading, ids);
    await readObjects(reading, (id, type) => {
      const scan = scanner.open(pathOf(id));
      return {
        push(piece) {
          bytes += piece.length;
          scan.push(piece);
        },
        end() {
          const { seen } = scan.end();
          if (seen.length > 0) found.set(id, { seen, type: type === 'commit' || type === 'tag' ? type : 'blob' });
        },
      };
    });
    await feeding;
    await finishGit(reading, name);
  };
  if (options.signal?.aborted !== true) await read(wanted, () => '');
  const origins = await originsOf(gitDirectory, name, found);
  // Files of tools are told by their path, which only the log knows.
  const special = [...origins.special].filter(([id]) => !found.has(id));
  await read(
    special.map(([id]) => id),
    (id) => origins.special.get(id) ?? '',
  );
  const head = await headPaths(gitDirectory, found);
  const blobs = [...found].map(([id, { seen, type }]): HistoryBlob => {
    const origin = origins.byBlob.get(id) ?? (type === 'commit' ? origins.commits.get(id) : undefined);
    return { id, type, seen, inHead: head.get(id) ?? [], ...(origin === undefined ? {} : origin) };
  });
  return { blobs, objects: wanted.length, bytes, tooLarge };
}

interface Origin {
  readonly commit: string;
  readonly date: string;
  readonly path?: string;
}

interface Origins {
  readonly byBlob: ReadonlyMap<string, Origin>;
  readonly commits: ReadonlyMap<string, Origin>;
  /** Blobs at paths where tools keep credentials. */
  readonly special: ReadonlyMap<string, string>;
}

/** One walk over all commits; only what belongs to the objects in question is kept. */
async function originsOf(gitDirectory: string, name: string, found: ReadonlyMap<string, Found>): Promise<Origins> {
  const byBlob = new Map<string, Origin>();
  const commits = new Map<string, Origin>();
  const special = new Map<string, string>();
  const log = startGit(gitDirectory, [
    'log',
    '--all',
    '--reflog',
    '--raw',
    '-z',
    '-c',
    '--root',
    '--no-renames',
    '--no-abbrev',
    '--no-ext-diff',
    '--no-textconv',
    '--no-show-signature',
    '--no-mailmap',
    '--no-color',
    '--no-notes',
    '--no-decorate',
    '--format=tformat:@%H %aI',
  ]);
  log.stdin.end();
  let commit: { readonly commit: string; readonly date: string } | undefined;
  let pending: string | undefined;
  for await (const piece of pieces(log, 0)) {
    const text = piece.replace(/^\n+/, '');
    if (pending !== undefined) {
      const origin = commit;
      if (origin !== undefined) {
        const isSpecial = credentialFileKind(text) !== undefined;
        if (isSpecial && special.size < 100_000) special.set(pending, text);
        // Newest first: the last one seen is the commit that brought it in.
        if (found.has(pending) || isSpecial) byBlob.set(pending, { ...origin, path: text });
      }
      pending = undefined;
      continue;
    }
    const head = /^@([0-9a-f]{40,64}) (\S{10,40})$/.exec(text);
    if (head !== null) {
      const time = Date.parse(head[2] ?? '');
      commit = { commit: head[1] ?? '', date: Number.isNaN(time) ? '' : new Date(time).toISOString() };
      if (found.has(commit.commit)) commits.set(commit.commit, commit);
    } else if (text.startsWith(':')) {
      // `:modes ids status`; of a merge there is an id for each parent, the last is what came of it.
      const ids = text.split(' ').filter((it) => /^[0-9a-f]{40,64}$/.test(it));
      pending = ids.at(-1) ?? '';
    }
  }
  await finishGit(log, name);
  return { byBlob, commits, special };
}

/** Where the objects in question are in HEAD; an empty repository has none. */
async function headPaths(
  gitDirectory: string,
  found: ReadonlyMap<string, Found>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const head = new Map<string, readonly string[]>();
  const tree = startGit(gitDirectory, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
  tree.stdin.end();
  for await (const entry of pieces(tree, 0)) {
    const [, id = '', path = ''] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (found.has(id)) head.set(id, [...(head.get(id) ?? []), path]);
  }
  return head;
}
