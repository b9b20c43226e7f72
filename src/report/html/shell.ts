// SPDX-License-Identifier: Apache-2.0
// The frame of every report page: policy, style, script, title, links to the parts.
import { createHash } from 'node:crypto';
import { constant, html, type Markup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

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

/** A part of a page: its anchor, the words of the link to it, its markup. */
export interface Part {
  readonly anchor: string;
  readonly label: string;
  readonly markup: Markup;
}

/** The whole page; a part that has nothing to tell is left out, and so is its link. */
export function renderShell(title: string, head: readonly Markup[], parts: readonly Part[], foot: Markup): Markup {
  const present = parts.filter((it) => it.markup.markup !== '');
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
${head}</header>
<nav aria-label="Parts of this report"><ul>${present.map(({ anchor, label }) => html`<li><a href="#${anchor}">${label}</a></li>`)}</ul></nav>
<main id="main">
${present.map((it) => it.markup)}
</main>
<footer><p>Made by Tokenward. This page loads nothing from elsewhere and sends nothing.</p>
${foot}</footer>
<script>${constant(script)}</script>
</body>
</html>
`;
}
