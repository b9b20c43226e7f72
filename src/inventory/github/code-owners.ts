// SPDX-License-Identifier: Apache-2.0
// Who owns the workflows by a CODEOWNERS file: the last line whose pattern fits, also where it names nobody.
// https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners

/** A file that stands for all workflows. */
const workflow = ['.github', 'workflows', 'any.yml'] as const;
const mostLines = 10_000;

/** GitHub does not read larger files. */
const mostCharacters = 3 << 20;

/** Whether a name fits a pattern with `*` and `?`; linear, as only the last `*` is ever gone back to. */
function fits(name: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      resume = index;
    } else if (pattern[at] === '?' || pattern[at] === name[index]) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** Whether the path begins with what the parts say; `**` is any number of parts. A folder is all that is below it. */
function covers(parts: readonly string[], path: readonly string[], folder: boolean): boolean {
  const [first, ...rest] = parts;
  if (first === undefined) return folder ? path.length > 0 : true;
  if (first === '**') {
    if (rest.length === 0) return path.length > 0;
    return path.some((_, from) => covers(rest, path.slice(from), folder));
  }
  const [name, ...below] = path;
  if (name === undefined || !fits(name, first)) return false;
  // `docs/*` is what lies in docs, not what is further below; a plain last part is a file, or a folder with all in it.
  if (rest.length === 0 && first === '*' && parts.length === 1 && below.length > 0) return false;
  return covers(rest, below, folder);
}

function isOfWorkflows(pattern: string): boolean {
  const folder = pattern.endsWith('/');
  const parts = pattern.split('/').filter((it) => it !== '');
  if (parts.length === 0 || parts.length > 20) return false;
  // Without a slash before its end, a pattern is for any depth.
  const anchored = pattern.replace(/\/$/, '').includes('/');
  if (anchored) return covers(parts, workflow, folder);
  const [only = ''] = parts;
  return workflow.some((name, at) => fits(name, only) && (!folder || at < workflow.length - 1));
}

/** Owners of files in `.github/workflows`; empty where nobody is named. */
export function workflowOwners(file: string): readonly string[] {
  let owners: readonly string[] = [];
  for (const line of file.slice(0, mostCharacters).split('\n', mostLines)) {
    const words = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    const [pattern = '', ...named] = words;
    // GitHub passes over lines with `!` and `[ ]`.
    if (pattern === '' || /^!|[[\]]/.test(pattern)) continue;
    if (isOfWorkflows(pattern)) owners = named.filter((it) => it.includes('@'));
  }
  return owners;
}
