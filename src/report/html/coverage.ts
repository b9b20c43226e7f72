// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../../model/account.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { describeTechnique } from '../attack-names.ts';
import { compareSeverity, compareText } from '../order.ts';
import { formatCount, plural } from '../wording.ts';
import { badge } from './marks.ts';
import { html, type Markup } from './markup.ts';

const shownRows = 40;

function countBy(
  findings: readonly Finding[],
  keysOf: (finding: Finding) => readonly string[],
): readonly (readonly [string, number, Severity])[] {
  const counts = new Map<string, readonly [number, Severity]>();
  for (const finding of findings) {
    for (const key of new Set(keysOf(finding))) {
      const [count, worst] = counts.get(key) ?? [0, finding.severity];
      counts.set(key, [count + 1, compareSeverity(finding.severity, worst) < 0 ? finding.severity : worst]);
    }
  }
  return [...counts]
    .map(([key, [count, worst]]) => [key, count, worst] as const)
    .toSorted(([a, x, s], [b, y, t]) => compareSeverity(s, t) || y - x || compareText(a, b));
}

function table(caption: string, heading: string, rows: readonly Markup[], last: string): Markup {
  if (rows.length === 0) return html``;
  const more = rows.length - shownRows;
  return html`<div class="scroll"><table><caption>${caption}</caption><thead><tr><th scope="col">${heading}</th>
<th scope="col" class="number">${last}</th><th scope="col"></th></tr></thead><tbody>${rows.slice(0, shownRows)}</tbody></table>
${more > 0 ? html`<p class="muted">and ${formatCount(more)} more</p>` : undefined}</div>`;
}

function techniqueLabel(id: string): Markup {
  const { name, sub } = describeTechnique(id);
  const full = sub === undefined ? name : [name, sub.name].filter((part) => part !== undefined).join(': ');
  return html`<code>${id}</code>${full === undefined ? undefined : html` ${full}`}`;
}

/** What was looked for and in what: rules, log sources, and the ATT&CK techniques and analytics that findings stand for. */
export function renderCoverage({ findings, rules, tally }: RunResult): Markup {
  const line = (label: Markup, count: number, worst?: Severity): Markup =>
    html`<tr><th scope="row">${label}</th><td class="number">${formatCount(count)}</td>
<td>${worst === undefined ? undefined : badge(worst)}</td></tr>`;
  const sources = Object.entries(tally.bySource)
    .toSorted(([a, x], [b, y]) => y - x || compareText(a, b))
    .map(([source, count]) => line(html`<code>${source}</code>`, count));
  const hit = countBy(findings, ({ rule }) => [rule]).map(([rule, count, worst]) =>
    line(html`<code>${rule}</code>`, count, worst),
  );
  const attack = [
    ...countBy(findings, (finding) => finding.attack.techniques).map(([id, count, worst]) =>
      line(techniqueLabel(id), count, worst),
    ),
    ...countBy(findings, (finding) => finding.attack.analytics).map(([id, count, worst]) =>
      line(html`<code>${id}</code> analytic`, count, worst),
    ),
  ];
  const skipped = rules.skipped === 0 ? undefined : html` ${plural(rules.skipped, 'rule')} could not be used.`;
  const met = hit.length === 0 ? 'None was met.' : `${plural(hit.length, 'rule was', 'rules were')} met.`;
  const left = [
    table('Log sources seen', 'Source', sources, 'Records'),
    table('MITRE ATT&CK', 'Technique or analytic', attack, 'Findings'),
  ];
  return html`<section id="coverage" aria-labelledby="coverage-title"><h2 id="coverage-title">What was looked for</h2>
<p>${plural(rules.loaded, 'rule')} loaded.${skipped} ${met}
A log source that is not listed here was not in the input; nothing can be said about it.</p>
<div class="columns"><div>${left}</div>${table('Rules met', 'Rule', hit, 'Findings')}</div></section>`;
}
