// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isServiceName } from './judge-identities.ts';
import { everybody, peopleMissing } from './leavers.ts';
import { fail, pass, proof, unknown } from './verdict.ts';

export const accountsPeopleKnownToHr = defineCheck({
  id: 'accounts-people-known-to-hr',
  area: 'accounts',
  title: 'Every account of a person belongs to somebody whom the HR system knows',
  weakness: 'Account of a person whom the HR system does not know',
  severity: 'low',
  confidence: 'medium',
  rows: ['U3', 'A6'],
  why: 'An account without a person is never disabled when somebody leaves. It may be a second account, a shared one, or one that an intruder has made.',
  remediation: [
    'Find out whose it is, and write the employee number into it: Active Directory `Set-ADUser NAME -EmployeeID NUMBER`; Entra `PATCH /users/{id} {"employeeId": "NUMBER"}`.',
    'If it is a shared or service account, make it one: no interactive sign-in, an owner, and a name in the setting `except`.',
  ],
  mappings: { mitigations: ['M1018'], techniques: ['T1136'] },
  needs: [{ kind: 'identity' }],
  settings: {
    except: {
      default: ['administrator', 'guest', 'krbtgt', 'root'],
      description: 'names of accounts that belong to nobody; `*` at the end stands for any rest',
    },
    providers: {
      default: ['active-directory', 'entra', 'okta', 'google'],
      description: 'providers whose accounts carry an address or employee number',
    },
  },
  *judge(inventory, { settings }) {
    const { index, reason } = peopleMissing(inventory);
    const providers = new Set(settings.list('providers'));
    const except = settings.list('except').map((it) => it.toLowerCase());
    const excepted = (name: string): boolean =>
      except.some((it) =>
        it.endsWith('*') ? name.toLowerCase().startsWith(it.slice(0, -1)) : name.toLowerCase() === it,
      );
    const accounts = inventory
      .of('identity')
      .filter(
        (it) =>
          it.type === 'user' &&
          it.provider !== 'people' &&
          it.enabled !== false &&
          providers.has(it.provider) &&
          it.breakGlass !== true &&
          it.external !== true,
      );
    if (accounts.length === 0) return;
    if (reason !== undefined || index.people === 'partial') {
      yield unknown(
        everybody,
        reason ?? 'people were collected in part only: an account without a person may have one',
      );
      return;
    }
    for (const identity of accounts) {
      // Accounts of services have owners, not persons; that is a check of its own.
      if (excepted(identity.name) || isServiceName(identity.name)) continue;
      const subject = identitySubject(identity);
      yield index.joins.has(identity.id)
        ? pass(subject)
        : fail(
            subject,
            `The ${identity.provider} account ${identity.name} belongs to nobody whom the HR system knows.`,
            proof(
              identity.where,
              `no person has its employee number (${identity.employeeId ?? 'none'}) or address (${identity.email ?? 'none'})`,
            ),
          );
    }
  },
});
