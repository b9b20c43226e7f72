// SPDX-License-Identifier: Apache-2.0
// What others say of a permission, beside our own reason.
import type { CheckContext } from '../../model/check.ts';

/** As in ` (Microsoft: privilege level 4 of 5; CISA ScubaGear: critical)`; empty where nobody rates it. */
export function opinionsOf(
  { knowledge }: Pick<CheckContext, 'knowledge'>,
  { name, api }: { readonly name: string; readonly api: string | undefined },
  kind: 'application' | 'delegated' = 'application',
): string {
  const opinions = knowledge.permissionRisk(name, api, kind)?.opinions ?? [];
  return opinions.length === 0 ? '' : ` (${opinions.map((it) => `${it.by}: ${it.rating}`).join('; ')})`;
}
