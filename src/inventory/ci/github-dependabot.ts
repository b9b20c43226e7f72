// SPDX-License-Identifier: Apache-2.0
// Source: https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { field, listOf, textOf, textsOf } from './values.ts';

/** What Dependabot may do, entry by entry. */
export const githubDependabot: InventoryReader = {
  id: 'github.dependabot',
  title: 'Dependabot settings',
  how: 'the folder of a repository: `.github/dependabot.yml`',
  claims: (file) => /(?:^|\/)\.github\/dependabot\.ya?ml$/i.test(file.path),
  *read(file, context): Iterable<Item> {
    context.collected({ kind: 'ci.updates', provider: 'github', complete: true });
    for (const { value, index } of file.documents('1.2').slice(0, 1)) {
      for (const [at, entry] of listOf(field(value, 'updates')).entries()) {
        const ecosystem = textOf(field(entry, 'package-ecosystem'));
        if (ecosystem === undefined) continue;
        const directory = textsOf(field(entry, 'directory') ?? field(entry, 'directories')).join(',');
        const externalCode = textOf(field(entry, 'insecure-external-code-execution'));
        const registries = field(entry, 'registries');
        yield {
          kind: 'ci.updates',
          id: `github:updates:${file.path}:${ecosystem}:${directory}`,
          provider: 'github',
          where: context.where({ document: index, path: ['updates', at] }),
          ecosystem,
          directory,
          ...(externalCode === undefined ? {} : { externalCode }),
          registries: textsOf(registries),
          cooldown: field(entry, 'cooldown') !== undefined,
        };
      }
    }
  },
};
