// SPDX-License-Identifier: Apache-2.0
import type { Position } from '../model/error.ts';
import { formatPosition } from '../model/error.ts';
import { type Entity, type Finding, severities } from '../model/finding.ts';
import { visible } from './visible.ts';

/** `1,234` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 finding`, `2 findings`; `many` is given where an s is not enough. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `1.5 MB`, in powers of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const name = bytes === 1 ? 'byte' : units[unit];
  return `${value.toLocaleString('en-US', { maximumFractionDigits: digits })} ${name}`;
}

/** Milliseconds as `450ms`, `12s`, `3m12s`, `2h05m`, `4d06h`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1000) return `${ms}ms`;
  const seconds = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h${two(Math.floor((seconds % 3600) / 60))}m`;
  return `${Math.floor(seconds / 86_400)}d${two(Math.floor((seconds % 86_400) / 3600))}h`;
}

/** `2026-03-02 10:15:00 UTC` of a finding's time; a text that is no time is shown as it is. */
export function formatTime(time: string): string {
  return isTime(time) ? `${time.slice(0, 10)} ${time.slice(11, 19)} UTC` : visible(time, 40);
}

/** `2026-03-02 10:15:00 to 11:02:12 UTC`; the second date is left out where it is the same. */
export function formatSpan(first: string, last: string): string {
  if (!isTime(first) || !isTime(last) || first === last) return formatTime(first);
  const end =
    first.slice(0, 10) === last.slice(0, 10) ? last.slice(11, 19) : `${last.slice(0, 10)} ${last.slice(11, 19)}`;
  return `${first.slice(0, 10)} ${first.slice(11, 19)} to ${end} UTC`;
}

function isTime(time: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(time);
}

/** `service-account payments:api (id 3f…)`: kind, then the name a person knows, then the id where it says more. */
export function describeEntity(entity: Entity): string {
  const kind = visible(entity.kind, 60);
  const id = visible(entity.id, 200);
  const name = entity.name === undefined ? '' : visible(entity.name, 200);
  return name === '' || name === id ? `${kind} ${id}` : `${kind} ${name} (${id})`;
}

/** `198.51.100.7, AS64500 Example Hosting, NL, hosting` with the parts that are known. */
export function describeNetwork(network: NonNullable<Finding['network']>): string {
  const as = [network.asn === undefined ? '' : `AS${network.asn}`, visible(network.as ?? '', 80)].filter(
    (part) => part !== '',
  );
  const kind = [network.class ?? 'unknown', network.cloud ?? 'unknown']
    .filter((part) => part !== 'unknown')
    .map((part) => visible(part, 40));
  return [
    visible(network.ip, 60),
    as.join(' '),
    visible(network.country ?? '', 20),
    kind.join(' '),
    network.zone === undefined ? '' : `your network ${visible(network.zone, 60)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The parts of a finding that say who, with what, through what, from where, on what; only those that are known. */
export function describeParties(finding: Finding): readonly (readonly [label: string, text: string])[] {
  const parties: (readonly [string, string])[] = [];
  if (finding.principal !== undefined) parties.push(['Who', describeEntity(finding.principal)]);
  if (finding.credential !== undefined) parties.push(['With', describeEntity(finding.credential)]);
  if (finding.client !== undefined) parties.push(['Through', describeEntity(finding.client)]);
  if (finding.network !== undefined) parties.push(['From', describeNetwork(finding.network)]);
  if (finding.resource !== undefined) parties.push(['On', describeEntity(finding.resource)]);
  return parties;
}

/** `file:line:column`, harmless to print. */
export function describePosition(position: Position): string {
  return visible(formatPosition(position), 300);
}

const linkWords = ['address', 'principal', 'credential', 'session', 'instance', 'client'];

/**
 * What holds a story together, the telling ones first: one of each kind (address, principal, ...), at most `most`; `more`
 * counts the others.
 */
export function mainLinks(
  links: readonly string[],
  most = 3,
): { readonly shown: readonly string[]; readonly more: number } {
  const shown = linkWords.flatMap((word) => links.find((link) => link.startsWith(`${word} `)) ?? []).slice(0, most);
  return { shown, more: links.length - shown.length };
}

/** The finding that tells most of a story: the worst, and of these the one with most steps. */
export function mainFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted(
    (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.evidence.length - a.evidence.length,
  )[0];
}
