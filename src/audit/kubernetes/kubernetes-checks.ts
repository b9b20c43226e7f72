// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { automountOffByDefault } from './automount-off-by-default.ts';

export const kubernetesChecks: readonly Check[] = [automountOffByDefault];
