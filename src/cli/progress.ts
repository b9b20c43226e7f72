// SPDX-License-Identifier: Apache-2.0
import type { Progress } from '../run/run.ts';

const interval = 100;

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)}s`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}m${String(Math.ceil(seconds % 60)).padStart(2, '0')}s`
    : `${(seconds / 3600).toFixed(1)}h`;
}

/** A progress line with rate and time left on a terminal's standard error; silent where it is piped. */
export function createProgress(
  total: number | undefined,
  quiet: boolean,
): { show(progress: Progress): void; clear(): void } {
  const { stderr } = process;
  if (quiet || !stderr.isTTY) return { show() {}, clear() {} };
  const started = performance.now();
  let shown = 0;
  return {
    show({ bytes, records }) {
      const now = performance.now();
      if (now - shown < interval) return;
      shown = now;
      const seconds = (now - started) / 1000;
      const rate = bytes / Math.max(seconds, 0.001);
      const part = total === undefined || total === 0 ? undefined : Math.min(1, bytes / total);
      const width = 20;
      const bar =
        part === undefined ? '' : `[${'='.repeat(Math.round(part * width)).padEnd(width)}] ${Math.floor(part * 100)}% `;
      const left =
        part === undefined || seconds < 1 || total === undefined ? '' : `, ${duration((total - bytes) / rate)} left`;
      const text = `${bar}${size(bytes)}, ${records.toLocaleString('en')} records, ${size(rate)}/s${left}`;
      stderr.write(`\r\u001b[K${text.slice(0, Math.max(10, (stderr.columns ?? 80) - 1))}`);
    },
    clear() {
      if (shown > 0) stderr.write('\r\u001b[K');
    },
  };
}
