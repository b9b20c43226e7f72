// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { Identity, LastUse } from '../../model/inventory/nouns.ts';
import { csvRows, headerOf } from '../csv-rows.ts';
import type { InventoryReader } from '../reader.ts';
import { known, moment } from '../values.ts';

/** AWS writes `N/A`, `no_information` and `not_supported` where it has nothing to say. */
function time(cell: string | undefined): string | undefined {
  return cell === undefined || !/^\d{4}-/.test(cell) ? undefined : moment(cell);
}

function flag(cell: string | undefined): boolean | undefined {
  return cell === 'true' ? true : cell === 'false' ? false : undefined;
}

/** `no_information`: not used since AWS began to track it (20 October 2014 for passwords), or never. */
function use(cell: string | undefined, since: string | undefined): LastUse | undefined {
  const last = time(cell);
  if (last !== undefined) return { at: last };
  return cell === 'N/A' || cell === 'no_information'
    ? { never: true, ...(since === undefined ? {} : { since }) }
    : undefined;
}

function latest(list: readonly (LastUse | undefined)[]): LastUse | undefined {
  const times = list.flatMap((it) => (it !== undefined && 'at' in it ? [it.at] : [])).toSorted();
  const last = times.at(-1);
  if (last !== undefined) return { at: last };
  return list.find((it) => it !== undefined);
}

/** `aws iam get-credential-report`, decoded to CSV. */
export const awsCredentialReport: InventoryReader = {
  id: 'aws.credential-report',
  title: 'Credential report of an AWS account',
  how: '`aws iam generate-credential-report`, then `aws iam get-credential-report --query Content --output text | base64 -d > report.csv`',
  claims: ({ head }) => {
    const header = headerOf(head);
    return header.includes('user_creation_time') && header.includes('access_key_1_active');
  },
  async *read(file, context): AsyncIterable<Item> {
    for await (const { cells, line } of csvRows(file.lines())) {
      const user = cells.get('user');
      const arn = cells.get('arn');
      if (user === undefined || arn === undefined || !arn.startsWith('arn:')) continue;
      const where = context.where({ line });
      const root = user === '<root_account>';
      const id = `aws:user:${arn}`;
      const created = time(cells.get('user_creation_time'));
      const password = flag(cells.get('password_enabled'));
      const mfa = flag(cells.get('mfa_active'));
      const passwordUse = use(cells.get('password_last_used'), created);
      const keys = [1, 2].flatMap((number) => {
        const active = flag(cells.get(`access_key_${number}_active`));
        const rotated = time(cells.get(`access_key_${number}_last_rotated`));
        // An inactive key that was never rotated is no key: AWS has a pair of columns for each user.
        if (active === undefined || (!active && rotated === undefined)) return [];
        return [{ number, active, rotated, used: use(cells.get(`access_key_${number}_last_used_date`), rotated) }];
      });
      const identity: Identity = {
        kind: 'identity',
        id,
        provider: 'aws',
        where,
        // Without a password nobody can sign in: what has only keys is a machine's.
        type: password === false && !root ? 'service-account' : 'user',
        name: root ? 'root' : user,
        ...known({
          created,
          lastUsed: latest([password === true || root ? passwordUse : undefined, ...keys.map((it) => it.used)]),
          lastInteractive:
            password === true || root ? passwordUse : password === false ? { never: true as const } : undefined,
          passwordChanged: time(cells.get('password_last_changed')),
          // The report says whether there is a second factor, not of which kind.
          mfa: mfa === undefined ? undefined : mfa ? (['unknown'] as const) : [],
          roles: root ? ['root'] : undefined,
          breakGlass: root ? true : undefined,
        }),
      };
      yield identity;
      yield {
        kind: 'aws.user-credentials',
        id,
        provider: 'aws',
        where,
        user: identity.name,
        root,
        activeKeys: keys.filter((it) => it.active).length,
        ...known({ password, mfa }),
      };
      for (const it of keys) {
        yield {
          kind: 'credential',
          id: `aws:access-key:${arn}/${it.number}`,
          provider: 'aws',
          where,
          type: 'access-key',
          holder: id,
          name: `access key ${it.number} of ${identity.name}`,
          expires: 'never',
          enabled: it.active,
          ...known({ lastChanged: it.rotated, created: it.rotated, lastUsed: it.used }),
        };
      }
    }
    for (const kind of ['aws.user-credentials', 'credential', 'identity'] as const) {
      context.collected({ kind, provider: 'aws', complete: true });
    }
  },
};
