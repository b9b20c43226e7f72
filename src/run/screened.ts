// SPDX-License-Identifier: Apache-2.0
// Reads an input through the scanner: most records are passed over without being parsed. Exact: what the scanner is not
// sure of goes the plain way, and a property test holds both ways equal.
import type { Engine } from '../detect/engine.ts';
import { type Facet, planScan } from '../detect/scan/plan.ts';
import { bufferSize, createScanner, type Glimpses, type Scanner } from '../detect/scan/scanner.ts';
import { createSplitter, type Input, parseRecord } from '../ingest/ingest.ts';
import type { Event } from '../model/event.ts';
import type { Shape, Source } from '../model/source.ts';
import { fitsShape } from '../sources/recognise.ts';
import { openBytes } from './bytes.ts';
import type { Ledger } from './ledger.ts';
import type { Reader } from './reader.ts';
import { hashOfRecord, type Rereader } from './reread.ts';
import { sampleRecords } from './sample.ts';

export interface Screen {
  /** False where the input must be read the plain way from its start, passing over the first `skip` records. */
  read(input: Input, onBytes: (bytes: number) => void): Promise<{ readonly done: boolean; readonly skip: number }>;
  /** First and last event times of records passed over. */
  spans(): readonly { readonly first: number; readonly last: number }[];
}

interface Prepared {
  readonly source: Source;
  readonly shape: Shape;
  scanner: Scanner;
  facets: readonly Facet[];
  /** Facets whose texts turned out too varied. */
  readonly avoid: Facet[];
  /** Records looked at of late, as bytes: what a better plan would be made on. */
  readonly recent: Uint8Array[];
  passed: number;
  looked: number;
  plans: number;
}

