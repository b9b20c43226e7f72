// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../../model/account.ts';
import type { Finding, Story } from '../../model/finding.ts';
import { compareSeverity, compareText, orderFindings } from '../order.ts';

const shownFindings = 1000;
const shownStories = 50;

/** A finding with its place on the page; the anchor is a number, never text from a log. */
export interface Entry {
  readonly finding: Finding;
  readonly number: number;
  readonly anchor: string;
}

/** What the page shows, in order, and how much it leaves out. */
export interface Entries {
  readonly shown: readonly Entry[];
  readonly hidden: number;
  readonly byId: ReadonlyMap<string, Entry>;
  readonly stories: readonly { readonly story: Story; readonly anchor: string; readonly entries: readonly Entry[] }[];
  readonly hiddenStories: number;
}

/** Numbers the findings (worst first, 1,000 at most) and finds those of each attack (50 at most). */
export function makeEntries(result: RunResult): Entries {
  const shown = orderFindings(result.findings)
    .slice(0, shownFindings)
    .map((finding, index) => ({ finding, number: index + 1, anchor: `finding-${index + 1}` }));
  const byId = new Map(shown.map((entry) => [entry.finding.id, entry]));
  const stories = result.stories
    .toSorted((a, b) => compareSeverity(a.severity, b.severity) || compareText(a.firstSeen, b.firstSeen))
    .slice(0, shownStories)
    .map((story, index) => ({
      story,
      anchor: `attack-${index + 1}`,
      entries: story.findings.map((id) => byId.get(id)).filter((entry) => entry !== undefined),
    }));
  return {
    shown,
    hidden: result.findings.length - shown.length,
    byId,
    stories,
    hiddenStories: result.stories.length - stories.length,
  };
}
