// SPDX-License-Identifier: Apache-2.0
// Files and folders through the scanner, and the repositories among them.
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { type EntryRule, find, keepStreams, type Streams, toProblem } from '../ingest/ingest.ts';
import type { InputProblem } from '../model/account.ts';
import { credentialFileKind } from './formats/credential-files.ts';
import { type HistoryResult, scanHistory } from './git-history.ts';
import { hasGit } from './git-process.ts';
import { createTokenScanner, type SeenToken } from './scan-bytes.ts';

export interface ScanOptions {
  /** Default: the working directory. */
  readonly cwd?: string;
  /** Whether the history of repositories is read; default true. */
  readonly history?: boolean;
  /** Files and objects over this size are named, not read; default 4 GiB for files, 64 MiB for objects of git. */
  readonly maxFileBytes?: number;
  readonly maxObjectBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly files: number; readonly bytes: number }) => void;
  /** Keeps standard input and pipes for whoever reads them after this; by default they are let go at the end. */
  readonly streams?: Streams;
}

export interface ScannedFile {
  readonly name: string;
  readonly modifiedAt: string;
  readonly seen: readonly SeenToken[];
  /** A store of a tool that was recognised by its path and holds what cannot be read. */
  readonly store?: string;
}

export interface ScanResult {
  readonly files: readonly ScannedFile[];
  readonly histories: readonly (HistoryResult & { readonly repository: string })[];
  /** What was not looked into, and why. */
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
  readonly problems: readonly InputProblem[];
  readonly read: number;
  /** Binary files. */
  readonly passedOver: number;
  readonly bytes: number;
  readonly interrupted: boolean;
}

const chunkBytes = 1 << 20;

const rule: EntryRule = (entry) =>
  /^(?:\.git|\.hg|\.svn|node_modules|\.venv|__pycache__|\.runtime|\.lab)$/.test(entry) ? 'pass-over' : 'read';

/** The `.git` folder of a working tree or the bare repository at a path; also where a worktree's `.git` file points to. */
export function gitDirectoryOf(folder: string): string | undefined {
  const inside = join(folder, '.git');
  if (existsSync(inside)) {
    const stats = statSync(inside);
    if (stats.isDirectory()) return existsSync(join(inside, 'HEAD')) ? inside : undefined;
    // A worktree or submodule has a short file that says where its repository is; a pipe would be waited for for ever.
    if (!stats.isFile() || stats.size > 4096) return undefined;
    const pointer = /^gitdir: (.+)$/m.exec(readFileSync(inside, 'utf8'))?.[1]?.trim();
    const target = pointer === undefined ? undefined : resolve(folder, pointer);
    return target !== undefined && existsSync(join(target, 'HEAD')) ? target : undefined;
  }
  const bare =
    existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects')) && existsSync(join(folder, 'refs'));
  return bare ? folder : undefined;
}

