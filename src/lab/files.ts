// SPDX-License-Identifier: Apache-2.0
import { day, isoSeconds, minute } from './clock.ts';

const quarter = 15 * minute;
const bulky: ReadonlySet<string> = new Set(['kubernetes.audit', 'entra.signin']);

/**
 * The file that a record belongs in: one per source for a small lab, one per source and day for others. CloudTrail
 * files are gzipped and cover a quarter of an hour, as AWS delivers them.
 */
export function fileOf(source: string, arrived: number, size: unknown, start: number): string {
  const small = size === 'small';
  if (source === 'aws.cloudtrail') {
    const at = isoSeconds(small ? start : Math.floor(arrived / quarter) * quarter).replaceAll(/[-:]/g, '');
    const name = `111122223333_CloudTrail_eu-central-1_${at.slice(0, 13)}Z_tokenwardlab.json.gz`;
    return small ? name : `${source}/${name}`;
  }
  // The two that write most are compressed, as rotated logs are.
  if (small) return `${source}.jsonl${bulky.has(source) ? '.gz' : ''}`;
  return `${source}/${isoSeconds(Math.floor(arrived / day) * day).slice(0, 10)}.jsonl`;
}

/** Whether a file is one `{"Records":[...]}` object instead of one record a line. */
export function isEnvelope(file: string): boolean {
  return file.includes('_CloudTrail_');
}
