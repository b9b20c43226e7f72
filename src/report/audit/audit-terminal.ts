// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, Weakness } from '../../model/audit-result.ts';
import type { Check, CheckEvidence } from '../../model/check.ts';
import { formatPosition } from '../../model/error.ts';
import type { Severity } from '../../model/finding.ts';
import { compareText, severitiesDescending } from '../order.ts';
import { labelled, makePaper, type Paper, paragraph, severityMark } from '../terminal/paper.ts';
import { visible } from '../visible.ts';
import { formatCount, plural } from '../wording.ts';
import { auditSummary } from './audit-summary.ts';
import { frameworksOf, orderWeaknesses } from './weakness-finding.ts';

const shownSubjects = 10;
const shownEvidence = 4;
/** In brief: subjects shown, and how many weaknesses there may be before those below high are told in brief. */
const briefSubjects = 3;
const fullUpTo = 25;

interface Group {
  readonly check: Check;
  readonly severity: Severity;
  readonly weaknesses: readonly Weakness[];
}

/** One group a check and severity, the worst first. */
function groupsOf(result: AuditResult): readonly Group[] {
  const groups = new Map<string, Weakness[]>();
  for (const it of orderWeaknesses(result.weaknesses)) {
    const key = `${it.severity} ${it.check.id}`;
    groups.set(key, [...(groups.get(key) ?? []), it]);
  }
  return [...groups.values()].flatMap((weaknesses) => {
    const [first] = weaknesses;
    return first === undefined ? [] : [{ check: first.check, severity: first.severity, weaknesses }];
  });
}

function evidenceLine(paper: Paper, { where, region, note }: CheckEvidence): readonly string[] {
  const place = formatPosition({ file: visible(where.file, 200), line: region?.line ?? where.line ?? 1, ...region });
  return paragraph(paper, '       ', `${place}  ${visible(note, 300)}`, paper.colours.dim);
}

function renderWeakness(paper: Paper, it: Weakness, drift: string | undefined): readonly string[] {
  const mark = drift === undefined || drift === 'known' ? '' : `${drift.toUpperCase()} `;
  const lines = [...paragraph(paper, '   • ', `${mark}${visible(it.summary, 600)}`)];
  for (const evidence of it.evidence.slice(0, shownEvidence)) lines.push(...evidenceLine(paper, evidence));
  const more = it.evidence.length - shownEvidence;
  if (more > 0) lines.push(...paragraph(paper, '       ', `and ${plural(more, 'more place')}`, paper.colours.dim));
  if (it.score !== undefined) {
    const total = it.score.reduce((sum, part) => sum + part.points, 0);
    const parts = it.score.map((part) => `${part.factor} ${part.points}`).join(', ');
    lines.push(...paragraph(paper, '       ', `score ${Math.round(total)}: ${visible(parts, 400)}`, paper.colours.dim));
  }
  return lines;
}

function renderGroup(paper: Paper, group: Group, result: AuditResult): readonly string[] {
  const { check, weaknesses } = group;
  const mark = severityMark(paper, group.severity);
  const [title = '', ...rest] = paragraph(paper, ' '.repeat(mark.word.length + 2), check.weakness, paper.colours.bold);
  const lines = [
    '',
    paper.colours.dim('─'.repeat(paper.width)),
    `${mark.paint(mark.word)}  ${title.slice(mark.word.length + 2)}`,
    ...rest,
  ];
  lines.push(...paragraph(paper, '  ', check.why), '');
  for (const it of weaknesses.slice(0, shownSubjects)) {
    lines.push(...renderWeakness(paper, it, result.drift?.states.get(it.id)));
  }
  const more = weaknesses.length - shownSubjects;
  if (more > 0)
    lines.push(...paragraph(paper, '     ', `and ${formatCount(more)} more; --format jsonl gives all of them`));
  lines.push('', `  ${paper.colours.bold('What to do')}`);
  check.remediation.forEach((step, index) => {
    lines.push(...paragraph(paper, `  ${String(index + 1).padStart(2)}. `, step));
  });
  lines.push('', ...fixLine(paper, weaknesses));
  const frameworks = Object.entries(frameworksOf(check.mappings)).map(([name, ids]) => `${name} ${ids.join(', ')}`);
  lines.push(...labelled(paper, 'Check', [check.id, ...check.mappings.mitigations, ...frameworks].join('; ')));
  return lines;
}

