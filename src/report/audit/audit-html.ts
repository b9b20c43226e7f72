// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, CheckOutcome } from '../../model/audit-result.ts';
import { formatPosition } from '../../model/error.ts';
import { markPicture, severityNames } from '../html/marks.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderShell } from '../html/shell.ts';
import { compareText, severitiesDescending } from '../order.ts';
import { formatCount, plural } from '../wording.ts';
import { renderAreas } from './html-areas.ts';
import { renderWeaknesses } from './html-weaknesses.ts';
import { frameworksOf } from './weakness-finding.ts';

function headline(result: AuditResult): Markup {
  const { weaknesses, outcomes } = result;
  const worst = severitiesDescending.find((severity) => weaknesses.some((it) => it.severity === severity));
  const count = (state: CheckOutcome['state']): number => outcomes.filter((it) => it.state === state).length;
  const judged = count('failed') + count('unknown') + count('passed');
  const what = weaknesses.length === 0 ? 'No weaknesses' : plural(weaknesses.length, 'weakness', 'weaknesses');
  const unknown = count('unknown');
  const rest = unknown === 0 ? '' : `; ${plural(unknown, 'check')} could not be decided`;
  const cards = severitiesDescending.map((severity) => {
    const many = weaknesses.filter((it) => it.severity === severity).length;
    return html`<div class="${many === 0 ? 'card zero' : `card cap-${severity}`}">
<dt>${markPicture(severity)} ${severityNames[severity]}</dt><dd>${formatCount(many)}</dd></div>`;
  });
  const more = [
    ['Checks passed', count('passed')],
    ['Failed', count('failed')],
    ['Unknown', unknown],
    ['Facts', result.items],
  ] as const;
  return html`<p class="${worst === undefined ? 'lead' : `lead edge-${worst}`}"><strong>${what}</strong> by ${plural(judged, 'check')} over ${plural(result.items, 'fact')} of ${plural(result.files, 'file')}, as of ${new Date(result.now).toISOString().slice(0, 10)}${rest}.</p>
<dl class="cards">${cards}${more.map(([label, value]) => html`<div class="card plain-card"><dt>${label}</dt><dd>${formatCount(value)}</dd></div>`)}</dl>`;
}

function problems(result: AuditResult): Markup {
  if (result.problems.length === 0 && !result.interrupted) return html``;
  const lines = result.problems
    .slice(0, 20)
    .map((it) => html`<li>${it.message} <code>${formatPosition(it.position)}</code></li>`);
  return html`<div class="alert" role="note">${result.interrupted ? html`<p>Interrupted: this covers only the part that was read.</p>` : undefined}
${lines.length === 0 ? undefined : html`<p>${plural(result.problems.length, 'problem')} while reading: what was not read was not judged.</p><ul>${lines}</ul>`}</div>`;
}

