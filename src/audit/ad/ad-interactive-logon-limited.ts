// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePolicies } from './judge-policies.ts';

const rights = ['SeInteractiveLogonRight', 'SeRemoteInteractiveLogonRight'] as const;

/** Accounts that mean everybody, by SID and English name. */
const everybody: ReadonlyMap<string, string> = new Map([
  ['s-1-1-0', 'Everyone'],
  ['everyone', 'Everyone'],
  ['s-1-5-11', 'Authenticated Users'],
  ['authenticated users', 'Authenticated Users'],
  ['domain users', 'Domain Users'],
]);

function nameOf(account: string): string | undefined {
  const name = account.slice(account.indexOf('\\') + 1).toLowerCase();
  return everybody.get(name) ?? (/^s-1-5-21-.*-513$/.test(name) ? 'Domain Users' : undefined);
}

export const adInteractiveLogonLimited = defineCheck({
  id: 'ad-interactive-logon-limited',
  area: 'ad',
  title: 'Not everybody may sign in to servers interactively',
  weakness: 'Everybody may sign in interactively',
  severity: 'medium',
  rows: ['U6', 'U9', 'A1'],
  why: 'On a machine where everybody may sign in, any stolen password gives a session beside the tokens and tickets of services and administrators.',
  remediation: [
    'In the GPO of servers: User Rights Assignment > "Allow log on locally" and "Allow log on through Remote Desktop Services" to Administrators and the groups that run them.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], techniques: ['T1078.002', 'T1021.001'] },
  needs: [{ kind: 'active-directory.policy' }],
  judge: (inventory) =>
    judgePolicies(
      inventory,
      (policy) => {
        const held = rights.filter((right) => Object.hasOwn(policy.rights, right));
        return held.length === 0 ? undefined : held;
      },
      'no policy that was collected says who may sign in interactively (SeInteractiveLogonRight)',
      (held, policy) => {
        for (const right of held) {
          const who = (policy.rights[right] ?? []).map(nameOf).find((it) => it !== undefined);
          if (who !== undefined) {
            const how = right === 'SeInteractiveLogonRight' ? 'at the keyboard' : 'by remote desktop';
            return { summary: `lets ${who} sign in ${how}.`, note: `${right} holds ${who}` };
          }
        }
        return undefined;
      },
    ),
});
