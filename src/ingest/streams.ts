// SPDX-License-Identifier: Apache-2.0
// Standard input and pipes, kept so that they can be read as often as files. What flows in may hold secrets: where the system
// allows it, what is kept has no name on disk, so that it is gone with the process, however that ends.
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputProblem } from '../model/account.ts';
import { toProblem } from './input.ts';
import { type OpenOptions, openInputs } from './open.ts';

/** A stream as a walk finds it; standard input has no path. */
export interface FoundStream {
  readonly name: string;
  readonly path?: string;
}

/** A stream that was read to its end: decompressed, and in UTF-8. */
export interface KeptStream {
  /** What to open; it is there until the streams are closed. */
  readonly path: string;
  readonly bytes: number;
  /** Why it broke off, where it did; or that nothing came. */
  readonly problems: readonly InputProblem[];
}

export interface Streams {
  /** Reads a stream to its end; asked again, gives what was kept. Memory stays small, whatever the size. */
  keep(found: FoundStream): Promise<KeptStream>;
  /** Where the stream of that name is kept; undefined for names of files. */
  pathOf(name: string): string | undefined;
  close(): void;
}

interface Place {
  readonly path: string;
  readonly handle: number;
  remove(): void;
}

function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, 'stream');
  const handle = openSync(path, 'wx+', 0o600);
  const nameless = `/proc/self/fd/${handle}`;
  if (!existsSync(nameless)) return { path, handle, remove };
  remove();
  return { path: nameless, handle, remove: () => {} };
}

/** Makes a keeper of streams. Close it when the last reader is done. */
export function keepStreams(options: Pick<OpenOptions, 'stdin'> = {}): Streams {
  const kept = new Map<string, KeptStream>();
  const places: Place[] = [];
  // A signal that ends the process at once ends without `close`.
  const close = (): void => {
    process.off('exit', close);
    for (const { handle, remove } of places.splice(0)) {
      closeSync(handle);
      remove();
    }
    kept.clear();
  };

  const read = async (found: FoundStream): Promise<KeptStream> => {
    if (places.length === 0) process.on('exit', close);
    const place = makePlace();
    places.push(place);
    const problems: InputProblem[] = [];
    let bytes = 0;
    for await (const item of openInputs([found.path ?? '-'], options)) {
      if (item.kind === 'problem') problems.push({ ...item.problem, position: { file: found.name } });
      if (item.kind !== 'input') continue;
      try {
        for await (const chunk of item.chunks()) {
          for (let at = 0; at < chunk.byteLength; ) at += writeSync(place.handle, chunk, at);
          bytes += chunk.byteLength;
        }
      } catch (error) {
        problems.push({ ...toProblem(error, found.name), position: { file: found.name } });
      }
    }
    if (bytes === 0 && problems.length === 0) {
      const name = found.path === undefined ? 'standard input' : found.name;
      const message = `${name} is empty: look whether the command before the pipe failed`;
      problems.push({ code: 'INPUT_EMPTY', message, position: { file: found.name } });
    }
    return { path: place.path, bytes, problems };
  };

  return {
    close,
    pathOf: (name) => kept.get(name)?.path,
    async keep(found) {
      const known = kept.get(found.name);
      if (known !== undefined) return known;
      const stream = await read(found);
      kept.set(found.name, stream);
      return stream;
    },
  };
}
