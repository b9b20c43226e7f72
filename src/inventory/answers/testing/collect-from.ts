// SPDX-License-Identifier: Apache-2.0
// Runs a collector against answers of a test, and reads what it saved.
import { readFileSync } from 'node:fs';
import type { Inventory } from '../../../model/inventory/inventory.ts';
import type { Item } from '../../../model/inventory/item.ts';
import type { CollectOptions, Collector, Environment } from '../../collect/collector.ts';
import { type CollectResult, runCollector } from '../../collect/run-collector.ts';
import { createClock, newFolder } from '../../collect/testing/collecting.ts';
import type { Transport } from '../../collect/transport.ts';
import { readInventory } from '../../read-inventory.ts';

export interface TestReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Collected {
  readonly inventory: Inventory;
  readonly result: CollectResult;
  readonly requests: readonly { readonly url: string; readonly authorization: string | undefined }[];
  /** The saved pages as text. */
  readonly saved: string;
}

/** No variables, no tools, no files. */
export const bareEnvironment: Environment = {
  variables: {},
  run: async () => undefined,
  readFile: async () => undefined,
  exchange: async () => ({}),
  now: () => Date.parse('2026-06-01T00:00:00Z'),
};

export async function collectFrom(
  collector: Collector,
  answer: (url: URL) => TestReply | undefined,
  environment: Partial<Environment>,
  options: CollectOptions = {},
): Promise<Collected> {
  const requests: { url: string; authorization: string | undefined }[] = [];
  const transport: Transport = async ({ url, headers }) => {
    requests.push({ url: url.href, authorization: headers.authorization });
    const reply = answer(url) ?? { status: 404, body: { message: 'not found' } };
    return {
      status: reply.status ?? 200,
      headers: { 'content-type': 'application/json', ...reply.headers },
      body: (async function* () {
        yield new TextEncoder().encode(JSON.stringify(reply.body));
      })(),
      discard: async () => undefined,
    };
  };
  const folder = newFolder();
  const result = await runCollector({
    collector,
    options,
    environment: { ...bareEnvironment, ...environment },
    folder,
    clock: createClock(),
    scrub: (text) => text,
    transport,
  });
  const { inventory } = await readInventory(['.'], { cwd: folder });
  return { inventory, result, requests, saved: readFileSync(result.file, 'utf8') };
}

/** Items without where they are from, so that two ways of getting them can be held against each other. */
export function facts(inventory: Inventory): readonly Omit<Item, 'where'>[] {
  return [...inventory.all()]
    .map(({ where: _where, ...rest }) => rest)
    .toSorted((a, b) => `${a.kind} ${a.id}`.localeCompare(`${b.kind} ${b.id}`));
}
