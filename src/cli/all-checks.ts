// SPDX-License-Identifier: Apache-2.0
import { checks } from '../audit/checks.ts';
import type { Check } from '../model/check.ts';
import { secretChecks } from '../secrets/secret-checks.ts';

/** All checks: those over the inventory, and those over files that `tokenward audit secrets` runs. */
export const allChecks: readonly Check[] = [...checks, ...secretChecks];
