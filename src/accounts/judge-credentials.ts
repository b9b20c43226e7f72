// SPDX-License-Identifier: Apache-2.0
import type { Subject, Verdict } from '../model/check.ts';
import type { Inventory } from '../model/inventory/inventory.ts';
import type { Credential } from '../model/inventory/nouns.ts';
import { unknown } from './verdict.ts';

export function credentialSubject(credential: Credential): Subject {
  return { kind: credential.type, id: credential.id, name: credential.name ?? credential.id };
}

/** Whether it can still be used, as far as is known. */
export function isLive(credential: Credential, now: number): boolean {
  if (credential.enabled === false) return false;
  return credential.expires === undefined || credential.expires === 'never' || Date.parse(credential.expires) > now;
}

/** The name of whom a credential proves. */
export function holderName(inventory: Inventory, credential: Credential): string | undefined {
  if (credential.holder === undefined) return undefined;
  return (
    inventory.find('identity', credential.holder)?.name ??
    inventory.find('application', credential.holder)?.name ??
    credential.holder
  );
}

/** `The personal access token "ci" of ben.okafor (github)` */
export function credentialWords(inventory: Inventory, credential: Credential): string {
  const holder = holderName(inventory, credential);
  const name = credential.name === undefined || credential.name === '' ? '' : ` "${credential.name}"`;
  return `The ${credential.type.replaceAll('-', ' ')}${name}${holder === undefined ? '' : ` of ${holder}`} (${credential.provider})`;
}

/** Judges credentials; those that a text is given for are one "unknown" a provider and type. */
export function* judgeCredentials(
  inventory: Inventory,
  select: (credential: Credential) => boolean,
  judge: (credential: Credential) => Verdict | string | undefined,
): Generator<Verdict> {
  const reasons = new Map<string, { readonly credential: Credential; readonly reason: string; count: number }>();
  for (const credential of inventory.of('credential')) {
    if (!select(credential)) continue;
    const verdict = judge(credential);
    if (typeof verdict === 'string') {
      const key = `${credential.provider} ${credential.type} ${verdict}`;
      const known = reasons.get(key);
      if (known === undefined) reasons.set(key, { credential, reason: verdict, count: 1 });
      else known.count++;
    } else if (verdict !== undefined) yield verdict;
  }
  for (const { credential, reason, count } of reasons.values()) {
    const { provider, type } = credential;
    yield unknown(
      { kind: 'provider', id: `${provider}:${type}`, name: `${provider} ${type}` },
      `${count} of type ${type} (${provider}): ${reason}`,
    );
  }
}
