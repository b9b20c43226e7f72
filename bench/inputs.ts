// SPDX-License-Identifier: Apache-2.0
// The pinned inputs: written once, and again when the generator has changed.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { type BenchSource, generateBenchInput } from '../src/lab/bench-input.ts';

export const dataFolder = fileURLToPath(new URL('data/', import.meta.url));
const labFolder = fileURLToPath(new URL('../src/lab/', import.meta.url));
const seed = 20_261_123;

export interface BenchInput {
  readonly name: BenchSource;
  readonly path: string;
  readonly events: number;
  readonly bytes: number;
}

/** Hash of the generator's source: another generator makes another input. */
function generatorVersion(): string {
  const hash = createHash('sha256');
  const files = readdirSync(labFolder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  for (const name of files.toSorted()) hash.update(name).update(readFileSync(join(labFolder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Writes pieces to a file in blocks of about a megabyte; `end` follows each piece. */
export async function writePieces(path: string, pieces: Iterable<string>, end: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const out = createWriteStream(path);
  const closed = once(out, 'close');
  let block: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    block.push(piece, end);
    size += piece.length;
    if (size < 1 << 20) continue;
    if (!out.write(block.join(''))) await once(out, 'drain');
    block = [];
    size = 0;
  }
  out.end(block.join(''));
  await closed;
}

/** The input of a source with so many events, from `folder` or made there, with its gzip file (`.gz`) beside it. */
export async function ensureInput(name: BenchSource, events: number, folder = dataFolder): Promise<BenchInput> {
  const path = join(folder, `${name}-${events}.${name === 'cloudtrail' ? 'json' : 'ndjson'}`);
  const stamp = `${path}.version`;
  const version = `${generatorVersion()} seed ${seed}, with gzip\n`;
  if (!existsSync(path) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    rmSync(stamp, { force: true });
    await writePieces(path, generateBenchInput(name, events, seed), name === 'cloudtrail' ? '' : '\n');
    await pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`));
    writeFileSync(stamp, version);
  }
  return { name, path, events, bytes: statSync(path).size };
}
