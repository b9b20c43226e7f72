// SPDX-License-Identifier: Apache-2.0
import type { RunResult } from '../model/account.ts';
import type { Finding } from '../model/finding.ts';
import { compareSeverity, compareText, groupBySeverity, severitiesDescending } from './order.ts';
import { renderFinding } from './terminal/finding.ts';
import { makePaper, type Paper, paragraph, severityMark } from './terminal/paper.ts';
import { renderStory } from './terminal/story.ts';
import { renderSummary } from './terminal/summary.ts';
import { formatCount, plural } from './wording.ts';

const shownOfEachSeverity = 50;
const shownStories = 20;

function headline(paper: Paper, result: RunResult, groups: ReturnType<typeof groupBySeverity>): readonly string[] {
  const counts = severitiesDescending
    .map((severity) => [severity, groups.get(severity)?.length ?? 0] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${formatCount(count)} ${severity}`);
  const lines: string[] = [];
  if (result.interrupted) {
    const text = 'Interrupted: this covers only the part that was read.';
    lines.push(...paragraph(paper, '', text, paper.colours.yellow));
  }
  if (result.findings.length === 0) {
    const text =
      'No findings. No rule was met in the records that were recognised; see below what was read and what was not.';
    return [...lines, ...paragraph(paper, '', text, paper.colours.bold)];
  }
  const attacks = result.stories.length === 0 ? '' : `, ${plural(result.stories.length, 'attack')}`;
  const text = `${plural(result.findings.length, 'finding')}${attacks}: ${counts.join(', ')}`;
  return [...lines, ...paragraph(paper, '', text, paper.colours.bold)];
}

/**
 * The report for a person at a terminal: attacks, findings by severity, then the account of every record.
 *
 * The same result gives the same text (wall time is left out). At most 50 findings of each severity and 20 attacks are
 * told; it says how many more there are. Control and bidi characters from logs are written out, never passed on.
 *
 * @param options.color whether to use colours; the caller decides (terminal, `NO_COLOR`)
 * @param options.width columns, kept between 32 and 120
 */
export function renderTerminal(
  result: RunResult,
  options: { readonly color: boolean; readonly width: number },
): string {
  const paper = makePaper(options);
  const groups = groupBySeverity(result.findings);
  const lines: string[] = [...headline(paper, result, groups)];

  const shown = [...groups].flatMap(([, findings]) => findings.slice(0, shownOfEachSeverity));
  const numbers = new Map(shown.map((finding, index) => [finding.id, index + 1]));
  const byId = new Map<string, Finding>(result.findings.map((finding) => [finding.id, finding]));
  const stories = result.stories.toSorted(
    (a, b) =>
      compareSeverity(a.severity, b.severity) || compareText(a.firstSeen, b.firstSeen) || compareText(a.id, b.id),
  );
  for (const story of stories.slice(0, shownStories)) lines.push(...renderStory(paper, story, byId, numbers));
  if (stories.length > shownStories) lines.push('', `and ${plural(stories.length - shownStories, 'attack')} more`);

  let number = 0;
  for (const [severity, findings] of groups) {
    for (const finding of findings.slice(0, shownOfEachSeverity)) {
      number += 1;
      lines.push(...renderFinding(paper, finding, number));
    }
    const more = findings.length - shownOfEachSeverity;
    if (more <= 0) continue;
    const text = `${plural(more, 'more finding')} of severity ${severity}; --format jsonl gives all of them.`;
    lines.push('', ...paragraph(paper, '', text, severityMark(paper, severity).paint));
  }
  lines.push(...renderSummary(paper, result));
  return `${lines.join('\n')}\n`;
}
