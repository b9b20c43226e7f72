// SPDX-License-Identifier: Apache-2.0
// The findings of one attack, in order: findings that share a credential, session, principal or outside address are one story.
import { createHash } from 'node:crypto';
import { type Finding, type Story, severities } from '../model/finding.ts';
import { fieldText, type Sighting } from './sighting.ts';

/** A finding with what it can be tied to others by. */
export interface Linked {
  readonly finding: Finding;
  readonly links: ReadonlySet<string>;
}

const outside = new Set(['hosting', 'vpn', 'tor', 'unknown', 'isp', 'cloud']);
/** A value that ties together this many findings says where people work, not who attacks. */
const tooCommon = 40;

/** What an event can be tied to others by. Addresses of the user's own ranges and private ones tie nothing. */
export function linksOf(sightings: readonly Sighting[]): ReadonlySet<string> {
  const links = new Set<string>();
  const add = (word: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') links.add(`${word} ${value}`);
  };
  for (const it of sightings) {
    add('credential', fieldText(it, 'credential.id'));
    add('credential', fieldText(it, 'credential.issued'));
    add('session', fieldText(it, 'session.id'));
    add('client', fieldText(it, 'client.id'));
    add('instance', fieldText(it, 'host.instance'));
    if (fieldText(it, 'principal.kind') !== 'system') add('principal', fieldText(it, 'principal.id'));
    const kind = fieldText(it, 'network.class');
    if (fieldText(it, 'network.zone') === undefined && kind !== undefined && outside.has(kind)) {
      add('address', fieldText(it, 'network.ip'));
    }
  }
  return links;
}

function gather(linked: readonly Linked[]): Map<string, number[]> {
  const byLink = new Map<string, number[]>();
  linked.forEach((it, index) => {
    for (const link of it.links) {
      const list = byLink.get(link);
      if (list === undefined) byLink.set(link, [index]);
      else list.push(index);
    }
  });
  return byLink;
}

/**
 * Joins findings into stories: two findings belong together if they share a link and lie at most `gap` milliseconds
 * apart (default 48 hours). Findings that stand alone make no story.
 */
export function tellStories(linked: readonly Linked[], gap = 172_800_000): readonly Story[] {
  const parent = linked.map((_it, index) => index);
  const root = (index: number): number => {
    let at = index;
    for (let up = parent[at]; up !== undefined && up !== at; up = parent[at]) at = up;
    parent[index] = at;
    return at;
  };
  const times = linked.map(({ finding }) => [Date.parse(finding.firstSeen), Date.parse(finding.lastSeen)] as const);
  const shared = new Map<string, number[]>();
  for (const [link, members] of gather(linked)) {
    if (members.length < 2 || members.length > tooCommon) continue;
    shared.set(link, members);
    const order = members.toSorted((a, b) => (times[a]?.[0] ?? 0) - (times[b]?.[0] ?? 0));
    let reach = Number.NEGATIVE_INFINITY;
    let before = -1;
    for (const index of order) {
      const [first = 0, last = 0] = times[index] ?? [];
      if (before >= 0 && first - reach <= gap) parent[root(index)] = root(before);
      reach = Math.max(reach, last);
      before = index;
    }
  }
  const groups = new Map<number, number[]>();
  linked.forEach((_it, index) => {
    const at = root(index);
    const list = groups.get(at);
    if (list === undefined) groups.set(at, [index]);
    else list.push(index);
  });
  // What ties at least two findings of the same story.
  const ties = new Map<number, string[]>();
  for (const [link, tied] of shared) {
    const counts = new Map<number, number>();
    for (const index of tied) counts.set(root(index), (counts.get(root(index)) ?? 0) + 1);
    for (const [at, count] of counts) {
      if (count < 2) continue;
      const list = ties.get(at);
      if (list === undefined) ties.set(at, [link]);
      else list.push(link);
    }
  }
  const stories: Story[] = [];
  for (const [at, members] of groups) {
    if (members.length < 2) continue;
    const findings = members
      .map((index) => linked[index]?.finding)
      .filter((it) => it !== undefined)
      .toSorted((a, b) => a.firstSeen.localeCompare(b.firstSeen) || a.id.localeCompare(b.id));
    const worst = findings.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))[0];
    const first = findings[0];
    if (worst === undefined || first === undefined) continue;
    stories.push({
      id: createHash('sha256').update(`story ${first.id}`).digest('hex').slice(0, 16),
      title: worst.title,
      severity: worst.severity,
      firstSeen: first.firstSeen,
      lastSeen:
        findings
          .map((it) => it.lastSeen)
          .toSorted()
          .at(-1) ?? first.lastSeen,
      findings: findings.map((it) => it.id),
      links: (ties.get(at) ?? []).toSorted().slice(0, 20),
    });
  }
  return stories.toSorted((a, b) => a.firstSeen.localeCompare(b.firstSeen) || a.id.localeCompare(b.id));
}
