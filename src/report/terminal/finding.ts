// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import { visible } from '../visible.ts';
import { describeParties, formatSpan, plural } from '../wording.ts';
import { renderChain } from './chain.ts';
import { labelled, type Paper, paragraph, severityMark } from './paper.ts';

const shownFiles = 5;
const shownLines = 8;
const shownSteps = 10;

function places(finding: Finding): string {
  const lines = new Map<string, Set<number>>();
  for (const { file, line } of finding.evidence) lines.set(file, (lines.get(file) ?? new Set()).add(line));
  const files = [...lines].slice(0, shownFiles).map(([file, numbers]) => {
    const shown = [...numbers].slice(0, shownLines).join(', ');
    return `${visible(file, 200)}:${shown}${numbers.size > shownLines ? ` and ${numbers.size - shownLines} more` : ''}`;
  });
  return files.join('; ') + (lines.size > shownFiles ? `; and ${plural(lines.size - shownFiles, 'more file')}` : '');
}

function ruleLine(finding: Finding): string {
  const ids = [...finding.attack.techniques, ...finding.attack.analytics].map((id) => visible(id, 30));
  return [
    visible(finding.rule, 120),
    finding.maturity,
    `confidence ${finding.confidence}`,
    ...ids,
    ...(finding.synthetic === true ? ['made by tokenward lab'] : []),
  ].join(', ');
}

/** One finding: what, who, how it came about, what to do, where it stands in the logs. */
export function renderFinding(paper: Paper, finding: Finding, number: number): readonly string[] {
  const { bold } = paper.colours;
  const mark = severityMark(paper, finding.severity);
  const label = `${mark.word} ${number}`;
  const [title = '', ...titleRest] = paragraph(paper, ' '.repeat(label.length + 2), visible(finding.title, 200), bold);
  const lines = [
    '',
    paper.colours.dim('─'.repeat(paper.width)),
    `${mark.paint(label)}  ${title.slice(label.length + 2)}`,
    ...titleRest,
  ];
  lines.push(...paragraph(paper, '  ', visible(finding.summary, 600)), '');
  for (const [name, text] of describeParties(finding)) lines.push(...labelled(paper, name, text));
  lines.push(...labelled(paper, 'When', formatSpan(finding.firstSeen, finding.lastSeen)));
  lines.push('', `  ${bold('What happened')} (${plural(finding.count, 'event')})`);
  lines.push(...renderChain(paper, finding.evidence, finding.count));
  if (finding.next.length > 0) {
    lines.push('', `  ${bold('What to do')}`);
    finding.next.slice(0, shownSteps).forEach((step, index) => {
      lines.push(...paragraph(paper, `  ${String(index + 1).padStart(2)}. `, visible(step, 400)));
    });
  }
  lines.push('');
  for (const reason of finding.falsePositives.slice(0, 3)) {
    lines.push(...labelled(paper, 'Unless', visible(reason, 300)));
  }
  lines.push(...labelled(paper, 'Evidence', places(finding)), ...labelled(paper, 'Rule', ruleLine(finding)));
  return lines;
}
