// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { RunResult } from '../../model/account.ts';
import { renderAccounting, renderProblems } from './accounting.ts';
import { renderCoverage } from './coverage.ts';
import { makeEntries } from './entries.ts';
import { renderFindings } from './findings.ts';
import { renderGraph } from './graph.ts';
import { renderGuide } from './guide.ts';
import { renderHeadline } from './headline.ts';
import { constant, html, type Markup } from './markup.ts';
import { script } from './script.ts';
import { renderStories } from './stories.ts';
import { style } from './style.ts';
import { renderTimeline } from './timeline.ts';

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}'`;
}

/**
 * Nothing may be loaded and only this one style and this one script may run (Content Security Policy Level 3).
 * `frame-ancestors` cannot be set in a `meta` element.
 */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const links: readonly (readonly [anchor: string, label: string])[] = [
  ['attacks', 'Attacks'],
  ['timeline', 'Timeline'],
  ['findings', 'Findings'],
  ['graph', 'Who used what'],
  ['coverage', 'What was looked for'],
  ['accounting', 'What was read'],
  ['guide', 'How to read this'],
];

/** The whole page; a part that has nothing to tell is left out, and so is its link. */
export function renderPage(result: RunResult, title: string): Markup {
  const entries = makeEntries(result);
  const parts = new Map<string, Markup>([
    ['attacks', renderStories(entries)],
    ['timeline', renderTimeline(entries)],
    ['findings', renderFindings(entries)],
    ['graph', renderGraph(entries)],
    ['coverage', renderCoverage(result)],
    ['accounting', renderAccounting(result)],
    ['guide', renderGuide()],
  ]);
  const present = links.filter(([anchor]) => parts.get(anchor)?.markup !== '');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${constant(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><h1>${title}</h1>
${renderHeadline(result)}
${renderProblems(result)}</header>
<nav aria-label="Parts of this report"><ul>${present.map(([anchor, label]) => html`<li><a href="#${anchor}">${label}</a></li>`)}</ul></nav>
<main id="main">
${[...parts.values()]}
</main>
<footer><p>Made by Tokenward. This page loads nothing from elsewhere and sends nothing.</p>
<p>Networks are told from data of RouteViews, the NRO and <a href="https://db-ip.com" rel="noreferrer">IP Geolocation by DB-IP</a> (CC BY 4.0).</p></footer>
<script>${constant(script)}</script>
</body>
</html>
`;
}
