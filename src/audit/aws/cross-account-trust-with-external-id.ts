// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { dependingOn } from './judge-power.ts';
import { admissions } from './trust.ts';

export const awsCrossAccountTrustWithExternalId = defineCheck({
  id: 'aws-cross-account-trust-with-external-id',
  area: 'aws',
  title: 'Roles for other companies ask for an external id',
  weakness: 'Role that another account may become without an external id',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'A7'],
  why: 'A vendor that serves many customers can be made to use the role of the wrong one (the confused deputy), unless each role asks for an id of its own.',
  remediation: [
    'Add `"StringEquals": {"sts:ExternalId": "..."}` with an id that the vendor gives, or name your own accounts under `ownAccounts`.',
  ],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'aws.principal' }],
  settings: { ownAccounts: { default: [], description: 'ids of accounts of your own organisation' } },
  *judge(inventory, { settings }) {
    const own = new Set([
      ...settings.list('ownAccounts'),
      ...inventory.of('aws.principal').map((it) => it.account),
      ...inventory.of('aws.target').map((it) => it.target),
    ]);
    for (const { role, admitted } of admissions(inventory)) {
      const isForeign = (name: string): boolean => !own.has(/\d{12}/.exec(name)?.[0] ?? '');
      const foreign = (role.trust ?? []).some(
        (it) => it.allow && it.principals?.some((one) => one.type === 'aws' && isForeign(one.name)),
      );
      if (!foreign) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      // Whether an account is of the organisation is not known, but the trust policy asks for it.
      const open = admitted.filter(
        (it) =>
          it.who === 'accounts' && isForeign(it.name) && !it.depends.some((one) => /^aws:PrincipalOrg/i.test(one)),
      );
      const [first] = open;
      if (first === undefined) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The account ${/\d{12}/.exec(first.name)?.[0] ?? first.name} may become the role ${role.name} without an external id${dependingOn(first.depends)}.`,
          evidence: open.map((it) => ({ where: it.where, note: `trusts ${it.name}` })),
        };
    }
  },
});
