// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { permissionsOf } from './permissions.ts';
import { runCollector } from './run-collector.ts';
import { createClock, createCollector, linesOf, request } from './testing/collecting.ts';
import type { Fault, Reply, ScriptedServer } from './testing/scripted-server.ts';
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

const once =
  (fault: Fault, where = '/things?page=2') =>
  (path: string, n: number): Fault | undefined =>
    path === where && n === 0 ? fault : undefined;

describe('runCollector', () => {
  it('goes over all pages and follows what they lead to, in one order', async () => {
    const origin = await start();
    const result = await runCollector(request(origin));
    const lines = linesOf(result.file);
    expect(lines.map((it) => it.path ?? Object.keys(it)[0])).toEqual([
      'tokenward',
      ...['/things', '/others', '/things?page=2', '/things/2/parts', '/things/3/parts', '/things?page=3'],
      ...['/things/4/parts', '/things/5/parts', '/things/6/parts', '/things/7/parts', 'end'],
    ]);
    expect(lines[3]).toMatchObject({ of: '/things', next: '/things?page=3', status: 200, tells: ['resource'] });
    expect(lines.at(-1)).toEqual({ end: { at: '', pages: 10, refused: 0, failed: 0 } });
    expect(statSync(result.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(result.file, 'utf8')).not.toContain('Bearer');
  });

  it('the number of calls at a time changes nothing in what is saved', async () => {
    const origin = await start();
    const one = await runCollector(request(origin, { concurrency: 1 }));
    const many = await runCollector(request(origin, { concurrency: 9 }));
    expect(linesOf(many.file)).toEqual(linesOf(one.file));
  });

  it('waits as long as the server asks, in seconds, by a date, and until limits start anew', async () => {
    const clock = createClock();
    const now = Date.parse('2026-06-01T00:00:00Z');
    const faults: Readonly<Record<string, Fault>> = {
      '/things': { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      '/things?page=2': {
        kind: 'status',
        status: 503,
        headers: { 'retry-after': new Date(now + 90_000).toUTCString() },
      },
      '/things?page=3': {
        kind: 'status',
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 1800) },
      },
      '/things/2/parts': {
        kind: 'status',
        status: 403,
        body: '{"message":"You have exceeded a secondary rate limit"}',
      },
      '/things/3/parts': { kind: 'status', status: 429, headers: { 'x-rate-limit-reset': String(now / 1000 + 2400) } },
    };
    const origin = await start((path, n) => (n === 0 ? faults[path] : undefined));
    const result = await runCollector(request(origin, { clock, concurrency: 1 }));
    expect(result).toMatchObject({ pages: 10, refused: [], failed: [] });
    const inOrder = clock.slept.map((ms) => Math.round(ms / 1000));
    expect(inOrder).toEqual([8, 83, 61, 2251, 1].map((_, at) => inOrder[at]));
    expect(inOrder[0]).toBeGreaterThanOrEqual(7);
    expect(inOrder[1]).toBeGreaterThanOrEqual(80);
    expect(inOrder[2]).toBeGreaterThanOrEqual(60);
    expect(now / 1000 + inOrder.slice(0, 4).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(now / 1000 + 2400);
  });

  it.each<Fault>([{ kind: 'cut' }, { kind: 'half-json' }, { kind: 'hang-up' }, { kind: 'status', status: 502 }])(
    'tries again after $kind',
    async (fault) => {
      const origin = await start(once(fault));
      expect(await runCollector(request(origin))).toMatchObject({ pages: 10, failed: [] });
    },
  );

  it('a call that never comes whole is noted, and the rest is read', async () => {
    const origin = await start((path) => (path === '/things/4/parts' ? { kind: 'half-json' } : undefined));
    const result = await runCollector(request(origin));
    expect(result.failed).toMatchObject([{ path: '/things/4/parts', why: 'the answer is not JSON, or breaks off' }]);
    expect(result.pages).toBe(10);
  });

  it('stops where the server cannot be reached, or everything fails', async () => {
    const origin = await start((path) => (path === '/things?page=2' ? { kind: 'hang-up' } : undefined));
    expect((await failure(runCollector(request(origin)))).code).toBe('COLLECT_FAILED');
    await server?.close();
    const down = await start((path) => (/parts|page=3/.test(path) ? { kind: 'status', status: 500 } : undefined));
    expect((await failure(runCollector(request(down)))).message).toContain('5 calls in a row failed');
  });

  it('gives up on a server that is silent', async () => {
    const origin = await start((path) => (path === '/others' ? { kind: 'silence' } : undefined));
    const error = await failure(runCollector(request(origin, { patience: { attempts: 2, timeoutMs: 50 } })));
    expect(error).toMatchObject({ code: 'COLLECT_FAILED' });
    expect(error.message).toContain('no answer in time');
  });

  it('notes what is refused, and goes on', async () => {
    const refuse = (path: string): Fault | undefined =>
      path === '/others' || path === '/things/2/parts'
        ? { kind: 'status', status: 403, body: '{"message":"No."}' }
        : undefined;
    const result = await runCollector(request(await start(refuse)));
    expect(result.refused).toEqual([
      { path: '/others', status: 403, permission: 'read /others', why: 'No.', optional: true },
      { path: '/things/2/parts', status: 403, permission: 'read /things/2/parts', why: 'No.', optional: false },
    ]);
    expect(linesOf(result.file)[2]).toMatchObject({ path: '/others', status: 403, refused: 'No.', optional: true });
  });

  it('authenticates once more when a token has expired, and then says which permission is missing', async () => {
    const expired = (path: string, n: number): Fault | undefined =>
      path.includes('parts') && n === 0 ? { kind: 'status', status: 401 } : undefined;
    const origin = await start(expired);
    expect(await runCollector(request(origin))).toMatchObject({ pages: 10 });
    expect(server?.requests.at(-1)?.authorization).not.toBe('Bearer t0');
    await server?.close();
    const denied = await start((path) => (path.includes('parts') ? { kind: 'status', status: 401 } : undefined));
    const error = await failure(runCollector(request(denied)));
    expect(error).toMatchObject({ code: 'COLLECT_DENIED', fields: { permission: 'read /things/2/parts' } });
  });

  it('sends credentials to no other host: not by a page, a redirect, or plain HTTP', async () => {
    const away = await start(undefined, () => ({ headers: { link: '<http://127.0.0.1:9/x>; rel="next"' }, body: [] }));
    expect((await failure(runCollector(request(away)))).message).toContain('another host was refused');
    await server?.close();
    const redirect = { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/x' } } as const;
    const result = await runCollector(request(await start(once(redirect, '/others'))));
    expect(result.failed).toMatchObject([
      { path: '/others', why: 'a redirect to another host (127.0.0.1:9) was refused' },
    ]);
    const plain = await failure(runCollector(request('http://api.example.com')));
    expect(plain).toMatchObject({ code: 'USAGE' });
    expect(plain.message).toContain('not HTTPS');
  });

  it('follows a redirect on the same host', async () => {
    const moved = { kind: 'status', status: 301, headers: { location: '/things' } } as const;
    const result = await runCollector(request(await start(once(moved, '/others'))));
    expect(linesOf(result.file)[2]).toMatchObject({ path: '/others', status: 200, body: [{ id: 2 }, { id: 3 }] });
  });

  it('ends lists that go round in a circle, or are too long', async () => {
    const circle = await start(undefined, (path) => ({
      headers: path === '/things' ? { link: '</things>; rel="next"' } : {},
      body: [],
    }));
    const round = await runCollector(request(circle, { collector: withLinks() }));
    expect(round.failed).toMatchObject([{ path: '/things', why: 'the pages of this list go round in a circle' }]);
    await server?.close();
    const endless = await start(undefined, (path) => {
      const n = Number(/\d+$/.exec(path)?.[0] ?? 1);
      return { headers: { link: `</things?page=${n + 1}>; rel="next"` }, body: [] };
    });
    const long = await runCollector(request(endless, { collector: withLinks(), maxPages: 3 }));
    expect(long.failed).toMatchObject([{ path: '/things?page=3', why: 'the list has more than 3 pages' }]);
  });

  it('cuts off answers that are too large or too deep', async () => {
    const origin = await start(undefined, (path) =>
      path === '/things' ? { body: 'x'.repeat(3_000_000) } : { body: `${'['.repeat(300)}${']'.repeat(300)}` },
    );
    const result = await runCollector(request(origin, { patience: { ...quick, bodyLimit: 1_000_000 } }));
    expect(result.failed.map((it) => it.why)).toEqual([
      'the answer has more than 1000000 bytes',
      'the answer is nested deeper than 200 levels',
    ]);
  });

  it('keeps no secret', async () => {
    const secret = `made-up-token-${'x'.repeat(8)}`;
    const body = {
      note: `see ${secret}`,
      config: { secret: 'hush', url: 'https://example.com/hook?token=hush&a=b', empty: { secret: '' } },
      value: { inner: 'hush' },
      hook: 'https://hooks.slack.com/services/T0/B0/hush',
    };
    const origin = await start(undefined, () => ({ body }));
    const result = await runCollector(request(origin, { collector: createCollector({ secretFields: ['value'] }) }));
    const text = readFileSync(result.file, 'utf8');
    expect(text).not.toMatch(/hush|made-up-token/);
    expect(linesOf(result.file)[1]?.body).toEqual({
      note: 'see ‹secret›',
      config: { secret: '‹dropped›', url: 'https://example.com/hook?token=‹dropped›&a=b', empty: { secret: '' } },
      value: { inner: '‹dropped›' },
      hook: 'https://hooks.slack.com/services/‹dropped›',
    });
  });

  it('asks GraphQL queries and nothing else', async () => {
    const calls = (graphql: string) => () => [
      { path: '/graphql#sso', tells: ['resource' as const], permission: 'read:org', graphql },
    ];
    const origin = await start(
      undefined,
      (_path, _request, body): Reply =>
        body.includes('secretThing')
          ? { body: { errors: [{ message: 'Forbidden' }] } }
          : { body: { data: { viewer: 1 } } },
    );
    const good = await runCollector(
      request(origin, { collector: createCollector({ calls: calls('query { viewer }') }) }),
    );
    expect(linesOf(good.file)[1]).toMatchObject({ path: '/graphql#sso', body: { data: { viewer: 1 } } });
    expect(server?.requests[0]).toMatchObject({ path: '/graphql', body: '{"query":"query { viewer }"}' });
    const refused = createCollector({ calls: calls('query { secretThing }') });
    expect((await runCollector(request(origin, { collector: refused }))).refused).toMatchObject([{ why: 'Forbidden' }]);
    const bad = createCollector({ calls: calls('mutation { x }') });
    await expect(runCollector(request(origin, { collector: bad }))).rejects.toThrow(TypeError);
  });

  it('lists permissions before anything is called, and refuses options that it does not have', async () => {
    expect(permissionsOf(createCollector({ followed: ['read parts'] }), {})).toEqual([
      { permission: 'read /things', tells: ['resource'], optional: false },
      { permission: 'read /others', tells: ['resource'], optional: true },
      { permission: 'read parts', tells: [], optional: false },
    ]);
    const wrong = await failure(runCollector(request('https://api.example.com', { options: { token: 'x' } })));
    expect(wrong.message).toContain('no option token');
    const lacking = createCollector({ required: ['organisation'] });
    const error = await failure(runCollector(request('https://api.example.com', { collector: lacking, options: {} })));
    expect(error.message).toContain('--option organisation=');
  });
});

function withLinks() {
  const calls = () => [{ path: '/things', tells: ['resource' as const], permission: 'read' }];
  return createCollector({ calls, follow: () => [], next: ({ headers }) => /<([^>]+)>/.exec(headers.link ?? '')?.[1] });
}
