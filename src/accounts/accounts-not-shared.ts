// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isHuman, judgeIdentities } from './judge-identities.ts';
import { fail, pass, proof } from './verdict.ts';

/** Names of a task, not of a person. */
const generic =
  /^(?:admin|administrator|root|test|tester|user|demo|temp|tmp|guest|shared|team|office|info|support|help|helpdesk|it|itsupport|sales|marketing|hr|finance|accounting|reception|frontdesk|kiosk|training|intern|student|dev|developer|developers|ops|devops|scanner|printer|lab|warehouse|backup)\d{0,3}$/i;

export const accountsNotShared = defineCheck({
  id: 'accounts-not-shared',
  area: 'accounts',
  title: 'Every account belongs to one person',
  weakness: 'Account that seems to be shared',
  severity: 'medium',
  confidence: 'low',
  rows: ['U3', 'U6', 'A6'],
  why: 'A password that several people know is written down, has no second factor of one person, and a strange sign-in could be any of them. The sessions of a shared account are stolen without anybody missing them.',
  remediation: [
    'Give each person an account, and share the mailbox, folder or role instead.',
    'If it is no sign-in account (a shared mailbox, a room), block its sign-in.',
  ],
  mappings: { mitigations: ['M1018'], techniques: ['T1078'] },
  needs: [{ kind: 'identity' }],
  settings: {
    except: { default: ['administrator', 'guest', 'root'], description: 'names that are known and watched' },
  },
  *judge(inventory, { settings }) {
    const except = new Set(settings.list('except').map((it) => it.toLowerCase()));
    yield* judgeIdentities(
      inventory,
      (it) => isHuman(it) && it.type === 'user' && it.breakGlass !== true,
      (identity) => {
        const name = identity.name.split('@')[0]?.toLowerCase() ?? '';
        if (except.has(name)) return undefined;
        if (generic.test(name) && identity.enabled === undefined)
          return 'whether accounts with names of a task can sign in was not collected';
        const subject = identitySubject(identity);
        return generic.test(name)
          ? fail(
              subject,
              `The ${identity.provider} account ${identity.name} has the name of a task, not of a person.`,
              proof(identity.where, 'the name is not one of a person; it is enabled'),
            )
          : pass(subject);
      },
    );
  },
});
