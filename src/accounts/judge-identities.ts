// SPDX-License-Identifier: Apache-2.0
// What checks of accounts share: subjects, words, when an account was last used, and one "unknown" for all accounts of a
// provider of which a fact was not collected.
import type { CheckContext, Subject, Verdict } from '../model/check.ts';
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Identity, LastUse } from '../model/inventory/nouns.ts';
import { accountIndex } from './account-index.ts';
import { day, daysSince, fail, pass, proof, unknown } from './verdict.ts';

const workloads: readonly Identity['type'][] = [
  'service-account',
  'service-principal',
  'managed-identity',
  'workload',
  'pipeline',
];

export function isHuman(identity: Identity): boolean {
  return (identity.type === 'user' || identity.type === 'guest') && identity.provider !== 'people';
}

export function isWorkload(identity: Identity): boolean {
  return workloads.includes(identity.type);
}

export function identitySubject(identity: Identity): Subject {
  return { kind: identity.type, id: identity.id, name: identity.name };
}

/** What people call accounts that no person should sign in with; `Sync_` are those of Entra Connect. */
export function isServiceName(name: string): boolean {
  return /^(?:svc|srv|service|bot|app|job|task|robot|automation|sync)[-_.]|[-_.](?:svc|bot|service)(?:@|$)/i.test(name);
}

/** `the entra account anna@example.com` */
export function accountWords(identity: Identity): string {
  return `the ${identity.provider} account ${identity.name}`;
}

/**
 * Judges identities that are not known to be disabled.
 *
 * @param judge a verdict; a text where the identity cannot be judged, with the reason; undefined where it is not meant
 */
export function* judgeIdentities(
  inventory: Inventory,
  select: (identity: Identity) => boolean,
  judge: (identity: Identity) => Verdict | string | undefined,
): Generator<Verdict> {
  const reasons = new Map<
    string,
    { readonly provider: string; readonly reason: string; count: number; readonly first: string }
  >();
  for (const identity of inventory.of('identity')) {
    if (identity.enabled === false || !select(identity)) continue;
    const verdict = judge(identity);
    if (typeof verdict === 'string') {
      const key = `${identity.provider}\n${verdict}`;
      const known = reasons.get(key);
      if (known === undefined)
        reasons.set(key, { provider: identity.provider, reason: verdict, count: 1, first: identity.name });
      else known.count++;
    } else if (verdict !== undefined) yield verdict;
  }
  for (const { provider, reason, count, first } of reasons.values()) {
    const who =
      count === 1 ? `the ${provider} account ${first}` : `${count} accounts of ${provider}, ${first} among them`;
    yield unknown({ kind: 'provider', id: provider, name: provider }, `${who}: ${reason}`);
  }
}

export type Disuse =
  | { readonly state: 'used'; readonly words: string }
  | { readonly state: 'unused'; readonly days: number; readonly words: string }
  | { readonly state: 'unknown'; readonly reason: string };

/**
 * Whether something was unused for longer than a limit, with the evidence in words. What is not logged is unknown, never
 * unused; what is younger than the limit, or was not watched for so long, is not unused yet.
 */
export function disuse(
  it: { readonly created?: string | undefined; readonly lastUsed?: LastUse | undefined },
  seen: string | undefined,
  limit: number,
  now: number,
): Disuse {
  const told = it.lastUsed !== undefined && 'at' in it.lastUsed ? it.lastUsed.at : undefined;
  const last = told === undefined ? seen : seen === undefined || seen < told ? told : seen;
  if (last !== undefined) {
    const days = daysSince(last, now);
    return days > limit
      ? { state: 'unused', days, words: `last used ${day(last)}` }
      : { state: 'used', words: `last used ${day(last)}` };
  }
  if (it.lastUsed === undefined) return { state: 'unknown', reason: 'when it was last used was not collected' };
  const start = [it.lastUsed.since, it.created]
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
  if (start === undefined) {
    return { state: 'unknown', reason: 'it was never used, and neither its age nor the begin of the data is known' };
  }
  const days = daysSince(start, now);
  if (days > limit) {
    const why = start === it.created ? 'it was made' : 'the data begins';
    return { state: 'unused', days, words: `no use since ${why} on ${day(start)}` };
  }
  if (it.created !== undefined && daysSince(it.created, now) <= limit) {
    return { state: 'used', words: `made on ${day(it.created)}` };
  }
  return { state: 'unknown', reason: `the data begins on ${day(start)} only, ${days} days ago; ${limit} are needed` };
}

/** The windows of the logs that were read, for evidence. */
export function windowWords(inventory: Inventory, provider: string): string {
  const windows = inventory.of('window').filter((it) => it.provider === provider);
  const first = windows.map((it) => it.first).toSorted()[0];
  const last = windows
    .map((it) => it.last)
    .toSorted()
    .at(-1);
  return first === undefined || last === undefined ? '' : `; logs from ${day(first)} to ${day(last)}`;
}

/** Days of a provider: `okta=35` in the list wins over the number. */
export function daysOf(context: CheckContext, provider: string): number {
  for (const it of context.settings.list('providers')) {
    const [name, days] = it.split('=');
    if (name?.trim() === provider && /^\d{1,5}$/.test(days?.trim() ?? '')) return Number(days);
  }
  return context.settings.number('days');
}

/** What logs say of the last use of an identity. */
export function seenOf(inventory: Inventory, identity: Identity): string | undefined {
  const seen = accountIndex(inventory).lastSeen.get(identity.id);
  const interactive = identity.lastInteractive;
  const at = interactive !== undefined && 'at' in interactive ? interactive.at : undefined;
  return seen === undefined || (at !== undefined && at > seen) ? at : seen;
}

/** Standing privileged roles; undefined where they were not collected. */
export function isPrivileged(identity: Identity): boolean | undefined {
  return identity.roles === undefined ? undefined : identity.roles.length > 0;
}

/**
 * Judges identities that have the days of their provider to be used in.
 *
 * @param say what is told of one that was not used for so many days
 */
export function judgeDisuse(
  inventory: Inventory,
  context: CheckContext,
  select: (identity: Identity) => boolean,
  say: (identity: Identity, days: number) => string,
): Generator<Verdict> {
  return judgeIdentities(inventory, select, (identity) => {
    const limit = daysOf(context, identity.provider);
    const it = disuse(identity, seenOf(inventory, identity), limit, context.now);
    if (it.state === 'unknown') return it.reason;
    const subject = identitySubject(identity);
    if (it.state === 'used') return pass(subject);
    const note = `${it.words}; limit ${limit} days${windowWords(inventory, identity.provider)} (${accountWords(identity)})`;
    const severity = isPrivileged(identity) === true ? { severity: 'high' as const } : {};
    return fail(subject, say(identity, it.days), proof(identity.where, note), severity);
  });
}
