// SPDX-License-Identifier: Apache-2.0
import pc from 'picocolors';
import type { Severity } from '../../model/finding.ts';
import { padEnd, textWidth, wrap } from '../text-width.ts';

type Colours = ReturnType<typeof pc.createColors>;
export type Paint = (text: string) => string;

/** What the parts of the terminal report are written with: the width in columns and the colours, which may be none. */
export interface Paper {
  readonly width: number;
  readonly colours: Colours;
}

/** @param width columns of the terminal; kept between 32 and 120, beyond which lines are hard to read */
export function makePaper(options: { readonly color: boolean; readonly width: number }): Paper {
  const width = Number.isFinite(options.width) ? Math.floor(options.width) : 80;
  return { width: Math.min(120, Math.max(32, width)), colours: pc.createColors(options.color) };
}

const plain: Paint = (text) => text;

/** Wraps a text after a prefix; the following lines are indented to the end of the prefix. Colour is put on after wrapping. */
export function paragraph(paper: Paper, prefix: string, text: string, paint: Paint = plain): readonly string[] {
  const indent = textWidth(prefix);
  return wrap(text, paper.width - indent).map(
    (line, index) => `${index === 0 ? prefix : ' '.repeat(indent)}${paint(line)}`,
  );
}

/** A dim label in a column of its own, the text beside it. */
export function labelled(paper: Paper, label: string, text: string, labelWidth: number = 9): readonly string[] {
  const prefix = padEnd(`  ${label}`, labelWidth + 2);
  const [first, ...rest] = paragraph(paper, prefix, text);
  if (first === undefined) return [];
  return [paper.colours.dim(first.slice(0, prefix.length)) + first.slice(prefix.length), ...rest];
}

/** The heading of a part of the report. */
export function heading(paper: Paper, text: string): readonly string[] {
  return ['', ...paragraph(paper, '', text, paper.colours.bold), paper.colours.dim('─'.repeat(paper.width))];
}

/** The word and the colour of a severity; the word alone is enough to read it without colour. */
export function severityMark(paper: Paper, severity: Severity): { readonly word: string; readonly paint: Paint } {
  const { bold, red, yellow, cyan, dim, magenta } = paper.colours;
  switch (severity) {
    case 'critical':
      return { word: 'CRITICAL', paint: (text) => bold(magenta(text)) };
    case 'high':
      return { word: 'HIGH', paint: (text) => bold(red(text)) };
    case 'medium':
      return { word: 'MEDIUM', paint: (text) => bold(yellow(text)) };
    case 'low':
      return { word: 'LOW', paint: cyan };
    case 'informational':
      return { word: 'INFO', paint: dim };
  }
}
