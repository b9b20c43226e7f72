// SPDX-License-Identifier: Apache-2.0
import type { CheckContext, Verdict } from '../../model/check.ts';
import type { Power } from '../../model/inventory/entra-roles.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { appSubject, entraIndex, listed } from './entra-index.ts';
import { opinionsOf } from './opinions.ts';

/** Verdicts on applications whose permissions lead to the whole tenant this way; Microsoft's own are not judged. */
export function* judgePaths(inventory: Inventory, context: CheckContext, path: Power['path']): Iterable<Verdict> {
  const index = entraIndex(inventory);
  for (const app of inventory.of('entra.service-principal')) {
    if (app.type === 'ManagedIdentity' || index.isFirstParty(app)) continue;
    const held = index.permissions(app.objectId, context.knowledge);
    if (held.length === 0) continue;
    const subject = appSubject(app);
    const found = held.filter((it) => it.power?.path === path);
    if (found.length === 0) {
      const nameless = held.filter((it) => it.name.includes('-') && it.api === undefined);
      yield nameless.length === 0
        ? { status: 'pass', subject }
        : {
            status: 'unknown',
            subject,
            reason: `what ${listed(nameless.map((it) => it.name))} allows is not known: the service principal of the API was not exported`,
          };
      continue;
    }
    yield {
      status: 'fail',
      subject,
      summary: `"${app.name}" holds ${listed(found.map((it) => it.name))}: ${found[0]?.power?.why}.`,
      evidence: found.map((it) => ({
        where: it.where,
        note: `${it.name} of ${it.apiName}: ${it.power?.why}${opinionsOf(context, it)}`,
      })),
    };
  }
}
