// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { importedResultsResolved } from './imported-results-resolved.ts';

export const importedChecks: readonly Check[] = [importedResultsResolved];
