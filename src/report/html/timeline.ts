// SPDX-License-Identifier: Apache-2.0
import { compareSeverity, compareText } from '../order.ts';
import { formatTime, plural } from '../wording.ts';
import type { Entries, Entry } from './entries.ts';
import { markPicture, markShape, severityNames } from './marks.ts';
import { cutEnd, html, type Markup, shorten } from './markup.ts';
import { makeTicks, widen } from './time-axis.ts';

const width = 1080;
const left = 200;
const right = 20;
const top = 40;
const laneHeight = 34;
const binWidth = 22;
const shownLanes = 20;

interface Lane {
  readonly label: string;
  readonly full: string;
  readonly isStory: boolean;
  readonly entries: readonly Entry[];
}

function makeLanes(entries: Entries): readonly Lane[] {
  const inStory = new Set(entries.stories.flatMap(({ entries: own }) => own.map(({ anchor }) => anchor)));
  const stories = entries.stories
    .filter(({ entries: own }) => own.length > 0)
    .map(
      ({ story, entries: own }): Lane => ({
        label: cutEnd(story.title, 26),
        full: `Attack: ${story.title}`,
        isStory: true,
        entries: own,
      }),
    );
  const byPrincipal = new Map<string, Entry[]>();
  for (const entry of entries.shown) {
    if (inStory.has(entry.anchor)) continue;
    const { principal } = entry.finding;
    const name = principal === undefined ? 'no principal' : (principal.name ?? principal.id);
    const own = byPrincipal.get(name);
    if (own === undefined) byPrincipal.set(name, [entry]);
    else own.push(entry);
  }
  const principals = [...byPrincipal].map(
    ([name, own]): Lane => ({ label: shorten(name, 26), full: name, isStory: false, entries: own }),
  );
  const lanes = [...stories, ...principals.toSorted(compareLanes)];
  if (lanes.length <= shownLanes) return lanes;
  const rest = lanes.slice(shownLanes - 1);
  const label = `${rest.length} others`;
  return [
    ...lanes.slice(0, shownLanes - 1),
    { label, full: label, isStory: false, entries: rest.flatMap((lane) => lane.entries) },
  ];
}

function compareLanes(a: Lane, b: Lane): number {
  const [first, second] = [a.entries[0], b.entries[0]];
  const worst =
    first === undefined || second === undefined ? 0 : compareSeverity(first.finding.severity, second.finding.severity);
  return worst || b.entries.length - a.entries.length || compareText(a.full, b.full);
}

interface Bin {
  readonly x: number;
  readonly own: readonly Entry[];
}

/** Marks that would lie on each other become one, with the worst severity and a count. */
function bins(lane: Lane, scale: (time: number) => number): readonly Bin[] {
  const placed = new Map<number, Entry[]>();
  for (const entry of lane.entries) {
    const bin = Math.round(scale(Date.parse(entry.finding.time)) / binWidth);
    const own = placed.get(bin);
    if (own === undefined) placed.set(bin, [entry]);
    else own.push(entry);
  }
  return [...placed]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, own]) => ({ x: bin * binWidth, own: own.toSorted((a, b) => a.number - b.number) }));
}

function markOf({ x: middle, own }: Bin, y: number, scale: (time: number) => number): Markup {
  const [worst] = own;
  if (worst === undefined) return html``;
  const { finding, anchor } = worst;
  const more = own.length > 1 ? `, and ${plural(own.length - 1, 'more', 'more')} close by` : '';
  const title = `${severityNames[finding.severity]}: ${finding.title}, ${formatTime(finding.time)}${more}`;
  const count = own.length > 1 ? html`<text class="count" x="7" y="-6">${own.length}</text>` : undefined;
  const x = (own.length > 1 ? middle : scale(Date.parse(finding.time))).toFixed(1);
  // No tab stop: there may be hundreds, and the list of findings holds the same links.
  return html`<a href="#${anchor}" tabindex="-1" aria-label="${title}" transform="translate(${x} ${y})"><title>${title}</title>
<rect class="target" x="-9" y="-12" width="18" height="24"/>${markShape(finding.severity)}${count}</a>`;
}

function laneOf(lane: Lane, index: number, scale: (time: number) => number): Markup {
  const y = top + laneHeight * index + laneHeight / 2;
  const starts = lane.entries.map(({ finding }) => Date.parse(finding.firstSeen)).filter(Number.isFinite);
  const ends = lane.entries.map(({ finding }) => Date.parse(finding.lastSeen)).filter(Number.isFinite);
  const [from, to] = [scale(Math.min(...starts)), scale(Math.max(...ends))];
  const line =
    from < to
      ? html`<line class="extent" x1="${from.toFixed(1)}" x2="${to.toFixed(1)}" y1="${y}" y2="${y}"/>`
      : undefined;
  const stripe = html`<rect class="lane" x="0" y="${y - laneHeight / 2}" width="${width}" height="${laneHeight}"/>`;
  const label = html`<text class="${lane.isStory ? 'lane-label strong' : 'lane-label'}" x="8" y="${y + 4}">
<title>${lane.full}</title>${lane.label}</text>`;
  return html`<g>${index % 2 === 0 ? stripe : undefined}${label}${line}${bins(lane, scale).map((bin) => markOf(bin, y, scale))}</g>
`;
}

/** Findings over time, a lane for each attack and for each principal outside of one; nothing where there is no finding. */
export function renderTimeline(entries: Entries): Markup {
  const timed = entries.shown.filter(({ finding }) => Number.isFinite(Date.parse(finding.time)));
  if (timed.length === 0) return html``;
  const times = timed
    .flatMap(({ finding: { time, firstSeen, lastSeen } }) => [time, firstSeen, lastSeen].map(Date.parse))
    .filter(Number.isFinite);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const { from, to } = widen(first, last);
  const scale = (time: number): number => left + ((time - from) / (to - from)) * (width - left - right);
  const lanes = makeLanes({ ...entries, shown: timed });
  const height = top + laneHeight * lanes.length + 8;
  const ticks = makeTicks(from, to).map(({ time, label, date }) => {
    const x = scale(time).toFixed(1);
    const day = date === undefined ? undefined : html`<text class="tick day" x="${x}" y="14">${date}</text>`;
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top - 6}" y2="${height}"/>
${day}<text class="tick" x="${x}" y="29">${label}</text>`;
  });
  const key = (['critical', 'high', 'medium', 'low', 'informational'] as const).map(
    (severity) => html`<span>${markPicture(severity)} ${severityNames[severity]}</span> `,
  );
  const span = `${formatTime(new Date(first).toISOString())} to ${formatTime(new Date(last).toISOString())}`;
  const size = `${plural(timed.length, 'finding')} in ${plural(lanes.length, 'lane')}`;
  const summary = `${size}, ${span}. The list of findings below tells the same in words.`;
  return html`<section id="timeline" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
<p class="key">${key}<span class="muted">Times are UTC. A number counts findings close together. A mark leads to its finding.</span></p>
<div class="scroll" role="region" tabindex="0" aria-label="Timeline, scrolls sideways">
<svg class="timeline" viewBox="0 0 ${width} ${height}" role="group" aria-label="${summary}">
<g aria-hidden="true">${ticks}</g>
${lanes.map((lane, index) => laneOf(lane, index, scale))}</svg></div></section>`;
}
