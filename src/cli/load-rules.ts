// SPDX-License-Identifier: Apache-2.0
import { buildRuleSet, type RuleSet } from '../detect/rule-set.ts';
import { placeholderValues } from '../enrich/placeholders.ts';
import type { Settings } from '../model/settings.ts';
import { readRuleFiles, shippedRules } from './rule-files.ts';

/** The shipped detections and the user's, with the user's settings put in. */
export function loadRules(settings: Settings, folders: readonly string[] = []): RuleSet {
  const places = [shippedRules, ...settings.rules.folders, ...folders];
  return buildRuleSet(places.flatMap(readRuleFiles), {
    settings: settings.settings,
    disable: settings.rules.disable,
    lists: placeholderValues,
  });
}
