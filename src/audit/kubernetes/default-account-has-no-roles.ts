// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { builtInSetting, enumerate, holderSubject } from './cluster-settings.ts';
import { bindingEvidence, judgedHolders } from './power-check.ts';

export const defaultAccountHasNoRoles = defineCheck({
  id: 'kubernetes-default-account-has-no-roles',
  area: 'kubernetes',
  title: 'The default account of a namespace has no rights',
  weakness: 'Rights for the default account, and so for every pod that names no other',
  severity: 'high',
  rows: ['A2', 'U1'],
  why: 'Every pod that names no account runs as "default". Rights meant for one program are in the hands of whoever breaks into any of the others.',
  remediation: [
    'Make an account for the program that needs the rights (`kubectl create serviceaccount NAME -n NAMESPACE`), name it in the pod spec, and bind the role to it.',
    'Take "default" out of the binding.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.5'],
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0225', 'C-0239', 'C-0189'] },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context) {
    const holders = judgedHolders(inventory, context);
    const ids = new Set(
      [...inventory.of('kubernetes.service-account').map((it) => it.id), ...holders.keys()].filter((id) =>
        /^kubernetes:service-account:[^/]+\/default$/.test(id),
      ),
    );
    for (const id of ids) {
      const all = holders.get(id) ?? [];
      const subject = holderSubject(id);
      const bound = all.filter(({ power }) => power === 'bound' || power === 'unknown-role');
      if (bound.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `Every pod of ${subject.name?.split('/')[0]} that names no account has ${enumerate([...new Set(bound.map(({ role }) => role))])}, as its default account has.`,
        severity: all.length > bound.length ? 'high' : 'medium',
        evidence: bound.slice(0, 5).flatMap((power) => bindingEvidence(inventory, power)),
      };
    }
  },
});