const arrayStart = /^(?:\uFEFF|\u00EF\u00BB\u00BF)?\s*(?:\{\s*"(?:Records|records|value)"\s*:\s*)?\[/;
const arrayTail = /^\s*\}?\s*$/;
/** Bytes that are read the plain way first where the screen has to pay: to plan and warm up a scanner takes about as long. */
const leastToPay = 4 << 20;
/** Bytes of a log to one that it takes compressed, about. */
const perCompressed = 10;
/** Bytes that the first look at an input takes. */
const headBytes = 1 << 20;
/** Records looked at to learn what a file holds. */
const peeked = 144;
/** Records after which a plan is first judged (later after four times as many), the share that may be looked at, and how often it may be made anew. */
const period = 16_384;
const acceptable = 0.06;
const mostPlans = 4;
const feed = 0x0a;

/** Counts line breaks up to an offset, each byte once. */
function createLines(): {
  at(buffer: Uint8Array, position: number): number;
  move(buffer: Uint8Array, position: number): void;
} {
  let line = 1;
  let counted = 0;
  const count = (buffer: Uint8Array, position: number): void => {
    const view = Buffer.from(buffer.buffer, buffer.byteOffset, position);
    for (let at = view.indexOf(feed, counted); at !== -1; at = view.indexOf(feed, at + 1)) line++;
    counted = Math.max(counted, position);
  };
  return {
    at(buffer, position) {
      count(buffer, position);
      return line;
    },
    move(buffer, position) {
      count(buffer, position);
      counted = 0;
    },
  };
}

/** Of so many records looked at one is kept to plan on. */
const oneOf = 8;

/**
 * Makes a screen for one run; scanners are kept from file to file.
 *
 * @param rereader - where the engine puts events off: reads them again
 * @param hasToPay - leave small inputs to the plain way
 */
export function createScreen(
  engine: Engine,
  ledger: Ledger,
  reader: Reader,
  rereader: Rereader,
  hasToPay: boolean,
): Screen {
  const prepared = new Map<string, Prepared | undefined>();
  const spans: { readonly first: number; readonly last: number }[] = [];
  let unscreened = 0;

  /** The scanner for the first records of an input. */
  function prepare(head: Uint8Array, input: Input): Prepared | undefined {
    let first: { readonly source: Source; readonly shape: Shape; readonly name: string } | undefined;
    const sample: Event[] = [];
    for (const bytes of sampleRecords(input, head.slice(), peeked)) {
      const parsed = parseRecord(bytes);
      if (!parsed.ok) continue;
      const found = engine.recognise(parsed.record);
      const shape = found?.source.shapes.find((it) => fitsShape(parsed.record, it));
      if (found === undefined || shape === undefined) continue;
      first ??= { source: found.source, shape, name: `${found.source.id} ${found.source.shapes.indexOf(shape)}` };
      if (prepared.has(first.name)) return prepared.get(first.name);
      if (found.source !== first.source) continue;
      const event = engine.event(found.source, parsed.record, { file: '', line: 1, offset: 0 });
      if (event !== undefined) sample.push(event);
    }
    if (first === undefined) return undefined;
    const { source, shape, name } = first;
    const plan = planScan(source, shape, engine.rulesFor(source), sample);
    if (plan !== undefined) {
      const scanner = createScanner(plan, engine);
      prepared.set(name, {
        source,
        shape,
        scanner,
        facets: plan.facets,
        avoid: [],
        recent: [],
        passed: 0,
        looked: 0,
        plans: 1,
      });
    } else prepared.set(name, undefined);
    return prepared.get(name);
  }

  /**
   * The first records of a log need not be like the rest. Where too many are looked at, the plan is made anew on those.
   * Then there is a new scanner, with `buffer[0, have)` copied over.
   */
  function improve(it: Prepared, have: number): void {
    const all = it.passed + it.looked;
    if (all < period * 4 ** (it.plans - 1) || it.plans > mostPlans) return;
    const poor = it.looked > all * acceptable;
    it.passed = 0;
    it.looked = 0;
    if (!poor || it.recent.length < peeked / 2) return;
    const { source, shape, scanner } = it;
    const recent = it.recent.flatMap((bytes) => {
      const parsed = parseRecord(bytes);
      return (parsed.ok ? engine.event(source, parsed.record, { file: '', line: 1, offset: 0 }) : undefined) ?? [];
    });
    it.avoid.push(...scanner.explain().givenUp);
    const kept = it.facets.filter((facet) => !it.avoid.includes(facet));
    const plan = planScan(source, shape, engine.rulesFor(source), recent, { kept, avoid: it.avoid });
    it.recent.length = 0;
    it.plans++;
    if (plan === undefined || plan.facets.length === kept.length) return;
    spans.push(scanner.span());
    it.scanner = createScanner(plan, engine);
    it.facets = plan.facets;
    it.scanner.buffer.set(scanner.buffer.subarray(0, have));
  }

  return {
    spans: () => [...spans, ...[...prepared.values()].flatMap((it) => (it === undefined ? [] : [it.scanner.span()]))],
    async read(input, onBytes) {
      const array = input.format === 'json-array';
      if (!array && input.format !== 'ndjson') return { done: false, skip: 0 };
      if (input.size === undefined) return { done: false, skip: 0 };
      const size = input.size * (input.compressed ? perCompressed : 1);
      if (hasToPay && unscreened + size < leastToPay) {
        unscreened += size;
        return { done: false, skip: 0 };
      }
      let ready: Prepared | undefined;
      let have = 0;
      let base = 0;
      let records = 0;
      let from = 0;
      let ended = false;
      const lines = createLines();
      const file = input.name;
      let number = 0;

      /** Scans what is in the buffer. False where the plain way must take over. */
      function pass(it: Prepared, last: boolean): boolean {
        const { source, scanner } = it;
        const buffer = scanner.buffer;
        const keep = (start: number, end: number): void => {
          records++;
          if (it.looked++ % oneOf !== 0 || it.plans > mostPlans) return;
          it.recent[((it.looked / oneOf) % peeked) | 0] = buffer.slice(start, end);
        };
        const look = (start: number, end: number) => {
          keep(start, end);
          return reader.bytes(file, buffer.subarray(start, end), lines.at(buffer, start), base + start);
        };
        const glimpses: Glimpses = {
          placeOf: (start, end) => ({
            input: number,
            offset: base + start,
            length: end - start,
            line: lines.at(buffer, start),
            hash: hashOfRecord(buffer.subarray(start, end)),
          }),
          glimpsed(start, end, time, place) {
            if (place !== undefined) rereader.keep(place, buffer.subarray(start, end));
            keep(start, end);
            ledger.clean(source.id, time);
          },
        };
        for (;;) {
          const { at, stop, clean } = scanner.scan(
            from,
            have,
            { array, last },
            look,
            rereader.hasRoom(number) ? glimpses : undefined,
          );
          records += clean;
          it.passed += clean;
          ledger.passed(source.id, clean);
          from = at;
          if (stop === 'array-end') {
            ended = true;
            return true;
          }
          if (stop === 'end') return true;
          if (stop === 'partial') {
            if (array && last) return false;
            if (!last) return from > 0 || have < buffer.length;
          }
          if (array) return false;
          // One line that the scanner does not understand: the plain way reads it, the scanner goes on behind it.
          const view = Buffer.from(buffer.buffer, buffer.byteOffset, have);
          const stopAt = view.indexOf(feed, from);
          if (stopAt === -1 && !last) return from > 0 || have < buffer.length;
          const to = stopAt === -1 ? have : stopAt + 1;
          const splitter = createSplitter('ndjson', {});
          const line = lines.at(buffer, from);
          for (const slices of [splitter.push(buffer.slice(from, to)), splitter.end()]) {
            for (const slice of slices) {
              records++;
              reader.slice(file, { ...slice, line: slice.line + line - 1, offset: slice.offset + base + from });
            }
          }
          from = to;
        }
      }

      let failure: { readonly error: unknown } | undefined;
      const bytes = openBytes(input);
      number = rereader.add(input, bytes.file);
      try {
        const head = new Uint8Array(headBytes);
        const first = await bytes.pull(head, 0);
        if (first === 0) return { done: true, skip: 0 };
        ready = prepare(head.subarray(0, first), input);
        if (ready === undefined) return { done: false, skip: 0 };
        if (array) {
          const start = arrayStart.exec(Buffer.from(head.buffer, 0, Math.min(first, 4096)).toString('latin1'));
          if (start === null) return { done: false, skip: 0 };
          from = start[0].length;
        } else if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) from = 3;
        ready.scanner.buffer.set(head.subarray(0, first));
        have = first;
        for (let many = first; many > 0; ) {
          onBytes(many);
          if (ended) {
            const { buffer } = ready.scanner;
            if (!arrayTail.test(Buffer.from(buffer.buffer, buffer.byteOffset + from, have - from).toString('latin1'))) {
              return { done: false, skip: records };
            }
          } else {
            if (!pass(ready, false)) return { done: false, skip: records };
            improve(ready, have);
          }
          const { buffer } = ready.scanner;
          if (from > 0 && have + headBytes > bufferSize) {
            lines.move(buffer, from);
            buffer.copyWithin(0, from, have);
            base += from;
            have -= from;
            from = 0;
          }
          try {
            many = await bytes.pull(buffer, have);
          } catch (error) {
            // What came before the failure is read to its end first, as the plain way does.
            failure = { error };
            many = 0;
          }
          have += many;
        }
      } finally {
        await bytes.close();
      }
      if (!ended && !pass(ready, true)) return { done: false, skip: records };
      if (array && !ended) return { done: false, skip: records };
      if (failure !== undefined) throw failure.error;
      const buffer = ready.scanner.buffer;
      const tail = Buffer.from(buffer.buffer, buffer.byteOffset + from, have - from).toString('latin1');
      return { done: arrayTail.test(tail), skip: records };
    },
  };
}
