// SPDX-License-Identifier: Apache-2.0
// What can be read into an inventory: kinds of files, and providers that are asked live with the permissions they need.
import { collectors } from '../../src/inventory/collect/collectors.ts';
import { permissionsOf } from '../../src/inventory/collect/permissions.ts';
import { readers } from '../../src/inventory/readers.ts';
import { relations } from '../../src/model/inventory/nouns.ts';
import { bullets, code, codes, page, table } from './markdown.ts';

function collectorPart(it: (typeof collectors)[number]): readonly string[] {
  const options = Object.fromEntries((it.required ?? []).map((name) => [name, 'example']));
  return [
    `### ${it.provider}`,
    `${it.title}. Credentials: ${it.credentials}`,
    table(
      ['option', 'what it is'],
      Object.entries(it.options).map(([name, what]) => [
        code(name),
        `${what}${it.required?.includes(name) === true ? ' (needed)' : ''}`,
      ]),
    ),
    table(
      ['least permission', 'tells', ''],
      permissionsOf(it, options).map(({ permission, tells, optional }) => [
        permission,
        codes(tells),
        optional ? 'optional' : '',
      ]),
    ),
  ];
}

/** docs/inventory.md */
export function inventoryPage(): string {
  return page(
    'Inventory',
    'What `tokenward audit` and `tokenward inventory` read. A file is recognised by its path and content; names do not matter where the table does not name any. What is not recognised is counted as passed over.',
    '## Files',
    table(
      ['reader', 'what it reads', 'how to get it'],
      readers.map((it) => [code(it.id), it.title, it.how]),
    ),
    '## Live',
    '`tokenward inventory collect PROVIDER --output FOLDER` reads a provider through its API and changes nothing. The answers are kept in the folder without their secrets, so that audits can be repeated offline; a run that was interrupted goes on where it stopped. `--permissions` lists what is needed and asks for nothing.',
    ...collectors.flatMap(collectorPart),
    '## The graph',
    'Relations lead from the holder of a power to what it reaches: whoever has the first can get at the second.',
    bullets(relations.map(code)),
  );
}
