// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';

export const adMachineAccountQuotaZero = defineCheck({
  id: 'ad-machine-account-quota-zero',
  area: 'ad',
  title: 'Ordinary users may not add computers to the domain',
  weakness: 'Any user may add computers to the domain',
  severity: 'medium',
  rows: ['U9', 'A1', 'A4'],
  why: 'A computer account that a thief makes has a password and service names that the thief knows: the missing piece of attacks by delegation, with which one becomes an administrator of other machines.',
  remediation: [
    '`Set-ADDomain -Identity DOMAIN -Replace @{"ms-DS-MachineAccountQuota"="0"}`, and give the right to join machines to a group, by delegation of an OU.',
  ],
  mappings: { mitigations: ['M1015', 'M1018'], techniques: ['T1136.002'] },
  needs: [{ kind: 'active-directory.domain' }],
  settings: { machines: { default: 0, description: 'computers that a user may add' } },
  *judge(inventory, { settings }) {
    for (const it of inventory.of('active-directory.domain')) {
      if (it.type !== 'domain') continue;
      const subject = { kind: 'domain', id: it.id, name: it.name };
      if (it.machineAccountQuota === undefined) yield unknown(subject, 'ms-DS-MachineAccountQuota was not exported');
      else
        yield it.machineAccountQuota <= settings.number('machines')
          ? pass(subject)
          : fail(
              subject,
              `Every user may add ${it.machineAccountQuota} computers to the domain ${it.name}.`,
              proof(it.where, `ms-DS-MachineAccountQuota is ${it.machineAccountQuota}`),
            );
    }
  },
});
