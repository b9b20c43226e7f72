// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';
import { lastChange } from './last-change.ts';

/**
 * Verdicts on a setting that only the audit log tells.
 *
 * @param place where the setting is, below Settings
 * @param sentence what it means for an organisation that it is off
 */
export function* judgeLastChange(
  inventory: Inventory,
  setting: ItemOf<'github.setting-change'>['setting'],
  place: string,
  sentence: (organization: string) => string,
): Iterable<Verdict> {
  for (const [organization, it] of lastChange(inventory, setting)) {
    const subject = ofScope('github', `organization:${organization}`);
    if (it?.on === undefined) {
      const reason =
        it === undefined
          ? `GitHub has no API for this setting, and the audit log (180 days) holds no change of it: look under Settings, ${place}`
          : 'it was left to the enterprise: look there';
      yield unknown(subject, reason);
    } else if (it.on) yield pass(subject);
    else yield fail(subject, sentence(organization), at(it, `switched off on ${it.at.slice(0, 10)}`, 'action'));
  }
}
