// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadRules } from '../cli/load-rules.ts';
import { namedNetworks, readSettings } from '../cli/settings-file.ts';
import { createEngine, type Enrichment } from '../detect/engine.ts';
import { buildRuleSet, type RuleSet } from '../detect/rule-set.ts';
import { createEnricher } from '../enrich/enrich.ts';
import { type InputItem, openInputs } from '../ingest/ingest.ts';
import type { RunResult } from '../model/account.ts';
import { sources } from '../sources/sources.ts';
import { runDetection } from './run.ts';
import {
  brokenElement,
  brokenLine,
  malformedValue,
  type PoolName,
  poolName,
  type Template,
  template,
} from './testing/hostile-logs.ts';
import { ruleFile } from './testing/random-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenward-screened-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = readSettings(fileURLToPath(new URL('../../examples/tokenward.yml', import.meta.url)));
const enrich = createEnricher({ networks: namedNetworks(settings) });

/** The inputs with their bytes in other pieces than the file system gives. */
async function* inPieces(paths: readonly string[], sizes: readonly number[]): AsyncGenerator<InputItem> {
  for await (const item of openInputs(paths)) {
    if (item.kind !== 'input' || sizes.length === 0) yield item;
    else {
      yield {
        ...item,
        async *chunks() {
          let turn = 0;
          for await (const chunk of item.chunks()) {
            for (let at = 0; at < chunk.byteLength; ) {
              const size = sizes[turn++ % sizes.length] ?? 65_536;
              yield chunk.slice(at, at + size);
              at += size;
            }
          }
        },
      };
    }
  }
}

/** The inputs as pipes give them: once, and of no known size. */
async function* asStreams(items: AsyncIterable<InputItem>): AsyncGenerator<InputItem> {
  for await (const item of items) {
    if (item.kind !== 'input') {
      yield item;
      continue;
    }
    const { size: _size, path: _path, ...stream } = item;
    let read = false;
    yield {
      ...stream,
      chunks() {
        if (read) throw new TypeError('a stream was read twice');
        read = true;
        return item.chunks();
      },
    };
  }
}

async function run(
  paths: readonly string[],
  {
    rules,
    screen,
    sizes = [],
    stream = false,
    by = enrich,
  }: {
    rules: RuleSet;
    screen: 'auto' | 'always' | 'never';
    sizes?: readonly number[];
    stream?: boolean;
    by?: Enrichment;
  },
): Promise<Omit<RunResult, 'elapsedMs'>> {
  const engine = createEngine({ sources, rules, enrich: by });
  const inputs = inPieces(paths, sizes);
  const options = { engine, rules, screen };
  const { elapsedMs: _elapsed, ...result } = await runDetection(stream ? asStreams(inputs) : inputs, options);
  return result;
}

/** Both ways must say the same, and the books must balance. */
async function agree(
  paths: readonly string[],
  rules: RuleSet,
  sizes: readonly number[] = [],
): Promise<RunResult['tally']> {
  const plain = await run(paths, { rules, screen: 'never' });
  const screened = await run(paths, { rules, screen: 'always', sizes });
  expect(screened).toEqual(plain);
  if (sizes.length > 0) expect(await run(paths, { rules, screen: 'always', sizes, stream: true })).toEqual(plain);
  const { read, matched, clean, unrecognised, unparsable } = plain.tally;
  expect(matched + clean + unrecognised + unparsable).toBe(read);
  return plain.tally;
}

const layouts = ['lines', 'crlf', 'records', 'array', 'pretty'] as const;

interface FileOf {
  readonly layout: (typeof layouts)[number];
  readonly places: readonly {
    readonly which: number;
    readonly wait: number;
    readonly broken: boolean;
    readonly how: number;
  }[];
  readonly end: string;
  readonly bom: boolean;
}