/** What a group is about, in a few lines. */
function renderBrief(paper: Paper, { check, severity, weaknesses }: Group, result: AuditResult): readonly string[] {
  const mark = severityMark(paper, severity);
  const [title = '', ...rest] = paragraph(paper, ' '.repeat(mark.word.length + 2), check.weakness, paper.colours.bold);
  const lines = ['', `${mark.paint(mark.word)}  ${title.slice(mark.word.length + 2)}`, ...rest];
  for (const it of weaknesses.slice(0, briefSubjects)) {
    const drift = result.drift?.states.get(it.id);
    const state = drift === undefined || drift === 'known' ? '' : `${drift.toUpperCase()} `;
    lines.push(...paragraph(paper, '   • ', `${state}${visible(it.summary, 300)}`));
    const [first] = it.evidence;
    if (first !== undefined) lines.push(...evidenceLine(paper, first));
  }
  const more = weaknesses.length - briefSubjects;
  lines.push(
    ...paragraph(paper, '     ', `${more > 0 ? `and ${formatCount(more)} more; ` : ''}${check.id}`, paper.colours.dim),
  );
  return lines;
}

function fixLine(paper: Paper, weaknesses: readonly Weakness[]): readonly string[] {
  const safe = weaknesses.filter((it) => it.fix?.safety === 'safe').length;
  const unsafe = weaknesses.filter((it) => it.fix?.safety === 'unsafe').length;
  const parts = [
    ...(safe > 0 ? [`--fix repairs ${formatCount(safe)} of ${formatCount(weaknesses.length)}`] : []),
    ...(unsafe > 0 ? [`--fix-unsafe repairs ${formatCount(unsafe)}: what relied on it may break`] : []),
  ];
  return parts.length === 0 ? [] : labelled(paper, 'Fix', parts.join('; '));
}

function headline(paper: Paper, result: AuditResult): readonly string[] {
  const lines: string[] = [];
  if (result.interrupted) {
    lines.push(...paragraph(paper, '', 'Interrupted: this covers only the part that was read.', paper.colours.yellow));
  }
  const counts = severitiesDescending
    .map((severity) => [severity, result.weaknesses.filter((it) => it.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${formatCount(count)} ${severity}`);
  const ran = result.outcomes.filter((it) => it.state !== 'not-run' && it.state !== 'nothing-to-judge').length;
  const text =
    counts.length > 0
      ? `${plural(result.weaknesses.length, 'weakness', 'weaknesses')}: ${counts.join(', ')}`
      : ran === 0
        ? 'Nothing was judged: see below what was read.'
        : 'No weaknesses in what could be judged; see below what is unknown.';
  return [...lines, ...paragraph(paper, '', text, paper.colours.bold)];
}

/** Checks that ended unknown, by reason; the reasons of one check are joined. */
function unknownPart(paper: Paper, result: AuditResult): readonly string[] {
  if (result.unknowns.length === 0) return [];
  const byReason = new Map<string, Set<string>>();
  for (const it of result.unknowns) byReason.set(it.reason, (byReason.get(it.reason) ?? new Set()).add(it.check.id));
  const list = [...byReason].toSorted(([a, x], [b, y]) => y.size - x.size || compareText(a, b));
  const title = 'Unknown: this could not be judged, and does not count as passed';
  const lines = ['', ...paragraph(paper, '', title, paper.colours.bold)];
  for (const [reason, ids] of list.slice(0, 30)) {
    const names = [...ids];
    const shown = names.length > 4 ? [...names.slice(0, 4), `and ${names.length - 4} more`] : names;
    lines.push(...paragraph(paper, '  • ', `${visible(reason, 300)}: ${shown.join(', ')}`));
  }
  if (list.length > 30) lines.push(`    and ${plural(list.length - 30, 'more reason')}`);
  return lines;
}

/**
 * The audit for a person at a terminal: weaknesses by check, the worst first, then what is unknown, then the sums.
 *
 * The same result gives the same text. Ten subjects of a check are shown; it says how many more there are. Of more than 25
 * weaknesses, those below high are told in brief, unless all are asked for.
 *
 * @param options.full whether to tell everything in full; default false
 * @param options.color whether to use colours; the caller decides (terminal, `NO_COLOR`)
 * @param options.width columns, kept between 32 and 120
 */
export function renderAuditTerminal(
  result: AuditResult,
  options: { readonly color: boolean; readonly width: number; readonly full?: boolean },
): string {
  const paper = makePaper(options);
  const inFull = options.full === true || result.weaknesses.length <= fullUpTo;
  const groups = groupsOf(result);
  const full = groups.filter((it) => inFull || it.severity === 'critical' || it.severity === 'high');
  const brief = groups.filter((it) => !full.includes(it));
  const lines = [
    ...headline(paper, result),
    ...full.flatMap((group) => renderGroup(paper, group, result)),
    ...(brief.length === 0
      ? []
      : [
          '',
          paper.colours.dim('─'.repeat(paper.width)),
          ...paragraph(paper, '', 'In brief (--verbose tells them in full, with what to do):'),
        ]),
    ...brief.flatMap((group) => renderBrief(paper, group, result)),
    ...unknownPart(paper, result),
    ...auditSummary(paper, result),
  ];
  return `${lines.join('\n')}\n`;
}
