// SPDX-License-Identifier: Apache-2.0
import type { Rejected, RunResult } from '../../model/account.ts';
import { describePosition, formatBytes, formatCount, formatSpan, plural } from '../wording.ts';
import { constant, html, type Markup } from './markup.ts';

function percent(part: number, whole: number): string {
  if (whole === 0) return '';
  const share = (part / whole) * 100;
  if (share > 0 && share < 0.1) return '<0.1%';
  return share > 99.9 && share < 100 ? '>99.9%' : `${share.toFixed(1)}%`;
}

/** A part that is there is at least a sliver wide. */
function bar(parts: readonly (readonly [name: string, count: number])[]): Markup {
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const sizes = parts.map(([, count]) => (count === 0 ? 0 : Math.max(4, (count / total) * 1000)));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let x = 0;
  const pieces = parts.map(([name], index) => {
    const size = sizes[index] ?? 0;
    const piece = html`<rect class="part-${constant(name)}" x="${x.toFixed(2)}" y="0" width="${size.toFixed(2)}" height="12"/>`;
    x += size;
    return piece;
  });
  return html`<svg class="bar" viewBox="0 0 ${Math.max(whole, 1).toFixed(2)} 12" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

function samples(title: string, rejected: readonly Rejected[], total: number): Markup {
  if (rejected.length === 0) return html``;
  const rows = rejected.map(
    ({ position, reason, code, sample }) =>
      html`<tr><td><code>${describePosition(position)}</code></td><td>${reason} <span class="tag">${code}</span></td>
<td><code>${sample.slice(0, 200)}</code></td></tr>`,
  );
  return html`<h3>${title} <span class="muted">(${rejected.length} of ${formatCount(Math.max(total, rejected.length))})</span></h3>
<div class="scroll" role="region" tabindex="0" aria-label="${title}, scrolls sideways"><table class="samples">
<thead><tr><th scope="col">Where</th><th scope="col">Why</th><th scope="col">How it begins</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** What became of every record; the four kinds add up to what was read, and it says so if they do not. */
export function renderAccounting({ tally, span, unparsable, unrecognised }: RunResult): Markup {
  const parts = [
    ['matched', tally.matched, 'met a rule'],
    ['clean', tally.clean, 'from a known source, met no rule'],
    ['unrecognised', tally.unrecognised, 'no source knows them, so no rule was tried'],
    ['unparsable', tally.unparsable, 'not valid records'],
  ] as const;
  const sum = parts.reduce((total, [, count]) => total + count, 0);
  const rows = parts.map(
    ([name, count, meaning]) =>
      html`<tr><th scope="row"><span class="swatch part-${constant(name)}"></span>${name}</th>
<td class="number">${formatCount(count)}</td><td class="number">${percent(count, tally.read)}</td><td>${meaning}</td></tr>`,
  );
  const verdict =
    sum === tally.read
      ? html`<p>The four kinds add up to the ${plural(tally.read, 'record')} read.</p>`
      : html`<p class="alert">The four kinds give ${formatCount(sum)}, which is not the ${formatCount(tally.read)} read.
This is a fault of Tokenward: please report it.</p>`;
  return html`<section id="accounting" aria-labelledby="accounting-title"><h2 id="accounting-title">What was read</h2>
<p>${plural(tally.files, 'file')}, ${formatBytes(tally.bytes)}${span === undefined ? '' : `, records from ${formatSpan(span.first, span.last)}`}.</p>
${bar(parts.map(([name, count]) => [name, count]))}
<table class="tally"><thead><tr><th scope="col">Records</th><th scope="col" class="number">Number</th>
<th scope="col" class="number">Share</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody>
<tfoot><tr><th scope="row">read</th><td class="number">${formatCount(tally.read)}</td><td class="number"></td>
<td>all of them</td></tr></tfoot></table>
${verdict}
<p class="muted">Times an event came to a rule too late: ${formatCount(tally.late)}; again, which counts once:
${formatCount(tally.duplicate)}.
State entries given up to stay within memory: ${formatCount(tally.evicted)}.</p>
${samples('Unrecognised', unrecognised, tally.unrecognised)}${samples('Unparsable', unparsable, tally.unparsable)}</section>`;
}

/** Inputs that could not be read, as a warning on top of the page; nothing where there are none. */
export function renderProblems({ problems, interrupted }: RunResult): Markup {
  const stop = interrupted
    ? html`<p class="alert" role="note">The run was interrupted: this covers only the part that was read.</p>`
    : html``;
  if (problems.length === 0) return stop;
  const lines = problems
    .slice(0, 20)
    .map(
      ({ position, message, code }) =>
        html`<li><code>${describePosition(position)}</code> ${message} <span class="tag">${code}</span></li>`,
    );
  const more = problems.length - lines.length;
  return html`${stop}<div class="alert" role="note">
<p><strong>${plural(problems.length, 'input')} could not be read in full.</strong></p><ul>${lines}</ul>
${more > 0 ? html`<p>and ${formatCount(more)} more</p>` : undefined}</div>`;
}
