// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../model/finding.ts';
import { constant, html, type Markup } from './markup.ts';

export const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Info',
};

/** Outline of a mark around 0,0: each severity has a shape of its own, so that colour is not needed to tell them apart. */
const shapes: Readonly<Record<Severity, string>> = {
  critical: 'M0-7 7 0 0 7-7 0Z',
  high: 'M0-6.5 6.5 5.5H-6.5Z',
  medium: 'M-5-5H5V5H-5Z',
  low: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z',
  informational: 'M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0-3.5 0Z',
};

/** The shape of a severity for use within an SVG. */
export function markShape(severity: Severity): Markup {
  return html`<path class="mark fill-${severity}" d="${constant(shapes[severity])}"/>`;
}

/** The shape as a small picture of its own. */
export function markPicture(severity: Severity): Markup {
  return html`<svg class="glyph" viewBox="-8 -8 16 16" aria-hidden="true">${markShape(severity)}</svg>`;
}

/** Shape and name of a severity, as a badge. */
export function badge(severity: Severity): Markup {
  return html`<span class="badge ink-${severity}">${markPicture(severity)}${severityNames[severity]}</span>`;
}
