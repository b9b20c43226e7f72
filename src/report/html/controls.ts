// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../model/finding.ts';
import { severitiesDescending } from '../order.ts';
import { formatCount } from '../wording.ts';
import { severityNames } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** Search, filter and order of a list of findings; shown only where the script runs. */
export function controls(counts: ReadonlyMap<Severity, number>): Markup {
  const boxes = severitiesDescending.map((severity) => {
    const count = html`<span class="muted">${formatCount(counts.get(severity) ?? 0)}</span>`;
    const box = html`<input type="checkbox" name="severity" value="${severity}" checked>`;
    return html`<label class="check">${box} ${severityNames[severity]} ${count}</label>`;
  });
  return html`<form id="controls" role="search" hidden>
<label class="search">Search <input type="search" id="search" autocomplete="off" placeholder="name, address, rule, file"></label>
<fieldset><legend>Severity</legend>${boxes}</fieldset>
<label>Order <select id="order">
<option value="severity">worst first</option>
<option value="newest">newest first</option>
<option value="oldest">oldest first</option>
<option value="rule">by rule</option>
</select></label>
<button type="button" id="toggle">Open all</button>
<output id="found" aria-live="polite"></output></form>`;
}
