// SPDX-License-Identifier: Apache-2.0
// node bench/looks.ts FILE: how many records the screen hands to the plain engine, and which rules ask for them.
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { planScan } from '../src/detect/scan/plan.ts';
import { createScanner } from '../src/detect/scan/scanner.ts';
import { type Input, openInputs, parseRecord } from '../src/ingest/ingest.ts';
import { sampleRecords } from '../src/run/sample.ts';
import { fitsShape } from '../src/sources/recognise.ts';
import { load } from './engine.ts';

const headBytes = 1 << 20;
/** Records that the plan is laid out on; as many as in a run. */
const sampled = 144;

interface Count {
  looks: number;
  /** Looks that this rule alone asked for. */
  alone: number;
}

async function inputOf(path: string): Promise<Input> {
  for await (const item of openInputs([path])) if (item.kind === 'input') return item;
  throw new TypeError(`${path} cannot be read`);
}

function planFor(file: number, input: Input) {
  const { engine } = load();
  const head = Buffer.alloc(headBytes);
  const have = readSync(file, head, 0, headBytes, 0);
  const records = sampleRecords(input, head.subarray(0, have), sampled).flatMap((bytes) => {
    const parsed = parseRecord(bytes);
    return parsed.ok ? [parsed.record] : [];
  });
  const [first] = records;
  const found = first === undefined ? undefined : engine.recognise(first);
  const shape = found?.source.shapes.find((it) => first !== undefined && fitsShape(first, it));
  if (found === undefined || shape === undefined) throw new TypeError('no source knows the first record');
  const sample = records.flatMap((it) => engine.event(found.source, it, { file: '', line: 1, offset: 0 }) ?? []);
  const plan = planScan(found.source, shape, engine.rulesFor(found.source), sample);
  if (plan === undefined) throw new TypeError('these rules cannot be screened');
  return { engine, plan, start: input.format === 'json-array' ? head.indexOf('[') + 1 : 0 };
}

/** Scans a file (NDJSON, or one array as CloudTrail writes it) and tells what the screen let through. */
function looksOf(input: Input, path: string): string {
  const array = input.format === 'json-array';
  const file = openSync(path, 'r');
  try {
    const { engine, plan, start } = planFor(file, input);
    // Nothing is read again here: what was put off is only counted.
    engine.postpone(() => undefined);
    const scanner = createScanner(plan, engine);
    const byRule = new Map<string, Count>();
    let looks = 0;
    let parsed = 0;
    let fresh = 0;
    let passed = 0;
    let inside = 0;
    const count = (): void => {
      looks++;
      const { wanted, unknown } = scanner.explain();
      if (unknown !== 0) fresh++;
      for (const key of wanted) {
        const rule = byRule.get(key) ?? { looks: 0, alone: 0 };
        rule.looks++;
        if (wanted.length === 1) rule.alone++;
        byRule.set(key, rule);
      }
    };
    const glimpses = {
      placeOf: (from: number, to: number) => ({ input: 0, offset: from, length: to - from, line: 1, hash: 0 }),
      glimpsed: count,
    };
    const look = (from: number, to: number) => {
      const entered = performance.now();
      count();
      parsed++;
      const text = Buffer.from(scanner.buffer.buffer, scanner.buffer.byteOffset + from, to - from).toString();
      const verdict = engine.record(JSON.parse(text), { file: path, line: 1, offset: from });
      inside += performance.now() - entered;
      return verdict.kind === 'matched' || verdict.kind === 'clean' ? verdict : undefined;
    };
    const started = performance.now();
    let have = 0;
    let from = start;
    for (let place = 0; ; ) {
      const buffer = scanner.buffer;
      const many = readSync(file, buffer, have, buffer.length - have, place);
      place += many;
      have += many;
      const { at, stop, clean } = scanner.scan(from, have, { array, last: many === 0 }, look, glimpses);
      passed += clean;
      if (many === 0 || stop === 'array-end' || stop === 'irregular') break;
      buffer.copyWithin(0, at, have);
      have -= at;
      from = 0;
    }
    const all = performance.now() - started;
    const share = ((100 * looks) / Math.max(1, looks + passed)).toFixed(2);
    const rows = [...byRule].toSorted((a, b) => b[1].looks - a[1].looks).slice(0, 30);
    return [
      `${looks + passed} records: ${passed} passed over, ${looks} looked at (${share} %), ${fresh} of them with a text new to a facet, ${parsed} of them parsed`,
      `${Math.round(all - inside)} ms scanning and glancing, ${Math.round(inside)} ms in the plain engine`,
      '',
      `${plan.units.length} rules, ${plan.novelties.flatMap((it) => it.rules).length} of them settled by first times; facets (paths of a record):`,
      ...plan.facets.map((facet) => `  ${facet.parts.join(' + ')}`),
      `facets given up, as their texts hardly come twice: ${
        scanner
          .explain()
          .givenUp.map((facet) => facet.parts.join(' + '))
          .join(', ') || 'none'
      }`,
      '',
      'looks     alone     rule',
      ...rows.map(([key, count]) => `${String(count.looks).padEnd(9)} ${String(count.alone).padEnd(9)} ${key}`),
    ].join('\n');
  } finally {
    closeSync(file);
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node bench/looks.ts FILE');
  process.exitCode = 2;
} else {
  console.log(looksOf(await inputOf(path), path));
}
