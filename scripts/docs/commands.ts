// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../src/cli/exit.ts';
import { code, fence, page, table } from './markdown.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

function help(path: readonly string[]): string {
  return execFileSync(process.execPath, [main, ...path, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
}

/** Names below `Commands:` in a help text. */
function commandsIn(text: string): readonly string[] {
  const part = /\nCommands:\n((?: {2}.*\n)+)/.exec(text)?.[1] ?? '';
  return [...part.matchAll(/^ {2}([a-z]+(?:-[a-z]+)*)/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help');
}

function sections(path: readonly string[]): readonly string[] {
  const text = help(path);
  const inner = commandsIn(text);
  return [
    `## ${['tokenward', ...path].join(' ')}`,
    fence('text', text),
    ...inner.flatMap((name) => sections([...path, name])),
  ];
}

const exitTexts: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done, with or without findings',
  failOn: 'a finding was at least as severe as `--fail-on`; cases failed; rules were not valid',
  usage: 'wrong usage: arguments, settings, state or rules',
  unreadable: 'some input could not be read, or not to its end; findings in the rest are reported',
  interrupted: 'interrupted; what was found so far is reported',
};

export function commandsPage(): string {
  return page(
    'Commands',
    'Findings and answers go to standard output, progress and notes to standard error. `NO_COLOR` is respected.',
    table(
      ['exit code', 'means'],
      (Object.keys(exitCodes) as (keyof typeof exitCodes)[]).map((it) => [code(String(exitCodes[it])), exitTexts[it]]),
    ),
    ...sections([]),
  );
}