/** Looks through files, folders, and the histories of the repositories there. */
export async function scanFiles(paths: readonly string[], options: ScanOptions = {}): Promise<ScanResult> {
  const cwd = options.cwd ?? process.cwd();
  const scanner = createTokenScanner();
  const files: ScannedFile[] = [];
  const unread: { readonly name: string; readonly reason: string }[] = [];
  const problems: InputProblem[] = [];
  const repositories = new Map<string, string>();
  const looked = new Set<string>();
  const chunk = Buffer.alloc(chunkBytes);
  let read = 0;
  let passedOver = 0;
  let bytes = 0;

  const scanFile = (name: string, path: string, below: string): void => {
    const handle = openSync(path, 'r');
    try {
      const stats = fstatSync(handle);
      if (stats.size > (options.maxFileBytes ?? 2 ** 32)) {
        unread.push({ name, reason: `${stats.size} bytes are more than the limit: cut it, or name a higher limit` });
        return;
      }
      const scan = scanner.open(below);
      let position = 0;
      while (position < stats.size) {
        const many = readSync(handle, chunk, 0, Math.min(chunkBytes, stats.size - position), position);
        if (many === 0) break;
        position += many;
        scan.push(Buffer.from(chunk.subarray(0, many)));
        if (options.signal?.aborted === true) break;
      }
      bytes += position;
      read++;
      const { kind, seen, cut } = scan.end();
      const special = credentialFileKind(below);
      if (kind === 'archive')
        unread.push({ name, reason: 'an archive or compressed file: unpack it and audit the folder' });
      if (kind === 'binary' && special === undefined) passedOver++;
      if (cut) unread.push({ name, reason: 'more than 10,000 tokens: only the first were kept' });
      const store =
        special !== undefined && special.values === undefined && seen.length === 0 ? special.what : undefined;
      if (seen.length > 0 || store !== undefined) {
        const modifiedAt = new Date(Math.trunc(stats.mtimeMs)).toISOString();
        files.push({ name, modifiedAt, seen, ...(store === undefined ? {} : { store }) });
      }
    } finally {
      closeSync(handle);
    }
  };

  const noteRepository = (folder: string, name: string): void => {
    if (looked.has(folder)) return;
    looked.add(folder);
    const directory = gitDirectoryOf(folder);
    if (directory !== undefined && !repositories.has(directory)) repositories.set(directory, name);
  };

  for (const path of paths) {
    if (path === '-') continue;
    const absolute = resolve(cwd, path);
    if (existsSync(absolute) && statSync(absolute).isDirectory()) {
      noteRepository(absolute, path.replace(/(?<=.)[/\\]+$/, ''));
    }
  }
  const tryFile = (name: string, path: string, below: string): void => {
    try {
      scanFile(name, path, below);
    } catch (error) {
      problems.push(toProblem(error, name));
    }
    options.onProgress?.({ files: read, bytes });
  };
  const streams = options.streams ?? keepStreams();
  const seenStreams = new Set<string>();
  try {
    for await (const found of find(paths, cwd, rule)) {
      if (options.signal?.aborted === true) break;
      if (found.kind === 'problem') problems.push(found.problem);
      if ((found.kind === 'stdin' || found.kind === 'pipe') && !seenStreams.has(found.name)) {
        seenStreams.add(found.name);
        const kept = await streams.keep(found);
        problems.push(...kept.problems);
        if (kept.bytes > 0) tryFile(found.name, kept.path, '');
      }
      if (found.kind !== 'file') continue;
      noteRepository(dirname(found.path), dirname(found.name));
      // The database of a bare repository is read as history.
      if ([...repositories.keys()].some((it) => found.path.startsWith(`${it}${sep}`))) continue;
      tryFile(found.name, found.path, found.path.split(sep).join('/'));
    }
  } finally {
    if (options.streams === undefined) streams.close();
  }
  const histories: (HistoryResult & { readonly repository: string })[] = [];
  const git = options.history !== false && repositories.size > 0 ? hasGit() : false;
  for (const [directory, repository] of repositories) {
    if (options.history === false || options.signal?.aborted === true) break;
    if (!git) {
      unread.push({ name: repository, reason: 'git is not installed, so the history was not read' });
      continue;
    }
    try {
      const result = await scanHistory(directory, repository, scanner, {
        maxBytes: options.maxObjectBytes ?? 64 << 20,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      histories.push({ ...result, repository });
      bytes += result.bytes;
      if (result.tooLarge.length > 0) {
        unread.push({
          name: repository,
          reason: `${result.tooLarge.length} objects of its history are over the size limit`,
        });
      }
      if (existsSync(join(directory, 'shallow'))) {
        unread.push({ name: repository, reason: 'a shallow clone: fetch the rest with `git fetch --unshallow`' });
      }
    } catch (error) {
      problems.push(toProblem(error, repository));
    }
    options.onProgress?.({ files: read, bytes });
  }
  return { files, histories, unread, problems, read, passedOver, bytes, interrupted: options.signal?.aborted === true };
}
