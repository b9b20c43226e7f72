// SPDX-License-Identifier: Apache-2.0
// Comments of workflow files that say something: the version of a pin, the reason of a permission. YAML itself drops them, so
// they are read from the lines; what cannot be told apart by its text goes by its order in the file.

const usesKey = /(?:^|[\s{,-])["']?uses["']?\s*:\s*["']?(?<raw>[^\s"'#,}]+)/g;
const behind = /\s#\s*(?<comment>[^\n]{1,200})$/;

/** Comments behind `uses:`, in the order of the file: the text of `uses:` -> its comments, one for each time it stands there. */
export function usesComments(text: string): ReadonlyMap<string, readonly (string | undefined)[]> {
  const found = new Map<string, (string | undefined)[]>();
  for (const line of text.split(/\r?\n/)) {
    if (line.length > 1_000 || !line.includes('uses') || /^\s*#/.test(line)) continue;
    const comment = behind.exec(line)?.groups?.comment?.trim();
    for (const { groups } of line.matchAll(usesKey)) {
      const raw = groups?.raw ?? '';
      const list = found.get(raw);
      if (list === undefined) found.set(raw, [comment]);
      else list.push(comment);
    }
  }
  return found;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Scopes of the block below a line that have a comment behind them or right above them. */
function scopesBelow(lines: readonly string[], start: number): readonly string[] {
  const found: string[] = [];
  let above = false;
  for (const line of lines.slice(start + 1, start + 80)) {
    const comment = /^\s*#/.test(line);
    if (!comment && line.trim() !== '') {
      if (indentOf(line) <= indentOf(lines[start] ?? '')) break;
      const scope = /^\s*(?<name>[\w-]{1,60})\s*:\s*[\w-]{1,10}\s*(?<why>#\s*\S)?/.exec(line)?.groups;
      if (scope?.name !== undefined && (above || scope.why !== undefined)) found.push(scope.name);
    }
    above = comment;
  }
  return found;
}

/**
 * Permissions that a comment explains: name of the job (the workflow itself: empty) -> scopes. `*` is all of them: the comment
 * stands at `permissions:` itself.
 */
export function explainedPermissions(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (!text.includes('#')) return found;
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const head = /^\s*permissions\s*:[^#\n]{0,500}(?<why>#\s*\S)?/.exec(line);
    if (head === null) continue;
    const indent = indentOf(line);
    let owner = index;
    while (owner >= 0 && (lines[owner]?.trim() === '' || indentOf(lines[owner] ?? '') >= indent)) owner--;
    const name = indent === 0 ? '' : /^\s*["']?(?<name>[\w-]{1,200})["']?\s*:/.exec(lines[owner] ?? '')?.groups?.name;
    if (name === undefined) continue;
    const whole = head.groups?.why !== undefined || /^\s*#/.test(lines[index - 1] ?? '');
    found.set(name, whole ? ['*'] : scopesBelow(lines, index));
  }
  return found;
}
