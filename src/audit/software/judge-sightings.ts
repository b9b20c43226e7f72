// SPDX-License-Identifier: Apache-2.0
import { day, fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import type { Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { OldWay, SoftwareSighting } from '../../model/inventory/software.ts';

/** Sightings of one client in all logs. */
export interface ClientSightings {
  readonly client: string;
  readonly name: string;
  readonly all: readonly SoftwareSighting[];
  readonly succeeded: number;
  readonly details: readonly string[];
  readonly principals: readonly string[];
}

/**
 * Judges clients by an old way of signing in. What was refused each time does no harm; a log without any is a pass.
 *
 * @param summary one sentence
 */
export function* judgeSightings(
  inventory: Inventory,
  way: OldWay,
  summary: (it: ClientSightings) => string,
): Generator<Verdict> {
  const byClient = new Map<string, SoftwareSighting[]>();
  const busy = new Set<string>();
  for (const it of inventory.of('software.sighting')) {
    if (it.way !== way) continue;
    busy.add(it.where.file);
    byClient.set(it.client, [...(byClient.get(it.client) ?? []), it]);
  }
  for (const [client, all] of byClient) {
    const name = all.find((it) => it.clientName !== undefined)?.clientName ?? client;
    const succeeded = all.reduce((sum, it) => sum + it.succeeded, 0);
    const subject = { kind: 'client', id: `software:client:${client}`, name };
    if (succeeded === 0) {
      yield pass(subject);
      continue;
    }
    const details = [...new Set(all.map((it) => it.detail))];
    const principals = [...new Set(all.flatMap((it) => it.principals))];
    yield fail(
      subject,
      summary({ client, name, all, succeeded, details, principals }),
      all
        .slice(0, 6)
        .map((it) =>
          proof(
            it.where,
            `${it.detail}: ${it.succeeded} of ${it.count} sign-ins succeeded, the last on ${day(it.last)}, by ${it.principals.slice(0, 4).join(', ')}`,
          ),
        ),
    );
  }
  for (const log of inventory.of('software.log')) {
    if (!log.sees.includes(way)) continue;
    const subject = { kind: 'log', id: log.id, name: log.where.file };
    if (log.records === 0) yield unknown(subject, 'the log holds no sign-ins');
    else if (!busy.has(log.where.file)) yield pass(subject);
  }
}
