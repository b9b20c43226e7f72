// SPDX-License-Identifier: Apache-2.0
// Looks for tokens in a stream of bytes, in pieces of any size, with memory that does not grow with it.

import { type ContentKind, contentKind } from './content-kind.ts';
import type { TokenFamily } from './family.ts';
import type { Sighting, TokenFormat } from './format.ts';
import { credentialFileKind, credentialFiles, secretsOfFile } from './formats/credential-files.ts';
import { families as allFamilies } from './formats.ts';
import { createKeywordScan } from './keyword-scan.ts';
import { createPlaces, narrow } from './places.ts';

/** A token and its place. `line` and `column` are 1-based; columns count UTF-16 units, as editors do. */
export interface SeenToken {
  readonly family: string;
  readonly format: TokenFormat;
  readonly sighting: Sighting;
  readonly line: number;
  readonly column: number;
}

export interface ByteScan {
  push(bytes: Uint8Array): void;
  /** What was seen, in order of place. */
  end(): { readonly kind: ContentKind; readonly seen: readonly SeenToken[]; readonly cut: boolean };
}

export interface TokenScanner {
  /** Starts on one file. */
  open(path: string): ByteScan;
  /** Looks through a text that was taken out of another. */
  inside(text: string): SeenToken | undefined;
}

const mostSightings = 10_000;
const firstLook = 8192;
const wholeFile = 1 << 20;

interface Candidate extends SeenToken {
  readonly rank: number;
  readonly start: number;
  readonly end: number;
}

/** Of candidates that overlap, the one whose format stands first wins. */
function settle(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const it of candidates.toSorted((a, b) => a.start - b.start || a.rank - b.rank)) {
    const last = kept.at(-1);
    if (last === undefined || it.start >= last.end) kept.push(it);
    else if (it.rank < last.rank) kept[kept.length - 1] = it;
  }
  return kept;
}

export function createTokenScanner(families: readonly TokenFamily[] = allFamilies): TokenScanner {
  const formats = families.flatMap(({ id, formats: list }) => list.map((format) => ({ family: id, format })));
  const keywords = [...new Set(formats.flatMap((it) => it.format.keywords))];
  const ranked = formats.map((it, rank) => ({ ...it, rank }));
  const byKeyword = keywords.map((word) => ranked.filter((it) => it.format.keywords.includes(word)));
  const scan = createKeywordScan(keywords);
  const before = Math.max(...formats.map((it) => it.format.before ?? 8));
  const reach = Math.max(...formats.map((it) => it.format.reach ?? 400));

  function* look(bytes: Buffer, from: number, to: number, path: string): Generator<Candidate & { line: 0; column: 0 }> {
    const hits: [number, number][] = [];
    scan.run(bytes, from, to, bytes.length, (offset, keyword) => {
      hits.push([offset, keyword]);
    });
    for (const [offset, keyword] of hits) {
      for (const { family, format, rank } of byKeyword[keyword] ?? []) {
        const start = Math.max(0, offset - (format.before ?? 8));
        const text = bytes.toString('latin1', start, Math.min(bytes.length, offset + (format.reach ?? 400)));
        for (const sighting of [format.find({ text, at: offset - start, path }) ?? []].flat()) {
          const at = { start: start + sighting.start, end: start + sighting.end };
          yield { family: sighting.family ?? family, format, sighting, rank, ...at, line: 0, column: 0 };
        }
      }
    }
  }

  const inside = (text: string): SeenToken | undefined => {
    const bytes = Buffer.from(text, 'latin1');
    return settle([...look(bytes, 0, bytes.length, '')])[0];
  };

  return {
    inside,
    open(path) {
      const special = credentialFileKind(path);
      let kind: ContentKind | undefined;
      let waiting: Buffer[] = [];
      let waitingBytes = 0;
      // Units (bytes, or UTF-16 units in one byte each) that are still needed.
      let buffer: Buffer = Buffer.alloc(0);
      let from = 0;
      let dropped = 0;
      let whole: string | undefined = special === undefined ? undefined : '';
      let odd: Uint8Array | undefined;
      const candidates: Candidate[] = [];
      let cut = false;
      let places = createPlaces(false);

      const take = (units: Buffer, last: boolean): void => {
        buffer = buffer.length === 0 ? units : Buffer.concat([buffer, units]);
        if (whole !== undefined && whole.length < wholeFile)
          whole += units.toString('latin1', 0, wholeFile - whole.length);
        const to = last ? buffer.length : Math.max(from, buffer.length - reach);
        const found = [...look(buffer, from, to, path)].toSorted((a, b) => a.start - b.start);
        const cursor = places.cursor();
        for (const it of found) {
          if (candidates.length >= mostSightings) {
            cut = true;
            break;
          }
          candidates.push({ ...it, ...cursor.at(buffer, it.start), start: it.start + dropped, end: it.end + dropped });
        }
        const drop = Math.max(0, to - before);
        if (drop > 0 && !last) {
          places = places.after(buffer, drop);
          buffer = buffer.subarray(drop);
          dropped += drop;
        }
        from = to - drop;
      };

      const accept = (bytes: Buffer, last: boolean): void => {
        if (kind === 'binary' || kind === 'archive') {
          // The database of a tool holds its tokens in the clear.
          if (special !== undefined) take(bytes, last);
          return;
        }
        if (kind === 'utf-8') take(bytes, last);
        else {
          const joined: Buffer = odd === undefined ? bytes : Buffer.concat([odd, bytes]);
          odd = joined.length % 2 === 1 ? joined.subarray(-1) : undefined;
          take(narrow(joined, kind === 'utf-16be'), last);
        }
      };

      const decide = (last: boolean): void => {
        const all = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
        waiting = [];
        kind = contentKind(all);
        places = createPlaces(kind !== 'utf-8');
        accept(all, last);
      };

      return {
        push(bytes) {
          const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
          if (kind !== undefined) accept(piece, false);
          else {
            waiting.push(piece);
            waitingBytes += piece.length;
            if (waitingBytes >= firstLook) decide(false);
          }
        },
        end() {
          if (kind === undefined) decide(true);
          else accept(Buffer.alloc(0), true);
          if (special !== undefined && whole !== undefined) {
            const bytes = Buffer.from(whole, 'latin1');
            for (const sighting of secretsOfFile(special, whole)) {
              const [format] = credentialFiles.formats;
              if (format === undefined) continue;
              const place = createPlaces(kind !== 'utf-8')
                .cursor()
                .at(bytes, sighting.start);
              const { start, end } = sighting;
              candidates.push({
                family: credentialFiles.id,
                format,
                sighting,
                rank: ranked.length,
                start,
                end,
                ...place,
              });
            }
          }
          const seen = settle(candidates).map((it): SeenToken => {
            // What is wrapped is called by what is in it.
            const inner = it.sighting.wrapped === true ? inside(it.sighting.secret) : undefined;
            if (inner === undefined) return it;
            const facts = [...(inner.sighting.facts ?? []), ...(it.sighting.facts ?? [])];
            return { ...inner, sighting: { ...inner.sighting, facts }, line: it.line, column: it.column };
          });
          return { kind: kind ?? 'utf-8', seen, cut };
        },
      };
    },
  };
}
