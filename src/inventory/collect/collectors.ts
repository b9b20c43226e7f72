// SPDX-License-Identifier: Apache-2.0
// Every live collector, one line each.
import type { Collector } from './collector.ts';

export const collectors: readonly Collector[] = [];
