// SPDX-License-Identifier: Apache-2.0
import type { Finding, Story } from '../../model/finding.ts';
import { visible } from '../visible.ts';
import { formatSpan, plural } from '../wording.ts';
import { labelled, type Paper, paragraph, severityMark } from './paper.ts';

/** One attack: its findings in order, with the number under which each is told below. */
export function renderStory(
  paper: Paper,
  story: Story,
  findings: ReadonlyMap<string, Finding>,
  numbers: ReadonlyMap<string, number>,
): readonly string[] {
  const { bold, dim } = paper.colours;
  const worst = severityMark(paper, story.severity);
  const headline = `One attack, ${plural(story.findings.length, 'finding')}: ${visible(story.title, 200)}`;
  const lines = ['', ...paragraph(paper, '', headline, (line) => bold(worst.paint(line)))];
  lines.push(...labelled(paper, 'When', formatSpan(story.firstSeen, story.lastSeen)));
  const links = story.links.slice(0, 6).map((link) => visible(link, 120));
  if (links.length > 0) lines.push(...labelled(paper, 'Joined', `by ${links.join(', ')}`));
  for (const id of story.findings.slice(0, 20)) {
    const finding = findings.get(id);
    if (finding === undefined) continue;
    const mark = severityMark(paper, finding.severity);
    const number = numbers.get(id);
    const prefix = `  ${finding.firstSeen.slice(11, 19)}  `;
    const place = number === undefined ? mark.word : `${mark.word} ${number}`;
    lines.push(...paragraph(paper, prefix, `${place}: ${visible(finding.title, 200)}`));
  }
  if (story.findings.length > 20) lines.push(dim(`  and ${story.findings.length - 20} more`));
  return lines;
}
