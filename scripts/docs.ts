// SPDX-License-Identifier: Apache-2.0
// Writes the reference pages in docs/, and parts of README.md, from the source; --check only compares and fails where they differ.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findingJsonSchema } from '../src/report/finding-schema.ts';
import { findCaseFiles } from './docs/case-files.ts';
import { checkPages } from './docs/checks.ts';
import { commandsPage } from './docs/commands.ts';
import { errorsPage } from './docs/errors.ts';
import { extensionsPage } from './docs/extensions.ts';
import { inventoryPage } from './docs/inventory.ts';
import { lifecyclePage } from './docs/lifecycle.ts';
import { refreshReadme } from './docs/readme.ts';
import { ruleKeysPage } from './docs/rule-keys.ts';
import { rulePages } from './docs/rules.ts';
import { settingsJsonSchema, settingsPage } from './docs/settings.ts';
import { sourcesPage } from './docs/sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Folders in which every page is made here. */
const madeFolders = ['docs/rules', 'docs/checks'];

function json(it: unknown): string {
  return `${JSON.stringify(it, null, 2)}\n`;
}

/** Every generated file by its path in the repository. The same source gives the same text. */
export function generate(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', refreshReadme(readFileSync(join(root, 'README.md'), 'utf8'))],
    ['docs/commands.md', commandsPage()],
    ['docs/errors.md', errorsPage()],
    ['docs/finding.schema.json', json(findingJsonSchema)],
    ['docs/inventory.md', inventoryPage()],
    ['docs/lifecycle.md', lifecyclePage()],
    ['docs/rule-keys.md', ruleKeysPage()],
    ['docs/settings.md', settingsPage()],
    ['docs/sigma-extensions.md', extensionsPage()],
    ['docs/sources.md', sourcesPage()],
    ['docs/tokenward.schema.json', json(settingsJsonSchema)],
    ...rulePages(),
    ...checkPages(findCaseFiles()),
  ]);
}

/** Pages of rules and checks that are no more. */
function stale(files: ReadonlyMap<string, string>): readonly string[] {
  return madeFolders.flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    return readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => !files.has(path));
  });
}

/** What is in the repository and should not be, or is not what the source gives: a line each. */
export function drift(): readonly string[] {
  const files = generate();
  const differ = [...files].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  return [
    ...differ.map(([path]) => `${path} is not up to date`),
    ...stale(files).map((path) => `${path} is left over`),
  ];
}

function write(): void {
  const files = generate();
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of stale(files)) rmSync(join(root, path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const found = drift();
    for (const line of found) console.error(line);
    if (found.length > 0) {
      console.error('run: npm run docs');
      process.exitCode = 1;
    }
  } else write();
}
