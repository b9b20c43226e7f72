// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../../model/account.ts';
import { renderAccounting, renderProblems } from './accounting.ts';
import { renderCoverage } from './coverage.ts';
import { makeEntries } from './entries.ts';
import { renderFindings } from './findings.ts';
import { renderGraph } from './graph.ts';
import { renderGuide } from './guide.ts';
import { renderHeadline } from './headline.ts';
import { html, type Markup } from './markup.ts';
import { renderShell } from './shell.ts';
import { renderStories } from './stories.ts';
import { renderTimeline } from './timeline.ts';

/** The page of a detection run. */
export function renderPage(result: RunResult, title: string): Markup {
  const entries = makeEntries(result);
  const foot = html`<p>Networks are told from data of RouteViews, the NRO and <a href="https://db-ip.com" rel="noreferrer">IP Geolocation by DB-IP</a> (CC BY 4.0).</p>`;
  return renderShell(
    title,
    [renderHeadline(result), renderProblems(result)],
    [
      { anchor: 'attacks', label: 'Attacks', markup: renderStories(entries) },
      { anchor: 'timeline', label: 'Timeline', markup: renderTimeline(entries) },
      { anchor: 'findings', label: 'Findings', markup: renderFindings(entries) },
      { anchor: 'graph', label: 'Who used what', markup: renderGraph(entries) },
      { anchor: 'coverage', label: 'What was looked for', markup: renderCoverage(result) },
      { anchor: 'accounting', label: 'What was read', markup: renderAccounting(result) },
      { anchor: 'guide', label: 'How to read this', markup: renderGuide() },
    ],
    foot,
  );
}
