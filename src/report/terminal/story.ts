// SPDX-License-Identifier: Apache-2.0
import type { Finding, Story } from '../../model/finding.ts';
import { visible } from '../visible.ts';
import { formatSpan, mainFinding, mainLinks, plural } from '../wording.ts';
import { labelled, type Paper, paragraph, severityMark } from './paper.ts';

const shownFindings = 20;

/** One attack: what its worst finding says, then its findings in order, with the number under which each is told below. */
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
  const told = mainFinding(story.findings.flatMap((id) => findings.get(id) ?? []));
  if (told !== undefined) lines.push(...paragraph(paper, '  ', visible(told.summary, 600)));
  lines.push(...labelled(paper, 'When', formatSpan(story.firstSeen, story.lastSeen)));
  const { shown, more } = mainLinks(story.links);
  const links = shown.map((link) => visible(link, 70));
  if (links.length > 0)
    lines.push(...labelled(paper, 'Joined', `by ${links.join(', ')}${more > 0 ? ` and ${more} more` : ''}`));
  let day = '';
  for (const id of story.findings.slice(0, shownFindings)) {
    const finding = findings.get(id);
    if (finding === undefined) continue;
    const today = finding.firstSeen.slice(0, 10);
    if (today !== day) lines.push(dim(`  ${today} UTC`));
    day = today;
    const mark = severityMark(paper, finding.severity);
    const number = numbers.get(id);
    const prefix = `  ${finding.firstSeen.slice(11, 19)}  `;
    const place = number === undefined ? mark.word : `${mark.word} ${number}`;
    lines.push(...paragraph(paper, prefix, `${place}: ${visible(finding.title, 200)}`));
  }
  if (story.findings.length > shownFindings) lines.push(dim(`  and ${story.findings.length - shownFindings} more`));
  return lines;
}