const fileOf: fc.Arbitrary<FileOf> = fc.record({
  layout: fc.constantFrom(...layouts),
  places: fc.array(
    fc.record({
      which: fc.nat(30),
      wait: fc.integer({ min: -2, max: 6 }),
      broken: fc.nat(15).map((it) => it === 0),
      how: fc.nat(40),
    }),
    { minLength: 1, maxLength: 90 },
  ),
  end: fc.constantFrom('', '', '\n', ' \n\n', '\u0000', '{', 'x'),
  bom: fc.nat(20).map((it) => it === 0),
});

const start = Date.parse('2026-03-02T08:00:00Z');

function write(
  { layout, places, end, bom }: FileOf,
  templates: readonly Template[],
  breaks: {
    readonly lines: readonly ((text: string) => string)[];
    readonly elements: readonly ((text: string) => string)[];
  },
  file: number,
): string {
  const array = layout === 'records' || layout === 'array' || layout === 'pretty';
  const gap = layout === 'pretty' ? '\n  ' : '';
  let time = start;
  const texts = places.map(({ which, wait, broken, how }, at) => {
    time += wait * 1000;
    const whole =
      templates[which % templates.length]?.text(`event-${file}-${at}`, new Date(time).toISOString(), gap) ?? '';
    const list = array ? breaks.elements : breaks.lines;
    return broken ? (list[how % list.length]?.(whole) ?? '') : whole;
  });
  const mark = bom ? '\uFEFF' : '';
  if (!array) return `${mark}${texts.join(layout === 'crlf' ? '\r\n' : '\n')}${end}`;
  const body = texts.join(layout === 'pretty' ? ',\n' : ',');
  return `${mark}${layout === 'records' ? `{"Records":[${body}]}` : `[${gap}${body}${gap}]`}${end}`;
}

const sizes = fc.oneof(
  fc.constant([]),
  fc.constant([65_536]),
  fc.array(fc.constantFrom(1, 7, 64, 700, 4096), { minLength: 1, maxLength: 3 }).map((rest) => [4096, ...rest]),
  fc.tuple(fc.integer({ min: 300, max: 3000 }), fc.integer({ min: 1, max: 3000 })),
);

const seed = process.env.TOKENWARD_TEST_SEED === undefined ? {} : { seed: Number(process.env.TOKENWARD_TEST_SEED) };
const numRuns = Number(process.env.TOKENWARD_TEST_RUNS ?? 60);

const world = poolName.chain((name: PoolName) =>
  fc.record({
    rules: ruleFile(name),
    templates: fc.array(template(name), { minLength: 1, maxLength: 12 }),
    // Records of another source in the same file.
    guests: poolName.chain((other) => fc.array(template(other), { maxLength: 1 })),
    files: fc.array(fileOf, { minLength: 1, maxLength: 3 }),
    lines: fc.array(brokenLine, { minLength: 1, maxLength: 8 }),
    elements: fc.array(brokenElement, { minLength: 1, maxLength: 3 }),
    malformed: fc.array(malformedValue, { minLength: 1, maxLength: 3 }),
    sizes,
  }),
);
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

let round = 0;

/** Writes the files of a world, hands them over and removes them. */
async function withFiles(
  { templates, guests, files }: World,
  breaks: Parameters<typeof write>[2],
  use: (paths: readonly string[]) => Promise<void>,
): Promise<void> {
  const here = ++round;
  const paths = files.map((file, at) => {
    const path = join(folder, `${here}-${at}.log`);
    writeFileSync(path, write(file, [...templates, ...guests], breaks, at));
    return path;
  });
  try {
    await use(paths);
  } finally {
    for (const path of paths) rmSync(path);
  }
}

test('on any records and any rules, passing records over changes nothing', async () => {
  let matched = 0;
  let clean = 0;
  await fc.assert(
    fc.asyncProperty(world, (it) =>
      withFiles(it, it, async (paths) => {
        const tally = await agree(paths, buildRuleSet([it.rules]), it.sizes);
        matched += tally.matched;
        clean += tally.clean;
      }),
    ),
    { ...seed, numRuns },
  );
  // The worlds hold both kinds, or the comparison says nothing.
  expect(Math.min(matched, clean)).toBeGreaterThan(numRuns);
});

