// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export function read(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

/** Every page of ours, by its path in the repository. */
export function pages(): readonly string[] {
  const found = globSync(['*.md', 'docs/**/*.md', 'content/**/*.md', 'examples/*.md'], { cwd: root });
  return found.toSorted();
}

export interface Block {
  /** What stands behind the fence: language, then words of ours. */
  readonly info: string;
  readonly text: string;
}

/** Fenced blocks of a page. */
export function blocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }));
}

/** Commands of the shell blocks, a line each; continued lines are joined. `main` marks those that other tests run. */
export function commands(markdown: string): readonly string[] {
  return blocks(markdown)
    .filter(({ info }) => info === 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.trim() !== '');
}

/** The page without what is code. */
export function prose(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()#]/g, ' '));
}
