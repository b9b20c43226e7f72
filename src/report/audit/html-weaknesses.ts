// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, Weakness } from '../../model/audit-result.ts';
import type { CheckEvidence, ScorePart } from '../../model/check.ts';
import { formatPosition } from '../../model/error.ts';
import type { Severity } from '../../model/finding.ts';
import { controls } from '../html/controls.ts';
import { badge } from '../html/marks.ts';
import { html, type Markup, prose, shorten } from '../html/markup.ts';
import { plural } from '../wording.ts';
import { frameworksOf, orderWeaknesses } from './weakness-finding.ts';

const shown = 1_000;
const shownEvidence = 20;

function place({ where, region, note }: CheckEvidence): Markup {
  const at = formatPosition({ file: where.file, line: region?.line ?? where.line ?? 1, column: region?.column });
  return html`<li>${note}<br><code class="place">${at}</code> <span class="muted">${where.source}, ${where.collectedAt.slice(0, 10)}</span></li>`;
}

function scoreTable(parts: readonly ScorePart[] | undefined): Markup {
  if (parts === undefined) return html``;
  const total = parts.reduce((sum, it) => sum + it.points, 0);
  const rows = parts.map(
    (it) => html`<tr><th scope="row">${it.factor}</th><td class="number">${it.points}</td><td>${it.why}</td></tr>`,
  );
  return html`<h4>Score ${Math.round(total)}</h4><div class="scroll"><table>${rows}</table></div>`;
}

function item(it: Weakness, index: number, result: AuditResult, open: boolean): Markup {
  const { check, subject, evidence } = it;
  const time = evidence[0]?.where.collectedAt ?? new Date(result.now).toISOString();
  const drift = result.drift?.states.get(it.id);
  const tags = [
    ...check.mappings.mitigations,
    ...Object.entries(frameworksOf(check.mappings)).flatMap(([name, ids]) => ids.map((id) => `${name} ${id}`)),
  ];
  const more = evidence.length - shownEvidence;
  return html`<li class="finding edge-${it.severity}" id="finding-${index + 1}" data-severity="${it.severity}" data-time="${time}" data-rule="${check.id}">
<details${open ? html` open` : undefined}>
<summary><span class="top">${badge(it.severity)}<span class="number">${index + 1}</span><span class="tag">${check.area}</span>${drift === undefined || drift === 'known' ? undefined : html`<span class="tag">${drift}</span>`}
<span class="who">${shorten(subject.name ?? subject.id, 70)}</span></span>
<h3>${check.weakness}</h3><span class="sentence">${prose(it.summary)}</span></summary>
<div class="body">
<h4>Why it matters</h4><p>${prose(check.why)}</p>
<h4>Where</h4><ul>${evidence.slice(0, shownEvidence).map(place)}</ul>
${more > 0 ? html`<p class="muted">and ${plural(more, 'more place')}</p>` : undefined}
${scoreTable(it.score)}
<h4>What to do</h4><ol>${it.next.slice(0, 12).map((step) => html`<li>${prose(step)}</li>`)}</ol>
${it.fix === undefined ? undefined : html`<p><code>--fix${it.fix.safety === 'safe' ? '' : '-unsafe'}</code> would ${it.fix.title}.</p>`}
<p class="rule muted">Check <code>${check.id}</code>: ${check.title}. Confidence ${it.confidence}.
${tags.slice(0, 24).map((tag) => html`<span class="tag">${tag}</span> `)}<span class="id">Finding <code>${it.id}</code></span></p>
</div></details></li>
`;
}

/** The weaknesses as a list that opens and closes without a script; the script adds search, filter and order. */
export function renderWeaknesses(result: AuditResult): Markup {
  const all = orderWeaknesses(result.weaknesses);
  const list = all.slice(0, shown);
  const counts = new Map<Severity, number>();
  for (const { severity } of list) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const none = html`<p>No check failed on what was read. That is no proof that nothing is wrong: see what is unknown and what was read.</p>`;
  return html`<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Weaknesses</h2>
${list.length === 0 ? none : controls(counts)}
<ol class="findings" id="finding-list">
${list.map((it, index) => item(it, index, result, index === 0))}</ol>
${all.length > shown ? html`<p class="note">${plural(all.length - shown, 'more weakness', 'more weaknesses')} left out of this page; <code>--format jsonl</code> gives all of them.</p>` : undefined}</section>`;
}
