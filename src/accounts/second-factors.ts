// SPDX-License-Identifier: Apache-2.0
import type { Identity, MfaKind } from '../model/inventory/nouns.ts';
import { isHuman } from './judge-identities.ts';

/** Accounts whose second factors can be judged: the directory itself knows none. */
export function canHaveMfa(identity: Identity): boolean {
  return isHuman(identity) && identity.provider !== 'active-directory' && identity.provider !== 'kubernetes';
}

/** Factors that a look-alike page cannot pass on. */
export function isStrong(mfa: readonly string[]): boolean {
  return mfa.includes('phishing-resistant');
}

/** Factors that are taken over with a telephone number or a mailbox. */
export function isWeak(mfa: readonly string[]): boolean {
  return mfa.length > 0 && mfa.every((it) => it === 'phone' || it === 'email');
}

/** Whether there are factors of which nobody said what they are: they may be strong ones or weak ones. */
export function isUntold(mfa: readonly MfaKind[]): boolean {
  return mfa.includes('unknown');
}

export const notCollected = 'registered second factors were not collected';
export const kindNotCollected = 'there is a second factor; of which kind was not collected';
