// SPDX-License-Identifier: Apache-2.0
// How much a stolen client would be worth, and how easily it is stolen: 0 to 100, as a sum whose parts are kept.
import type { Knowledge, ScorePart } from '../../model/check.ts';
import type { Credential } from '../../model/inventory/nouns.ts';
import { daysSince, idleDays, listed } from './app-words.ts';
import type { Client, HeldScope, Risk } from './client-index.ts';
import { dangerOf } from './redirects.ts';

export interface Score {
  readonly total: number;
  readonly parts: readonly ScorePart[];
}

function totalOf(parts: readonly ScorePart[]): Score {
  const kept = parts.filter((it) => it.points > 0);
  return { total: Math.min(100, Math.round(kept.reduce((sum, it) => sum + it.points, 0))), parts: kept };
}

function live(client: Client, now: number): readonly Credential[] {
  return client.credentials.filter(
    (it) =>
      it.enabled !== false && (it.expires === undefined || it.expires === 'never' || Date.parse(it.expires) > now),
  );
}

/** Years that a credential lives; infinite where it has no end. */
function years(it: Credential): number {
  if (it.expires === 'never') return Number.POSITIVE_INFINITY;
  if (it.created === undefined || it.expires === undefined) return 0;
  return (Date.parse(it.expires) - Date.parse(it.created)) / (365 * 86_400_000);
}

const ownPoints: Readonly<Record<Risk, number>> = { critical: 40, high: 16, medium: 5, low: 1 };

/**
 * Our own: what it may do, for whom, who made it, how it proves itself, and who looks after it. Of several permissions with
 * the same risk, the second counts half, the third a third, and so on.
 */
export function ownScore(client: Client, knowledge: Knowledge, now: number): Score {
  const scopes = client.grants.scopes(knowledge);
  const parts: ScorePart[] = [];
  // A person's own consent reaches that person's data only; tenant-wide ones reach everybody's, but need a signed-in user.
  const weight = (it: HeldScope): number => (it.kind === 'application' ? 1 : it.everywhere ? 0.75 : 0.4);
  for (const risk of ['critical', 'high', 'medium', 'low'] as const) {
    const distinct = new Map(
      scopes
        .filter((it) => it.risk === risk)
        .toSorted((left, right) => weight(left) - weight(right))
        .map((it) => [`${it.kind} ${it.name}`, it]),
    );
    if (distinct.size === 0) continue;
    const sum = [...distinct.values()].reduce(
      (points, it, place) => points + (ownPoints[risk] * weight(it)) / (place + 1),
      0,
    );
    const names = listed([...distinct.values()].map((it) => it.name));
    parts.push({
      factor: `${risk} permissions`,
      points: Math.round(sum),
      why: names,
    });
  }
  if (client.roles.length > 0)
    parts.push({
      factor: 'directory roles',
      points: Math.min(45, 30 + 5 * client.roles.length),
      why: listed(client.roles),
    });
  const { people } = client.grants;
  if (people > 1)
    parts.push({
      factor: 'people',
      points: Math.min(15, Math.round(2 * Math.log2(people))),
      why: `${people} people granted it something`,
    });
  if (client.origin === 'third-party')
    parts.push({
      factor: 'third party',
      points: 12,
      why: 'its makers, and who breaks into them, hold its credentials',
    });
  if (client.origin === 'third-party' && client.verified === false)
    parts.push({ factor: 'publisher', points: 10, why: 'nobody verified who made it' });
  const keys = live(client, now);
  const secrets = keys.filter((it) => it.type === 'client-secret' || it.type === 'password' || it.type === 'secret');
  if (secrets.length > 0)
    parts.push({
      factor: 'secrets',
      points: 8 + 2 * Math.min(4, secrets.length),
      why: `${secrets.length} that a file can hold`,
    });
  const longest = Math.max(0, ...keys.filter((it) => it.type !== 'federated').map(years));
  if (longest > 1)
    parts.push({
      factor: 'life of credentials',
      points: longest > 2 ? 8 : 4,
      why: longest === Number.POSITIVE_INFINITY ? 'one has no end' : `one lives ${longest.toFixed(1)} years`,
    });
  const redirects = client.items.flatMap((it) => it.redirectUris ?? []);
  const danger = redirects.find((it) => dangerOf(it, false)?.grave === true);
  if (danger !== undefined)
    parts.push({ factor: 'redirect address', points: 8, why: `${danger.uri} ${dangerOf(danger, false)?.why}` });
  if (client.owners?.length === 0 && client.origin === 'own')
    parts.push({ factor: 'owner', points: 5, why: 'nobody answers for it' });
  const idle = idleDays(client.lastUsed, now);
  if (idle !== undefined && idle > 90 && scopes.length > 0)
    parts.push({
      factor: 'unused',
      points: 8,
      why: idle === Number.POSITIVE_INFINITY ? 'it was never seen in use' : `not used for ${idle} days`,
    });
  if (client.created !== undefined && daysSince(client.created, now) < 30 && client.origin === 'third-party')
    parts.push({ factor: 'new', points: 5, why: 'it came within the last 30 days' });
  const known = client.clientId === undefined ? undefined : knowledge.client(client.clientId);
  if (known?.abused === true && !known.firstParty)
    parts.push({ factor: 'known from attacks', points: 50, why: known.note ?? known.name });
  return totalOf(parts);
}

