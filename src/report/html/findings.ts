// SPDX-License-Identifier: Apache-2.0
import type { Evidence, Severity } from '../../model/finding.ts';
import { visible } from '../visible.ts';
import { describeParties, formatDuration, formatSpan, formatTime, plural } from '../wording.ts';
import { controls } from './controls.ts';
import type { Entries, Entry } from './entries.ts';
import { badge } from './marks.ts';
import { html, type Markup, shorten } from './markup.ts';

const shownEvents = 30;
const shownOfFact = 160;

function chainStep(event: Evidence, previous: Evidence | undefined): Markup {
  const gap = previous === undefined ? Number.NaN : Date.parse(event.time) - Date.parse(previous.time);
  const wait = Number.isFinite(gap) ? html`<span class="gap">+${formatDuration(gap)}</span>` : html``;
  const details = [
    ['action', event.action],
    ['by', event.principal],
    ['from', event.ip],
    ['on', event.resource],
    ['agent', event.agent],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const stage = event.stage === undefined ? undefined : html` <span class="stage">${event.stage}</span>`;
  const facts = details.map(
    ([label, value]) =>
      html` <span class="fact"><span class="label">${label}</span> ${visible(value, shownOfFact)}</span>`,
  );
  return html`<li>
<div class="when"><time datetime="${event.time}">${formatTime(event.time)}</time>${wait}</div>
<div class="what"><p>${event.note}</p>
<p class="facts"><span class="source">${event.source}</span>${stage}${facts}</p>
<p class="place"><code>${event.file}:${event.line}</code></p></div></li>`;
}

function chain({ finding }: Entry): Markup {
  const events = finding.evidence.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time)).slice(0, shownEvents);
  const more = Math.max(finding.count, finding.evidence.length) - events.length;
  return html`<h4>What happened</h4>
<ol class="chain">${events.map((event, index) => chainStep(event, events[index - 1]))}</ol>
${more > 0 ? html`<p class="muted">and ${plural(more, 'more event')}</p>` : undefined}`;
}

function list(title: string, items: readonly string[], ordered: boolean): Markup {
  if (items.length === 0) return html``;
  const lines = items.slice(0, 12).map((item) => html`<li>${item}</li>`);
  return html`<h4>${title}</h4>${ordered ? html`<ol>${lines}</ol>` : html`<ul>${lines}</ul>`}`;
}

function body(entry: Entry, story: string | undefined): Markup {
  const { finding } = entry;
  const ids = [...finding.attack.techniques, ...finding.attack.analytics, ...finding.mitigations];
  const tags = ids.slice(0, 20).map((id) => html`<span class="tag">${id}</span> `);
  const attack = story === undefined ? undefined : html`<a href="#${story}">Part of an attack</a>. `;
  const made = finding.synthetic === true ? html`Made by <code>tokenward lab</code>. ` : undefined;
  return html`<div class="body">
<dl class="parties">${describeParties(finding).map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}
<div><dt>When</dt><dd>${formatSpan(finding.firstSeen, finding.lastSeen)}</dd></div></dl>
${list('What to do', finding.next, true)}
${chain(entry)}
${list('Harmless if it is', finding.falsePositives, false)}
<p class="rule muted">Rule <code>${finding.rule}</code>, ${finding.maturity}, confidence ${finding.confidence}.
${tags}${attack}${made}<span class="id">Finding <code>${finding.id}</code></span></p>
</div>`;
}

function item(entry: Entry, story: string | undefined, open: boolean): Markup {
  const { finding } = entry;
  const who = finding.principal?.name ?? finding.principal?.id;
  const data = html`data-severity="${finding.severity}" data-time="${finding.time}" data-rule="${finding.rule}"`;
  return html`<li class="finding edge-${finding.severity}" id="${entry.anchor}" ${data}>
<details${open ? html` open` : undefined}>
<summary><span class="top">${badge(finding.severity)}<span class="number">${entry.number}</span>
<time datetime="${finding.time}">${formatTime(finding.time)}</time>
${who === undefined ? undefined : html`<span class="who">${shorten(who, 60)}</span>`}</span>
<h3>${finding.title}</h3><span class="sentence">${finding.summary}</span></summary>
${body(entry, story)}</details></li>
`;
}

/** The findings as a list that opens and closes without a script; the script adds search, filter and order. */
export function renderFindings(entries: Entries): Markup {
  const stories = new Map(
    entries.stories.flatMap(({ anchor, entries: own }) => own.map((entry) => [entry.anchor, anchor])),
  );
  const counts = new Map<Severity, number>();
  for (const { finding } of entries.shown) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  const open = entries.shown.length <= 3 ? entries.shown.length : 1;
  const none = html`<p>No rule was met in the records that were recognised. That is no proof that nothing happened:
see <a href="#accounting">what was read</a> and <a href="#coverage">what was looked for</a>.</p>`;
  const rest = html`<p class="note">${plural(entries.hidden, 'more finding')} of equal or lower severity left out of this page. <code>--format jsonl</code> gives all of them.</p>`;
  return html`<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${entries.shown.length === 0 ? none : controls(counts)}
<ol class="findings" id="finding-list">
${entries.shown.map((entry, index) => item(entry, stories.get(entry.anchor), index < open))}</ol>
${entries.hidden > 0 ? rest : undefined}</section>`;
}
