// SPDX-License-Identifier: Apache-2.0
// Security settings by the names that INF files and Group Policy reports share.

import type { ActiveDirectoryPasswordPolicy, ActiveDirectoryPolicy } from '../../model/inventory/active-directory.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { some } from './windows-values.ts';

export interface SecuritySettings {
  /** Of the section System Access: name -> value; true and false are 1 and 0. */
  readonly system: ReadonlyMap<string, string>;
  readonly rights: ReadonlyMap<string, readonly string[]>;
  /** `MACHINE\...` -> value. */
  readonly registry: ReadonlyMap<string, string>;
}

/** The policy, and the password policy where it sets one. `scope` of what applies to a whole domain is unknown: template. */
export function* settingsItems(
  settings: SecuritySettings,
  stable: string,
  name: string,
  form: ActiveDirectoryPolicy['form'],
  where: Provenance,
): Generator<Item> {
  const number = (key: string): number | undefined => {
    const text = settings.system.get(key);
    return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const flag = (key: string): boolean | undefined => {
    const value = number(key);
    return value === undefined ? undefined : value !== 0;
  };
  /** -1 means for ever. */
  const span = (key: string): number | undefined => {
    const value = number(key);
    return value === undefined ? undefined : Math.max(0, value);
  };
  yield {
    kind: 'active-directory.policy',
    id: `active-directory:policy:${stable}`,
    provider: 'active-directory',
    where,
    name,
    form,
    rights: Object.fromEntries(settings.rights),
    registry: Object.fromEntries([...settings.registry].map(([key, value]) => [key.toLowerCase(), value])),
    ...some({ guestEnabled: flag('EnableGuestAccount'), anonymousNames: flag('LSAAnonymousNameLookup') }),
  };
  const fields: Partial<ActiveDirectoryPasswordPolicy> = some({
    minLength: number('MinimumPasswordLength'),
    history: number('PasswordHistorySize'),
    maxAgeDays: span('MaximumPasswordAge'),
    minAgeDays: span('MinimumPasswordAge'),
    complexity: flag('PasswordComplexity'),
    reversible: flag('ClearTextPassword'),
    lockoutThreshold: number('LockoutBadCount'),
    lockoutMinutes: span('LockoutDuration'),
    windowMinutes: span('ResetLockoutCount'),
  });
  if (Object.keys(fields).length === 0) return;
  yield {
    kind: 'active-directory.password-policy',
    id: `active-directory:password-policy:${stable}`,
    provider: 'active-directory',
    where,
    name,
    scope: 'template',
    ...fields,
  };
}

/** Account names of a right: `*S-1-5-...` is an SID. */
export function rightMembers(text: string): readonly string[] {
  return text
    .split(',')
    .map((it) => it.trim().replace(/^\*/, ''))
    .filter((it) => it !== '')
    .slice(0, 1_000);
}

/**
 * What a file of a policy is called in ids: its folder's GUID, so that GptTmpl.inf and gpreport.xml of one backup are one
 * policy.
 */
export function policyFolder(path: string): string | undefined {
  return /\{[0-9a-f-]{36}\}(?=\/)/i.exec(path)?.[0].toLowerCase();
}