const scubaPoints: Readonly<Record<string, number>> = { critical: 50, high: 15, medium: 5, low: 2 };
const scubaBase: Readonly<Record<string, number>> = { critical: 50, high: 35, medium: 15, low: 5 };
const scubaDiscount: Readonly<Record<string, number>> = { 'client-secret': 1, certificate: 0.5, federated: 0.25 };

/** What ScubaGear says of a permission; it rates fewer than we do. */
function scubaRating(scope: HeldScope): string | undefined {
  const rating = scope.opinions.find((it) => it.by === 'CISA ScubaGear')?.rating;
  return rating?.split(' ')[0];
}

/**
 * After the factors that CISA documents for ScubaGear's risky applications (AADRiskyPermissionsHelper, CC0-1.0), counted by
 * ourselves. Its way of bringing the sum down to 100 is not in what we read: ours stops there.
 */
export function scubaScore(client: Client, knowledge: Knowledge, now: number): Score {
  const scopes = client.grants.scopes(knowledge);
  const rated = scopes.flatMap((it) => {
    const rating = scubaRating(it);
    return rating === undefined ? [] : [{ ...it, rating }];
  });
  const parts: ScorePart[] = [];
  for (const rating of ['critical', 'high', 'medium', 'low']) {
    for (const everywhere of [true, false]) {
      const found = rated.filter((it) => it.rating === rating && it.everywhere === everywhere);
      if (found.length === 0) continue;
      const consent = everywhere ? 'by an administrator' : 'by people';
      parts.push({
        factor: `${rating} permissions ${consent}`,
        points: found.length * (scubaPoints[rating] ?? 0),
        why: listed(found.map((it) => it.name)),
      });
    }
  }
  parts.push({
    factor: 'number of permissions',
    points: Math.floor(scopes.length / 10),
    why: `${scopes.length} in all, one point for ten`,
  });
  if (client.items.some((it) => it.audience === 'multi-tenant'))
    parts.push({ factor: 'multi-tenant', points: 10, why: 'other tenants may use it' });
  if (client.origin === 'third-party')
    parts.push({ factor: 'third party', points: 20, why: 'it is registered in another tenant' });
  if (client.roles.length > 0)
    parts.push({ factor: 'privileged roles', points: 8 * client.roles.length, why: listed(client.roles) });
  const highest = ['critical', 'high', 'medium', 'low'].find((it) => rated.some((one) => one.rating === it)) ?? 'low';
  const keys = live(client, now).filter((it) => Object.hasOwn(scubaDiscount, it.type));
  for (const [place, key] of keys.entries()) {
    const base = (scubaBase[highest] ?? 5) * (scubaDiscount[key.type] ?? 1);
    const life = years(key);
    const bonus =
      key.type === 'client-secret'
        ? life > 2
          ? 5
          : life > 1
            ? 3
            : life > 180 / 365
              ? 2
              : 0
        : key.type === 'certificate'
          ? life > 3
            ? 5
            : life > 2
              ? 3
              : life > 1
                ? 2
                : 0
          : 0;
    parts.push({
      factor: key.type,
      points: base + bonus + (place > 0 ? 5 : 0),
      why: `${key.name ?? key.id.slice(-8)}, by the highest permission (${highest}) and its life`,
    });
  }
  return totalOf(parts);
}
