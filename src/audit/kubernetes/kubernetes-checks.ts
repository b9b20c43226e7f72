// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { automountOffByDefault } from './automount-off-by-default.ts';
import { powerChecks } from './power-checks.ts';

export const kubernetesChecks: readonly Check[] = [automountOffByDefault, ...powerChecks];