function unknowns(result: AuditResult): Markup {
  if (result.unknowns.length === 0) return html``;
  const byReason = new Map<string, Set<string>>();
  for (const it of result.unknowns) byReason.set(it.reason, (byReason.get(it.reason) ?? new Set()).add(it.check.id));
  const rows = [...byReason]
    .toSorted(([a, x], [b, y]) => y.size - x.size || compareText(a, b))
    .slice(0, 200)
    .map(
      ([reason, ids]) =>
        html`<tr><td>${reason}</td><td class="number">${ids.size}</td><td>${[...ids].slice(0, 12).map((id) => html`<code>${id}</code> `)}${ids.size > 12 ? html`and ${ids.size - 12} more` : undefined}</td></tr>`,
    );
  return html`<section id="unknown" aria-labelledby="unknown-title"><h2 id="unknown-title">Unknown</h2>
<p>What was not collected, not logged or not licensed could not be judged. It does not count as passed.</p>
<div class="scroll"><table><thead><tr><th scope="col">Why</th><th scope="col" class="number">Checks</th><th scope="col">Which</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function changes(result: AuditResult): Markup {
  const { drift, excepted, staleExceptions } = result;
  if (drift === undefined && excepted.length === 0 && staleExceptions.length === 0) return html``;
  const count = (state: string): number => [...(drift?.states.values() ?? [])].filter((it) => it === state).length;
  const gone = (drift?.gone ?? []).slice(0, 100).map((it) => html`<li>${it.summary} <code>${it.check}</code></li>`);
  const accepted = excepted
    .slice(0, 200)
    .map(
      ({ weakness, exception }) =>
        html`<tr><td>${weakness.summary}</td><td>${exception.owner}</td><td>${exception.reason}</td><td class="number">${exception.expires}</td></tr>`,
    );
  const stale = staleExceptions.map(
    ({ exception, why }) => html`<li><code>${exception.check}</code> on ${exception.subject}: ${why}</li>`,
  );
  return html`<section id="changes" aria-labelledby="changes-title"><h2 id="changes-title">Accepted and changed</h2>
${drift === undefined ? undefined : html`<p>Since the baseline of ${drift.since.slice(0, 10)}: <strong>${count('new')} new</strong>, ${count('changed')} changed, ${count('known')} known, ${drift.gone.length} gone.</p>`}
${gone.length === 0 ? undefined : html`<h3>Gone</h3><ul>${gone}</ul>`}
${stale.length === 0 ? undefined : html`<h3>Exceptions to look at</h3><ul>${stale}</ul>`}
${accepted.length === 0 ? undefined : html`<h3>Accepted</h3><div class="scroll"><table><thead><tr><th scope="col">What</th><th scope="col">By</th><th scope="col">Why</th><th scope="col" class="number">Until</th></tr></thead><tbody>${accepted}</tbody></table></div>`}</section>`;
}

function frameworks(result: AuditResult): Markup {
  const names = new Map<string, Map<string, CheckOutcome[]>>();
  for (const outcome of result.outcomes) {
    if (outcome.state === 'not-run') continue;
    for (const [name, ids] of Object.entries(frameworksOf(outcome.check.mappings))) {
      const own = names.get(name) ?? new Map<string, CheckOutcome[]>();
      for (const id of ids) own.set(id, [...(own.get(id) ?? []), outcome]);
      names.set(name, own);
    }
  }
  const worst = (list: readonly CheckOutcome[]): string =>
    (['failed', 'unknown', 'passed', 'nothing-to-judge'] as const).find((state) =>
      list.some((it) => it.state === state),
    ) ?? '';
  const rows = [...names]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, ids]) => {
      const states = [...ids.values()].map(worst);
      const cell = (state: string): Markup =>
        html`<td class="number">${states.filter((it) => it === state).length}</td>`;
      return html`<tr><th scope="row">${name}</th><td class="number">${ids.size}</td>${cell('failed')}${cell('unknown')}${cell('passed')}${cell('nothing-to-judge')}</tr>`;
    });
  if (rows.length === 0) return html``;
  return html`<section id="frameworks" aria-labelledby="frameworks-title"><h2 id="frameworks-title">By framework</h2>
<p>Items of published benchmarks, and of other tools' lists, that a check of this run asks for. An item fails if any of its checks fails.</p>
<div class="scroll"><table><thead><tr><th scope="col">Framework or tool</th><th scope="col" class="number">Items</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Unknown</th><th scope="col" class="number">Passed</th><th scope="col" class="number">No subject</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function searched({ searched: it }: AuditResult): Markup | undefined {
  if (it === undefined) return undefined;
  const history = it.objects === 0 ? '' : ` and ${plural(it.objects, 'object')} of Git history`;
  return html`<p>${plural(it.files, 'file')}${history} were searched for tokens at rest.</p>`;
}

function reading(result: AuditResult): Markup {
  const rows = Object.entries(result.byReader)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(
      ([id, count]) =>
        html`<tr><th scope="row"><code>${id}</code></th><td class="number">${formatCount(count)}</td></tr>`,
    );
  const read = Object.values(result.byReader).reduce((sum, it) => sum + it, 0);
  return html`<section id="reading" aria-labelledby="reading-title"><h2 id="reading-title">What was read</h2>
<table class="tally"><thead><tr><th scope="col">Kind of file</th><th scope="col" class="number">Files</th></tr></thead><tbody>${rows}
<tr><th scope="row">passed over: nothing that is known</th><td class="number">${formatCount(result.passedOver)}</td></tr>
<tr><th scope="row">unreadable</th><td class="number">${formatCount(Math.max(0, result.files - read - result.passedOver))}</td></tr></tbody>
<tfoot><tr><th scope="row">all</th><td class="number">${formatCount(result.files)}</td></tr></tfoot></table>
${searched(result)}</section>`;
}

/**
 * The audit as one self-contained page: it loads nothing, reads without JavaScript and prints. Every value is escaped. The
 * 1,000 worst weaknesses are shown; it says how many more there are.
 *
 * @param title of the page; `Tokenward audit` by default
 */
export function renderAuditHtml(result: AuditResult, title: string = 'Tokenward audit'): string {
  return renderShell(
    title,
    [headline(result), problems(result)],
    [
      { anchor: 'areas', label: 'Overview', markup: renderAreas(result) },
      { anchor: 'findings', label: 'Weaknesses', markup: renderWeaknesses(result) },
      { anchor: 'unknown', label: 'Unknown', markup: unknowns(result) },
      { anchor: 'changes', label: 'Accepted and changed', markup: changes(result) },
      { anchor: 'frameworks', label: 'By framework', markup: frameworks(result) },
      { anchor: 'reading', label: 'What was read', markup: reading(result) },
    ],
    html``,
  ).markup;
}
