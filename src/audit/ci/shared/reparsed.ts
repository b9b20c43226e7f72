// SPDX-License-Identifier: Apache-2.0
// Values that a script gives to something that reads them as code again. A variable is safe as an argument, and not safe in the
// text that `eval`, `bash -c`, `Invoke-Expression` or cmd.exe reads.
import type { CiStep } from '../../../model/inventory/ci.ts';
import { outsidePayload, outsideVariables } from './outsiders.ts';
import { scriptLines } from './scripts.ts';
import type { JobView } from './views.ts';

/** Programs whose quoted argument is a program. What stands in single quotes is not expanded before they see it. */
const inner =
  /(?:\b(?:ba|z|da|k)?sh\s+(?:-\w+\s+)*-\w*c|\b(?:python3?|perl|ruby|php)\s+(?:-\w+\s+)*-[cer]|\bnode\s+(?:-e|-p|--eval|--print)|\b(?:pwsh|powershell)(?:\.exe)?\s+(?:-\w+\s+)*-(?:c|command)|\bssh\s+[^"'\n]{1,200})\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s"'][^\n]*))/gi;
const evaluated = /(?:^|[;&|(\s])eval\s+(?<rest>[^\n]*)/;
const invoked = /\b(?:iex|Invoke-Expression)\b|\[scriptblock\]::Create\(/i;

/** Takes single-quoted parts out: the shell leaves them as they are. */
const expanded = (text: string): string => {
  let quoted = '';
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\' && quoted !== "'") {
      at++;
      continue;
    }
    if ((sign === "'" || sign === '"') && (quoted === '' || quoted === sign)) quoted = quoted === sign ? '' : sign;
    else if (quoted !== "'") result += sign;
  }
  return result;
};

const uses = (text: string, name: string): boolean =>
  new RegExp(`(?<!\\\\)\\$(?:\\{${name}\\b|${name}\\b|env:${name}\\b)`, 'i').test(text);

/** The line of a script that runs a value as code. */
function lineOf(script: string, shell: string, name: string): string | undefined {
  for (const line of scriptLines(script)) {
    if (/^(?:cmd|cmd\.exe)\b/i.test(shell)) {
      if (new RegExp(`%${name}%`, 'i').test(line)) return line;
      continue;
    }
    if (invoked.test(line) && uses(line, name)) return line;
    const rest = evaluated.exec(line)?.groups?.rest;
    if (rest !== undefined && uses(expanded(rest), name)) return line;
    for (const { groups } of line.matchAll(inner)) {
      // The inner shell of a double-quoted text sees the value; escaped (`\$NAME`), it sees the variable.
      const text = groups?.quoted ?? expanded(groups?.bare ?? '');
      if (uses(text, name)) return line;
    }
  }
  return undefined;
}

const runsCode = /\b(?:eval|exec|execSync|getExecOutput|Function)\s*\(/;
/** One text for the shell, put together from parts: `exec(\`git tag ${title}\`)`. A list of arguments is not read as code. */
const asText =
  /\b(?:eval|exec|execSync|Function)\s*\((?:`[^`]*\$\{|['"][^'"]*['"]\s*\+|\s*(?:process\.env|context\.payload)\b)[^\n]*/g;

/** What an outsider wrote, and the line that runs it. */
export function reparsedText(
  step: CiStep,
  view: JobView,
): { readonly name: string; readonly line: string } | undefined {
  const names = outsideVariables(view, step);
  if (step.run !== undefined) {
    for (const name of names) {
      const line = lineOf(step.run, step.shell ?? '', name);
      if (line !== undefined) return { name, line: line.trim() };
    }
    return undefined;
  }
  const script = step.uses?.name.toLowerCase() === 'actions/github-script' ? (step.with.script ?? '') : '';
  if (!runsCode.test(script)) return undefined;
  for (const [line] of script.matchAll(asText)) {
    const ref = outsidePayload(line, view);
    if (ref !== undefined) return { name: ref, line: line.trim() };
    const name = names.find((it) => new RegExp(`\\bprocess\\.env(?:\\.${it}\\b|\\[['"]${it}['"]\\])`).test(line));
    if (name !== undefined) return { name, line: line.trim() };
  }
  return undefined;
}
