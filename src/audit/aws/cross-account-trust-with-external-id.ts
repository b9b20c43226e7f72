// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

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
    const own = new Set([...settings.list('ownAccounts'), ...inventory.of('aws.principal').map((it) => it.account)]);
    for (const role of inventory.of('aws.principal')) {
      const foreign = (role.trust ?? []).filter(
        (it) => it.type === 'aws' && !own.has(/\d{12}/.exec(it.principal)?.[0] ?? ''),
      );
      if (foreign.length === 0 || role.serviceLinked) continue;
      const subject = { kind: 'role', id: role.id, name: role.name };
      const open = foreign.filter(
        (it) => !it.conditions.some((one) => /^(?:sts:ExternalId|aws:PrincipalOrgID)$/i.test(one.key)),
      );
      if (open.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The account ${/\d{12}/.exec(open[0]?.principal ?? '')?.[0] ?? open[0]?.principal} may become the role ${role.name} without an external id.`,
          evidence: open.map((it) => ({ where: role.where, path: it.path, note: `trusts ${it.principal}` })),
        };
    }
  },
});
