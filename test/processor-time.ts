// SPDX-License-Identifier: Apache-2.0

/**
 * The processor time that `work` takes, in milliseconds: for tests that something hostile costs no more than linear
 * time. Unlike wall time it does not grow with what else the machine does. The least of up to five tries; the first
 * that is below `limit` is enough.
 */
export function processorTime(limit: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && least >= limit; tries++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
