// SPDX-License-Identifier: Apache-2.0
// The project's own files, as the house tests see them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const passedOver = new Set(['node_modules', 'dist', '.git', '.runtime', 'coverage']);

/** The files below these folders of the project whose path ends so. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : walk(path);
      return entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
    });
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .toSorted()
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Test files and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.ts$|\.fixture\.ts$|\/testing\//.test(path);
}

/** The code without comments, strings, templates and regular expressions; line breaks stay where they were. */
export function codeOnly(text: string): string {
  const blank = (piece: string): string => piece.replace(/[^\n]/g, ' ');
  let out = '';
  let index = 0;
  const templates: number[] = [];
  let braces = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0] ?? text[index] ?? '';
  };
  const templateText = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
  while (index < text.length) {
    const char = text[index] ?? '';
    let piece = char;
    let keep = false;
    if (text.startsWith('//', index)) piece = take(/\/\/[^\n]*/y);
    else if (text.startsWith('/*', index)) piece = take(/\/\*[\s\S]*?\*\//y);
    else if (char === "'" || char === '"') piece = take(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y);
    else if (char === '`' || (char === '}' && templates.at(-1) === braces)) {
      if (char === '}') templates.pop();
      index++;
      out += ' ';
      piece = take(templateText);
      if (piece.endsWith('${')) templates.push(braces);
    } else if (char === '/' && /(?:[(,=:[!&|?{};+\n]|=>|return|^)\s*$/.test(out.slice(-24))) {
      piece = take(/\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y);
    } else {
      if (char === '{') braces++;
      if (char === '}') braces--;
      keep = true;
    }
    out += keep ? piece : blank(piece);
    index += Math.max(1, piece.length);
  }
  return out;
}
