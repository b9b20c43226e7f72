// SPDX-License-Identifier: Apache-2.0
// Finds lines and columns of what checks name by path. Files are read again for it, each once, and only those that some
// weakness names.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditResult, Weakness } from '../model/audit-result.ts';
import type { CheckEvidence, Region } from '../model/check.ts';
import { createLocator, type Locator } from './yaml-documents.ts';

/** Files over this size keep the line that their reader gave. */
const maxBytes = 8 << 20;

interface Text {
  readonly text: string;
  /** Offsets at which lines begin. */
  readonly lines: readonly number[];
  readonly locate: Locator;
}

function readText(path: string): Text | undefined {
  try {
    if (statSync(path).size > maxBytes) return undefined;
    const text = readFileSync(path, 'utf8');
    const lines = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
    return { text, lines, locate: createLocator(text) };
  } catch {
    return undefined; // gone since it was read: the weakness stands, with the line that the reader gave
  }
}

/** The last line that begins at or before an offset, by halving. */
function pointAt(lines: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

/** A line that is quoted in full, or by its beginning where it goes on in the next line of the file. */
const beginning = 24;

/** Notes that quote what is written: the line that has the quoted text says more than the first line of its block. */
function quoted(
  text: string,
  value: { readonly start: number; readonly end: number },
  note: string,
): { readonly start: number; readonly length: number } | undefined {
  const wanted = (note.trim().split('\n', 1)[0] ?? '').trim();
  if (wanted.length < 4) return undefined;
  const block = text.slice(value.start, value.end);
  for (const part of wanted.length > beginning ? [wanted, wanted.slice(0, beginning)] : [wanted]) {
    const at = block.indexOf(part);
    if (at !== -1) return { start: value.start + at, length: part.length };
  }
  return undefined;
}

function regionOf(file: Text, document: number, { where, path, note }: CheckEvidence): Region | undefined {
  const place = file.locate(document, path ?? where.path ?? []);
  if (place === undefined) return undefined;
  const { start } = place.key ?? place.value;
  const from = pointAt(file.lines, start);
  // A whole block is shown by its first line: a region over a hundred lines tells nothing.
  const end = pointAt(file.lines, Math.max(place.value.end, start + 1));
  if (end.line > from.line) {
    const quote = quoted(file.text, place.value, note);
    const inner = quote === undefined ? from : pointAt(file.lines, quote.start);
    if (quote !== undefined && inner.line > from.line)
      return { ...inner, endLine: inner.line, endColumn: inner.column + quote.length };
    const stop = (file.lines[from.line] ?? file.text.length + 1) - 1;
    return {
      ...from,
      endLine: from.line,
      endColumn: Math.max(stop - (file.lines[from.line - 1] ?? 0) + 1, from.column + 1),
    };
  }
  return { ...from, endLine: end.line, endColumn: end.column };
}

/** Evidence whose place has to be looked up, by file. */
function byFile(weaknesses: readonly Weakness[]): ReadonlyMap<string, readonly CheckEvidence[]> {
  const files = new Map<string, CheckEvidence[]>();
  for (const { evidence } of weaknesses) {
    for (const it of evidence) {
      if (it.region !== undefined || it.where.document === undefined || (it.path ?? it.where.path) === undefined)
        continue;
      const list = files.get(it.where.file);
      if (list === undefined) files.set(it.where.file, [it]);
      else list.push(it);
    }
  }
  return files;
}

/**
 * The result with a region on every piece of evidence whose place can be found.
 *
 * @param cwd what relative file names are relative to
 * @param pathOf where something lies that is no file of its name: standard input
 */
export function locateEvidence(
  result: AuditResult,
  cwd: string = process.cwd(),
  pathOf: (name: string) => string | undefined = () => undefined,
): AuditResult {
  const regions = new Map<CheckEvidence, Region>();
  const all = [...result.weaknesses, ...result.excepted.map((it) => it.weakness)];
  // One file after the other: what a file is parsed into is several times its size.
  for (const [name, list] of byFile(all)) {
    const file = readText(pathOf(name) ?? resolve(cwd, name));
    if (file === undefined) continue;
    for (const it of list) {
      const region = it.where.document === undefined ? undefined : regionOf(file, it.where.document, it);
      if (region !== undefined) regions.set(it, region);
    }
  }
  const located = (weakness: Weakness): Weakness => ({
    ...weakness,
    evidence: weakness.evidence.map((it) => {
      const { line } = it.where;
      const region = it.region ?? regions.get(it) ?? (line === undefined ? undefined : { line });
      return region === undefined ? it : { ...it, region };
    }),
  });
  return {
    ...result,
    weaknesses: result.weaknesses.map(located),
    excepted: result.excepted.map((it) => ({ ...it, weakness: located(it.weakness) })),
  };
}