test('malformed inside values that no rule reads: only the count of unparsable records may differ', async () => {
  await fc.assert(
    fc.asyncProperty(world, (it) =>
      withFiles(it, { lines: it.malformed, elements: it.malformed }, async (paths) => {
        const rules = buildRuleSet([it.rules]);
        const plain = await run(paths, { rules, screen: 'never' });
        const screened = await run(paths, { rules, screen: 'always', sizes: it.sizes });
        expect(screened.findings).toEqual(plain.findings);
        expect(screened.stories).toEqual(plain.stories);
        expect(screened.tally.read).toBe(plain.tally.read);
        expect(screened.tally.matched).toBe(plain.tally.matched);
        expect(screened.tally.unparsable).toBeLessThanOrEqual(plain.tally.unparsable);
      }),
    ),
    { ...seed, numRuns: Math.ceil(numRuns / 3) },
  );
});

const shipped = loadRules(settings);
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

test('on the examples with all shipped rules', async () => {
  const tally = await agree([examples], shipped);
  expect(tally.matched).toBeGreaterThan(20);
  await agree([examples], shipped, [4096, 700]);
});

const reference = join(process.env.TOKENWARD_REFERENCE_DATA ?? '../shared/data', 'logs');
test.skipIf(!existsSync(reference))('on real logs with all shipped rules', async () => {
  const tally = await agree([reference], shipped);
  expect(tally.read).toBeGreaterThan(1000);
});

test('a file longer than the buffer, a record longer than it, and many records alike', async () => {
  const record = (at: number, more: object): string =>
    JSON.stringify({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      verb: at % 7 === 0 ? 'list' : 'get',
      user: { username: `system:serviceaccount:shop:cart-${at % 9}` },
      sourceIPs: ['10.0.0.7'],
      userAgent: at % 1999 === 0 ? 'curl/8.9.1' : 'Go-http-client/2.0',
      objectRef: { resource: at % 7 === 0 ? 'secrets' : 'pods', namespace: 'shop' },
      responseStatus: { code: 200 },
      requestReceivedTimestamp: new Date(start + at * 100).toISOString(),
      ...more,
      auditID: `id-${at}`,
    });
  const rules = buildRuleSet([
    {
      file: 'rules.yml',
      text: `
title: Curl
name: curl
logsource: {product: kubernetes, service: audit}
detection: {s: {lifecycle.agent.family: curl}, condition: s}
---
title: Secrets
name: secrets
logsource: {product: kubernetes, service: audit}
detection: {s: {objectRef.resource: secrets, verb: list}, condition: s}
---
title: New agent
name: new-agent
correlation: {type: first_seen, rules: [secrets], group-by: [user.username], timespan: 30d, learning: 1m, known: 1, condition: {field: userAgent}}
`,
    },
  ]);
  const many = Array.from({ length: 26_000 }, (_it, at) => record(at, {}));
  many.splice(9_000, 0, record(9_000.5, { padding: 'x'.repeat(5 << 20) }));
  const lines = join(folder, 'long.ndjson');
  const array = join(folder, 'long.json');
  writeFileSync(lines, many.join('\n'));
  writeFileSync(array, `{"Records":[${many.join(',')}]}`);
  const tally = await agree([lines, array, lines], rules);
  expect(tally.read).toBe(3 * 26_001);
  expect(tally.matched).toBeGreaterThan(10);
  // A pipe is read the plain way first, by the scanner as soon as it pays, and the plain way again from the long record on.
  const plain = await run([lines], { rules, screen: 'never' });
  for (const sizes of [[], [900_001]]) {
    expect(await run([lines], { rules, screen: 'auto', sizes, stream: true })).toEqual(plain);
  }
});
