// SPDX-License-Identifier: Apache-2.0
// Every live collector, one line each.
import { entraCollector } from '../entra/entra-collector.ts';
import { githubCollector } from '../github/github-collector.ts';
import type { Collector } from './collector.ts';

export const collectors: readonly Collector[] = [entraCollector, githubCollector];
