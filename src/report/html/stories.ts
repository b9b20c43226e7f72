// SPDX-License-Identifier: Apache-2.0
import { formatSpan, formatTime, mainFinding, mainLinks, plural } from '../wording.ts';
import type { Entries } from './entries.ts';
import { badge } from './marks.ts';
import { html, type Markup } from './markup.ts';

const shownSteps = 30;

/** Each attack as the ordered list of its findings, with what holds them together; nothing where there is none. */
export function renderStories({ stories, hiddenStories }: Entries): Markup {
  if (stories.length === 0) return html``;
  const cards = stories.map(({ story, anchor, entries }) => {
    const steps = entries
      .slice(0, shownSteps)
      .map(
        ({ finding, anchor: target }) =>
          html`<li><time datetime="${finding.firstSeen}">${formatTime(finding.firstSeen)}</time> ${badge(finding.severity)} <a href="#${target}">${finding.title}</a></li>`,
      );
    const more = story.findings.length - steps.length;
    const told = mainFinding(entries.map(({ finding }) => finding));
    const joined = mainLinks(story.links, 4);
    return html`<article class="story edge-${story.severity}" id="${anchor}"><h3>${story.title}</h3>
${told === undefined ? undefined : html`<p>${told.summary}</p>`}
<p class="muted">${plural(story.findings.length, 'finding')}, ${formatSpan(story.firstSeen, story.lastSeen)}</p>
<ol>${steps}</ol>${more > 0 ? html`<p class="muted">and ${plural(more, 'more finding')}</p>` : undefined}
${joined.shown.length === 0 ? undefined : html`<p class="joined">Held together by ${joined.shown.map((link) => html`<span class="tag">${link}</span> `)}${joined.more > 0 ? html`and ${joined.more} more` : undefined}</p>`}</article>`;
  });
  return html`<section id="attacks" aria-labelledby="attacks-title"><h2 id="attacks-title">Attacks</h2>
${cards}${hiddenStories > 0 ? html`<p class="note">and ${plural(hiddenStories, 'more attack')}</p>` : undefined}</section>`;
}
