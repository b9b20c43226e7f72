// SPDX-License-Identifier: Apache-2.0
// Who owns an application: an owner adds a secret and is the application.
import type { Verdict } from '../../model/check.ts';
import type { EntraApplication, EntraServicePrincipal } from '../../model/inventory/entra.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { appSubject, at, type EntraIndex, entraIndex, listed, nameOf } from './entra-index.ts';

type Owned = EntraApplication | EntraServicePrincipal;

/** Registrations, and service principals of applications that are not ours: each is owned by itself. */
export function* ownedApps(inventory: Inventory, index: EntraIndex): Iterable<Owned> {
  yield* inventory.of('entra.application');
  for (const it of inventory.of('entra.service-principal')) {
    if (it.type === 'Application' && !index.isFirstParty(it) && !index.registrations.has(it.appId)) yield it;
  }
}

export interface OwnerQuestion {
  /** `weak`: the owner is what the check looks for. `unknown`: what would tell. */
  readonly judge: (ownerId: string, index: EntraIndex) => 'fine' | 'weak' | { readonly unknown: string };
  /** As in `guests`. */
  readonly say: (app: string, owners: string) => string;
  readonly note: string;
}

/** A verdict on each application that has owners. */
export function* judgeOwners(inventory: Inventory, { judge, say, note }: OwnerQuestion): Iterable<Verdict> {
  const index = entraIndex(inventory);
  let asked = false;
  for (const app of ownedApps(inventory, index)) {
    const owners = index.owners(app);
    if (owners !== undefined) asked = true;
    if (owners === undefined || owners.length === 0) continue;
    const subject = appSubject(app);
    const judged = owners.map((owner) => ({ owner, verdict: judge(owner, index) }));
    const weak = judged.filter((it) => it.verdict === 'weak');
    const unknown = judged.find((it) => typeof it.verdict === 'object');
    if (weak.length > 0) {
      const names = listed(weak.map((it) => nameOf(index, it.owner)));
      yield {
        status: 'fail',
        subject,
        summary: say(app.name, names),
        evidence: weak.map((it) =>
          at(app, `${nameOf(index, it.owner)}: ${note}`, 'owners', app.owners?.indexOf(it.owner) ?? 0),
        ),
      };
    } else if (unknown !== undefined && typeof unknown.verdict === 'object') {
      yield { status: 'unknown', subject, reason: unknown.verdict.unknown };
    } else yield { status: 'pass', subject };
  }
  if (!asked) {
    yield {
      status: 'unknown',
      subject: index.tenant,
      reason: 'owners were not exported: GET /applications?$expand=owners($select=id)',
    };
  }
}

/** What is not known of an owner whose user was not exported. */
export function missingUser(inventory: Inventory): { readonly unknown: string } | 'fine' {
  return inventory.collected('entra.user') === 'complete'
    ? 'fine'
    : { unknown: 'the owner is not among the exported users: GET /users' };
}
