// SPDX-License-Identifier: Apache-2.0
// The collector, the runner and the reader of saved pages together: a tenant that is asked gives what its exports give.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCollector } from '../collect/run-collector.ts';
import type { Transport } from '../collect/transport.ts';
import { readInventory } from '../read-inventory.ts';
import { entraCollector } from './entra-collector.ts';
import { contextPattern, typeOfPath } from './graph-types.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = 'examples/audit/entra';

/** Answers by type, as the files hold them; lists come in pages of three. */
function createTenant(): { readonly transport: Transport; readonly asked: string[] } {
  const answers = new Map<string, Record<string, unknown>>();
  for (const name of readdirSync(join(root, folder)).filter((it) => it.endsWith('.json'))) {
    const text = readFileSync(join(root, folder, name), 'utf8');
    const type = typeOfPath(contextPattern.exec(text)?.[1] ?? '');
    const key = name.includes('federated') ? 'federated' : name.includes('sponsors') ? 'sponsors' : type;
    if (key !== undefined) answers.set(key, JSON.parse(text) as Record<string, unknown>);
  }
  const asked: string[] = [];
  const transport: Transport = ({ url, method, headers }) => {
    asked.push(`${method} ${url.pathname}`);
    expect(headers.authorization).toBe('Bearer of-the-test');
    const path = decodeURIComponent(`${url.pathname}${url.search}`);
    const type = path.includes('expand=federated')
      ? 'federated'
      : path.includes('expand=sponsors')
        ? 'sponsors'
        : typeOfPath(path);
    const found = answers.get(type ?? '');
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const all = Array.isArray(found?.value) ? (found.value as readonly unknown[]) : undefined;
    // Each API has the assignments of its own only.
    const mine = type === 'appRoleAssignments' ? (path.includes('000000000900') ? all : []) : all;
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(from + 3));
    const body =
      found === undefined
        ? { error: { code: 'Forbidden', message: 'not licensed' } }
        : mine === undefined
          ? found
          : {
              ...found,
              value: mine.slice(from, from + 3),
              ...(mine.length > from + 3 ? { '@odata.nextLink': next.href } : {}),
            };
    return Promise.resolve({
      status: found === undefined ? 403 : 200,
      headers: { 'content-type': 'application/json' },
      body: (async function* () {
        yield await Promise.resolve(Buffer.from(JSON.stringify(body)));
      })(),
      discard: () => Promise.resolve(),
    });
  };
  return { transport, asked };
}

it('a tenant that is asked gives what its exports give', async () => {
  const { transport, asked } = createTenant();
  const output = mkdtempSync(join(tmpdir(), 'tokenward-entra-'));
  try {
    const result = await runCollector({
      collector: entraCollector,
      options: {},
      environment: {
        variables: { TOKENWARD_ENTRA_TOKEN: 'of-the-test' },
        run: () => Promise.resolve(undefined),
        readFile: () => Promise.resolve(undefined),
        exchange: () => Promise.reject(new Error('nobody asks')),
        now: () => 0,
      },
      folder: output,
      clock: { now: () => Date.parse('2026-06-01T00:00:00Z'), sleep: () => Promise.resolve(), random: () => 0 },
      scrub: (text) => text,
      transport,
    });
    expect(result.failed).toEqual([]);
    expect(asked.every((it) => it.startsWith('GET '))).toBe(true);
    const live = await readInventory(['.'], { cwd: output });
    const saved = await readInventory([folder], { cwd: root });
    const ids = (read: typeof live): readonly string[] =>
      [...read.inventory.all()]
        .filter((one) => one.provider === 'entra' && one.kind !== 'entra.mailbox-limit')
        .map((one) => `${one.kind} ${one.id}`)
        .toSorted();
    expect(live.problems).toEqual([]);
    expect(ids(live)).toEqual(ids(saved));
    // What was refused is not known, and what was answered is complete.
    expect(live.inventory.collected('entra.named-location')).toBe('partial');
    expect(live.inventory.collected('entra.application')).toBe('complete');
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
});
