// SPDX-License-Identifier: Apache-2.0
// The configuration of Jenkins as code: which credentials its system store holds, and for whom. Their values are not looked at.
//
// Source: https://github.com/jenkinsci/configuration-as-code-plugin, demos/credentials. A scope that is not written is GLOBAL
// (CredentialsScope of the credentials plugin).
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { at, below, fields, list, text } from '../values.ts';

const scopes: ReadonlyMap<string, 'global' | 'system' | 'user'> = new Map([
  ['GLOBAL', 'global'],
  ['SYSTEM', 'system'],
  ['USER', 'user'],
]);

export const jenkinsConfiguration: InventoryReader = {
  id: 'jenkins.configuration',
  title: 'Configuration of Jenkins as code',
  how: 'jenkins.yaml of the Configuration as Code plugin, or "Download Configuration" under Manage Jenkins > Configuration as Code',
  claims: ({ path, head }) =>
    /\.ya?ml$/i.test(path) &&
    /^credentials:/m.test(head) &&
    /^ +domainCredentials:/m.test(head) &&
    !/^kind:/m.test(head),
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents('1.1')) {
      const domains = list(at(below(fields(value), 'credentials', 'system'), 'domainCredentials'));
      context.collected({ kind: 'ci.credential', provider: 'jenkins', complete: true });
      for (const [domain, one] of domains.entries()) {
        for (const [place, entry] of list(at(fields(one), 'credentials')).entries()) {
          const [type] = Object.keys(fields(entry));
          if (type === undefined) continue;
          const credential = below(fields(entry), type);
          const name = text(at(credential, 'id'));
          const scope = scopes.get((text(at(credential, 'scope')) ?? 'GLOBAL').toUpperCase());
          if (name === undefined || scope === undefined) continue;
          const path = ['credentials', 'system', 'domainCredentials', domain, 'credentials', place, type];
          yield {
            kind: 'ci.credential',
            id: `jenkins:credential:${file.path}:${name}`,
            provider: 'jenkins',
            where: context.where({ document: index, path }),
            name,
            type,
            scope,
          };
        }
      }
    }
  },
};
