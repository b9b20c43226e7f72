// SPDX-License-Identifier: Apache-2.0
// The overview: for each area a bar of its checks by state, and where the weaknesses are by severity.
import type { AuditResult, CheckOutcome } from '../../model/audit-result.ts';
import { badge } from '../html/marks.ts';
import { html, type Markup } from '../html/markup.ts';
import { compareText, severitiesDescending } from '../order.ts';
import { formatCount } from '../wording.ts';

const states = [
  ['failed', 'part-matched', 'failed'],
  ['unknown', 'part-unrecognised', 'unknown'],
  ['passed', 'part-clean', 'passed'],
] as const;

function bar(outcomes: readonly CheckOutcome[]): Markup {
  const counts = states.map(([state, style]) => ({ style, count: outcomes.filter((it) => it.state === state).length }));
  const all = counts.reduce((sum, it) => sum + it.count, 0);
  if (all === 0) return html``;
  let x = 0;
  const parts = counts.map(({ style, count }) => {
    const width = (count / all) * 100;
    const part = html`<rect class="${style}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** A row an area: its checks by state as a bar and in numbers, its weaknesses by severity. */
export function renderAreas(result: AuditResult): Markup {
  const ran = result.outcomes.filter((it) => it.state !== 'not-run');
  const areas = [...new Set(ran.map((it) => it.check.area))].toSorted(compareText);
  if (areas.length === 0) return html``;
  const rows = areas.map((area) => {
    const own = ran.filter((it) => it.check.area === area);
    const weak = result.weaknesses.filter((it) => it.check.area === area);
    const count = (state: string): number => own.filter((it) => it.state === state).length;
    const severities = severitiesDescending
      .map((severity) => [severity, weak.filter((it) => it.severity === severity).length] as const)
      .filter(([, many]) => many > 0)
      .map(([severity, many]) => html`${badge(severity)} ${formatCount(many)} &#160; `);
    return html`<tr><th scope="row">${area}</th><td class="wide">${bar(own)}</td><td class="number">${count('failed')}</td><td class="number">${count('unknown')}</td><td class="number">${count('passed')}</td><td>${severities}</td></tr>`;
  });
  const key = states.map(([, style, name]) => html`<span><i class="swatch ${style}"></i>${name}</span> `);
  return html`<section id="areas" aria-labelledby="areas-title"><h2 id="areas-title">Overview</h2>
<p class="key">${key}</p>
<div class="scroll"><table class="areas"><thead><tr><th scope="col">Area</th><th scope="col">Checks</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Unknown</th><th scope="col" class="number">Passed</th><th scope="col">Weaknesses</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
