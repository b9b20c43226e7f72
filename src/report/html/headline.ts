// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../../model/account.ts';
import { severitiesDescending } from '../order.ts';
import { formatCount, formatSpan, plural } from '../wording.ts';
import { markPicture, severityNames } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** One sentence and the numbers behind it. */
export function renderHeadline({ findings, stories, tally, span, rules }: RunResult): Markup {
  const worst = severitiesDescending.find((severity) => findings.some((finding) => finding.severity === severity));
  const what = findings.length === 0 ? 'No findings' : plural(findings.length, 'finding');
  const attacks = stories.length === 0 ? '' : `, among them ${plural(stories.length, 'attack')}`;
  const basis = `in ${plural(tally.read, 'record')}${span === undefined ? '' : ` from ${formatSpan(span.first, span.last)}`}`;
  const cards = severitiesDescending.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return html`<div class="${count === 0 ? 'card zero' : `card cap-${severity}`}">
<dt>${markPicture(severity)} ${severityNames[severity]}</dt><dd>${formatCount(count)}</dd></div>`;
  });
  const recognised = tally.matched + tally.clean;
  const more = [
    ['Attacks', formatCount(stories.length)],
    ['Records read', formatCount(tally.read)],
    ['Recognised', tally.read === 0 ? '–' : `${(Math.floor((recognised / tally.read) * 1000) / 10).toFixed(1)}%`],
    ['Rules', formatCount(rules.loaded)],
  ].map(([label, value]) => html`<div class="card plain-card"><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`<p class="${worst === undefined ? 'lead' : `lead edge-${worst}`}"><strong>${what}</strong>${attacks} ${basis}.</p>
<dl class="cards">${cards}${more}</dl>`;
}
