// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import type { Lab } from '../context.ts';

/** Microsoft's records come minutes late; a few much later. */
export function lateness(lab: Lab): number {
  return lab.random.chance(0.03) ? lab.random.int(20, 90) * minute : lab.random.int(20, 240) * second;
}
