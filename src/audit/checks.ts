// SPDX-License-Identifier: Apache-2.0
// Every check, one line an area.
import type { Check } from '../model/check.ts';
import { kubernetesChecks } from './kubernetes/kubernetes-checks.ts';

export const checks: readonly Check[] = [...kubernetesChecks];
