// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import { text, time } from '../collect/values.ts';
import type { InventoryReader } from '../reader.ts';
import { fields, known } from '../values.ts';

/** The columns of the first line, in lower case. */
function columns(head: string): ReadonlySet<string> {
  const end = head.search(/\r?\n/);
  const line = (end === -1 ? head : head.slice(0, end)).slice(0, 2_000);
  return new Set(line.split(',').map((it) => it.trim().replace(/^"|"$/g, '').toLowerCase()));
}

/**
 * GitHub's reports of users: of dormant ones (Enterprise Cloud), of all or dormant ones (Enterprise Server). Only the
 * columns `login`, `last_active`, `created_at` and `suspended` are read, in any order; which others there are differs.
 */
export const githubUserReport: InventoryReader = {
  id: 'github.user-report',
  title: "GitHub's report of users",
  how: 'enterprise Compliance, Reports, Dormant users; of a server of your own `https://HOST/stafftools/reports/all_users.csv`',
  claims: (file) => {
    if (!/\.csv$/i.test(file.path)) return false;
    const names = columns(file.head);
    const ours = ['dormant', 'last_logged_ip', 'raw_login', 'org_memberships'].some((name) => names.has(name));
    return names.has('login') && names.has('last_active') && ours;
  },
  async *read(file, context): AsyncGenerator<Item> {
    context.collected({ kind: 'github.activity', provider: 'github', complete: true });
    for await (const { value, line } of file.records()) {
      const row = new Map(Object.entries(fields(value)).map(([name, it]) => [name.toLowerCase(), it]));
      const login = text(row.get('login'));
      if (login === undefined) continue;
      const last = text(row.get('last_active'));
      const suspended = text(row.get('suspended'))?.toLowerCase();
      yield {
        kind: 'github.activity',
        id: `github:activity:${login.toLowerCase()}`,
        provider: 'github',
        where: context.where({ line }),
        login,
        ...known({
          created: time(row.get('created_at')),
          suspended: suspended === undefined ? undefined : /^(?:true|yes|1|suspended)$/.test(suspended),
          // An empty cell and a word for it are both in use.
          lastActive: last === undefined || /^never/i.test(last) ? ('never' as const) : time(last),
        }),
      };
    }
  },
};
