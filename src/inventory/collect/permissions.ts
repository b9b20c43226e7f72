// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../../model/error.ts';
import type { CollectOptions, Collector } from './collector.ts';

/** One permission, and what it is for. */
export interface PermissionNeed {
  readonly permission: string;
  readonly tells: readonly string[];
  readonly optional: boolean;
}

/** All permissions that a collector needs, each once. */
export function permissionsOf(collector: Collector, options: CollectOptions): readonly PermissionNeed[] {
  const byName = new Map<string, { readonly tells: Set<string>; readonly optional: boolean }>();
  for (const { permission, tells, optional = false } of collector.calls(options)) {
    const known = byName.get(permission) ?? { tells: new Set(), optional: true };
    for (const kind of tells) known.tells.add(kind);
    byName.set(permission, { tells: known.tells, optional: known.optional && optional });
  }
  for (const permission of collector.followed ?? []) {
    if (!byName.has(permission)) byName.set(permission, { tells: new Set(), optional: false });
  }
  return [...byName].map(([permission, { tells, optional }]) => ({ permission, tells: [...tells], optional }));
}

/** @throws TokenwardError `USAGE` for options that the collector does not have, or lacks */
export function checkOptions(collector: Collector, options: CollectOptions): CollectOptions {
  const names = [...Object.keys(collector.options), 'base-url'];
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  const wrong = given.find(([name]) => !names.includes(name));
  if (wrong !== undefined) {
    throw new TokenwardError('USAGE', `${collector.provider} has no option ${wrong[0]}; it has ${names.join(', ')}`);
  }
  const lacking = collector.required?.find((name) => given.every(([each]) => each !== name));
  if (lacking !== undefined) {
    throw new TokenwardError('USAGE', `add --option ${lacking}=...: ${collector.options[lacking] ?? lacking}`);
  }
  return Object.fromEntries(given);
}
