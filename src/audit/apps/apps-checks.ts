// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';

export const appsChecks: readonly Check[] = [];
