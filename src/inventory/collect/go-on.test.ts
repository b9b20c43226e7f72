// SPDX-License-Identifier: Apache-2.0
// Runs that were interrupted, and that met failures: what is saved in the end is the same.
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { runCollector } from './run-collector.ts';
import { linesOf, newFolder, request } from './testing/collecting.ts';
import type { Fault, ScriptedServer } from './testing/scripted-server.ts';
import { failure, quick, startThings } from './testing/things-api.ts';

let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(...args: Parameters<typeof startThings>): Promise<string> {
  server = await startThings(...args);
  return server.origin;
}

describe('a collection that was interrupted', () => {
  it('goes on behind what is there', async () => {
    const origin = await start((path) => (path === '/things/4/parts' && down ? { kind: 'hang-up' } : undefined));
    let down = true;
    const asked = request(origin, { concurrency: 2 });
    await failure(runCollector(asked));
    down = false;
    // What the end of a process cut off.
    appendFileSync(join(asked.folder, 'github.pages.jsonl'), '{"path":"/things/4/parts","at":"20');
    const before = server?.requests.length ?? 0;
    const result = await runCollector({ ...asked, concurrency: 5 });
    expect(result).toMatchObject({ pages: 10, kept: 6 });
    expect(
      server?.requests
        .slice(before)
        .map((it) => it.path)
        .toSorted(),
    ).toEqual([4, 5, 6, 7].map((n) => `/things/${n}/parts`));
    const whole = await runCollector(request(origin));
    expect(linesOf(result.file)).toEqual(linesOf(whole.file));
  });

  it('stops when it is told to, and says so', async () => {
    const stop = new AbortController();
    const origin = await start((path) => {
      if (path === '/things/2/parts') stop.abort();
      return undefined;
    });
    const result = await runCollector(request(origin, { signal: stop.signal, concurrency: 1 }));
    expect(result).toMatchObject({ interrupted: true, pages: 3 });
    expect(linesOf(result.file)).toHaveLength(4);
  });

  it('makes the calls again that failed last', async () => {
    let down = true;
    const origin = await start((path) =>
      /parts|page=3/.test(path) && down ? { kind: 'status', status: 500 } : undefined,
    );
    const asked = request(origin);
    await failure(runCollector(asked));
    down = false;
    const result = await runCollector(asked);
    const whole = await runCollector(request(origin));
    expect(linesOf(result.file)).toEqual(linesOf(whole.file));
  });

  it('refuses to mix options, and starts anew when it is told to, or the last one has ended', async () => {
    const origin = await start((path) => (path === '/things/4/parts' && down ? { kind: 'hang-up' } : undefined));
    let down = true;
    const asked = request(origin);
    await failure(runCollector(asked));
    down = false;
    const other = { ...asked, options: { ...asked.options, organisation: 'another' } };
    expect((await failure(runCollector(other))).message).toContain('--fresh');
    expect(await runCollector({ ...other, fresh: true })).toMatchObject({ pages: 10, kept: 0 });
    expect(await runCollector(asked)).toMatchObject({ pages: 10, kept: 0 });
  });

  it('writes through no link', async () => {
    const origin = await start();
    const folder = newFolder();
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'mine'), 'mine');
    symlinkSync(join(folder, 'mine'), join(folder, 'out', 'github.pages.jsonl'));
    await expect(runCollector(request(origin, { folder: join(folder, 'out') }))).rejects.toThrow();
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
  });
});

describe('with any schedule of failures', () => {
  const fault = fc.constantFrom<Fault>(
    { kind: 'cut' },
    { kind: 'half-json' },
    { kind: 'hang-up' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, headers: { 'retry-after': '3' } },
    { kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1780272100' } },
  );

  it('the saved pages are those of the quiet run', async () => {
    const quiet = await runCollector(request(await start()));
    const expected = linesOf(quiet.file);
    await server?.close();
    const schedule = fc.dictionary(
      fc.constantFrom('/things', '/things?page=2', '/others', '/things/2/parts', '/things/7/parts'),
      fc.array(fault, { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(schedule, fc.integer({ min: 1, max: 6 }), async (faults, concurrency) => {
        const origin = await start((path, n) => faults[path]?.[n]);
        const result = await runCollector(request(origin, { concurrency, patience: quick }));
        await server?.close();
        expect(linesOf(result.file)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('and so they are after any number of interruptions', async () => {
    const quiet = await runCollector(request(await start()));
    const expected = linesOf(quiet.file);
    await server?.close();
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 4 }), async (after, concurrency) => {
        let stop = new AbortController();
        let left = Number.POSITIVE_INFINITY;
        const origin = await start(() => {
          left--;
          if (left === 0) stop.abort();
          return undefined;
        });
        const asked = request(origin, { concurrency, patience: quick });
        for (const requests of after) {
          stop = new AbortController();
          left = requests;
          const { interrupted } = await runCollector({ ...asked, signal: stop.signal });
          if (!interrupted) break;
        }
        left = Number.POSITIVE_INFINITY;
        const result = await runCollector(asked);
        await server?.close();
        expect(linesOf(result.file)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
