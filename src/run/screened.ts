// SPDX-License-Identifier: Apache-2.0
// Reads an input through the scanner: most records are passed over without being parsed. Exact: what the scanner is not
// sure of goes the plain way, and a property test holds both ways equal.
import type { Engine } from '../detect/engine.ts';
import type { Facet } from '../detect/scan/facet.ts';
import { planScan } from '../detect/scan/plan.ts';
import { createScanner, type Scanner } from '../detect/scan/scanner.ts';
import { type Input, parseRecord } from '../ingest/ingest.ts';
import type { Event } from '../model/event.ts';
import type { Shape, Source } from '../model/source.ts';
import { fitsShape } from '../sources/recognise.ts';
import { openBytes } from './bytes.ts';
import type { Ledger } from './ledger.ts';
import { createPlainLines } from './plain-lines.ts';
import type { Reader } from './reader.ts';
import type { Rereader } from './reread.ts';
import { sampleRecords } from './sample.ts';
import { InputScan, type ScannedBy } from './scan-input.ts';

/** Where it is not done, the input must be read the plain way from its start, passing over the first `skip` records. */
export interface Outcome {
  readonly done: boolean;
  readonly skip: number;
}

export interface Screen {
  read(input: Input, onBytes: (bytes: number) => void): Promise<Outcome>;
  /** First and last event times of records passed over. */
  spans(): readonly { readonly first: number; readonly last: number }[];
}

interface Prepared extends ScannedBy {
  readonly shape: Shape;
  scanner: Scanner;
  facets: readonly Facet[];
  /** Facets whose texts turned out too varied. */
  readonly avoid: Facet[];
  /** Records looked at of late, as bytes: what a better plan would be made on. */
  readonly recent: Uint8Array[];
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

/** Where the plain way stopped in a stream. */
interface Lead {
  /** Lines that it has read last. */
  readonly sample: Uint8Array<ArrayBuffer>;
  /** Bytes that were pulled and not read, with their line and offset. */
  readonly rest: Uint8Array<ArrayBuffer>;
  readonly line: number;
  readonly offset: number;
}

const startOver: Outcome = { done: false, skip: 0 };
const done: Outcome = { done: true, skip: 0 };
const feed = 0x0a;

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
      prepared.set(name, {
        source,
        shape,
        scanner: createScanner(plan, engine),
        facets: plan.facets,
        avoid: [],
        recent: [],
        passed: 0,
        looked: 0,
        plans: 1,
        note(buffer, start, end) {
          if (this.looked++ % oneOf !== 0 || this.plans > mostPlans) return;
          this.recent[((this.looked / oneOf) % peeked) | 0] = buffer.slice(start, end);
        },
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
      if (!array && input.format !== 'ndjson') return startOver;
      // A stream cannot be started over. Between lines the plain way can go on instead.
      const stream = input.size === undefined;
      if (stream && array) return startOver;
      const size = (input.size ?? 0) * (input.compressed ? perCompressed : 1);
      if (!stream && hasToPay && unscreened + size < leastToPay) {
        unscreened += size;
        return startOver;
      }
      const bytes = openBytes(input);
      const number = rereader.add(input, bytes.file);
      let failure: { readonly error: unknown } | undefined;
      const pull = async (into: Uint8Array, at: number): Promise<number> => {
        try {
          return await bytes.pull(into, at);
        } catch (error) {
          // What came before the failure is read to its end first, as the plain way does.
          failure = { error };
          return 0;
        }
      };
      const finish = (outcome: Outcome): Outcome => {
        if (failure !== undefined) throw failure.error;
        return outcome;
      };

      /** Reads lines of a stream the plain way: `rest` and what follows it, to the end or until `least` bytes have come. */
      async function readLines(
        { line, offset }: Pick<Lead, 'line' | 'offset'>,
        rest: Uint8Array,
        least: number,
      ): Promise<Lead | undefined> {
        const plain = createPlainLines(reader, input.name, line, offset);
        const block = new Uint8Array(headBytes);
        plain.push(rest);
        let seen = rest.length;
        for (let many = await pull(block, 0); many > 0; many = await pull(block, 0)) {
          onBytes(many);
          seen += many;
          const whole = seen < least ? 0 : block.subarray(0, many).lastIndexOf(feed) + 1;
          plain.push(block.subarray(0, whole === 0 ? many : whole));
          if (whole === 0) continue;
          const left = block.slice(whole, many);
          return { sample: block.slice(0, whole), rest: left, line: plain.line, offset: offset + seen - left.length };
        }
        plain.end();
        return undefined;
      }

      async function begin(): Promise<Lead | undefined> {
        const start = { line: 1, offset: 0 };
        if (stream && hasToPay) return await readLines(start, new Uint8Array(0), leastToPay);
        const head = new Uint8Array(headBytes);
        const first = await pull(head, 0);
        if (first === 0) return undefined;
        onBytes(first);
        return { ...start, sample: head.subarray(0, first), rest: head.subarray(0, first) };
      }

      try {
        const lead = await begin();
        if (lead === undefined) return finish(done);
        const head = lead.rest;
        const ready = prepare(lead.sample, input);
        if (ready === undefined) {
          if (!stream) return startOver;
          await readLines(lead, head, Number.POSITIVE_INFINITY);
          return finish(done);
        }
        const { line, offset } = lead;
        const scan = new InputScan(input, { number, line, offset }, { ledger, reader, rereader });
        if (array) {
          const start = arrayStart.exec(
            Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString('latin1'),
          );
          if (start === null) return startOver;
          scan.from = start[0].length;
        } else if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) scan.from = 3;
        ready.scanner.buffer.set(head);
        scan.have = head.length;
        const takeOver = async (): Promise<Outcome> => {
          if (!stream) return { done: false, skip: scan.records };
          const { buffer } = ready.scanner;
          await readLines(scan.place(buffer), buffer.slice(scan.from, scan.have), Number.POSITIVE_INFINITY);
          return finish(done);
        };
        const isTail = (): boolean => {
          const { buffer } = ready.scanner;
          const rest = Buffer.from(buffer.buffer, buffer.byteOffset + scan.from, scan.have - scan.from);
          return arrayTail.test(rest.toString('latin1'));
        };
        for (let many = 1; many > 0; scan.have += many) {
          if (scan.ended) {
            if (!isTail()) return await takeOver();
          } else {
            if (!scan.pass(ready, false)) return await takeOver();
            improve(ready, scan.have);
          }
          scan.makeRoom(ready.scanner.buffer, headBytes);
          many = await pull(ready.scanner.buffer, scan.have);
          if (many > 0) onBytes(many);
        }
        if (!scan.ended && !scan.pass(ready, true)) return await takeOver();
        if (array && !scan.ended) return { done: false, skip: scan.records };
        return finish({ done: isTail(), skip: scan.records });
      } finally {
        await bytes.close();
      }
    },
  };
}
