// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Verdict } from '../../model/check.ts';
import { builtInSetting } from './cluster-settings.ts';
import { judgedHolders } from './power-check.ts';

const masters = 'system:masters';

export const mastersGroupUnused = defineCheck({
  id: 'kubernetes-masters-group-unused',
  area: 'kubernetes',
  title: 'Nobody is put into system:masters',
  weakness: 'Somebody is put into system:masters',
  severity: 'high',
  rows: ['A2', 'A4', 'U1'],
  why: 'system:masters passes every authorization check before roles are looked at, so taking away roles does not help: a stolen credential of a member can only be stopped by changing the certificate authority or the mapping.',
  remediation: [
    'EKS: replace the group in aws-auth by one of your own that is bound to what is needed, or use access entries with an access policy.',
    'Certificates: let them expire, sign new ones without `O=system:masters`, and change the certificate authority if one may have leaked.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.7'],
    mitigations: ['M1018', 'M1026'],
    peers: { kubescape: ['C-0246', 'C-0232', 'C-0285'], kyverno: ['restrict-binding-system-groups'] },
  },
  needs: [{ kind: 'kubernetes.binding' }],
  settings: { builtIn: builtInSetting },
  *judge(inventory, context): Iterable<Verdict> {
    for (const it of inventory.of('kubernetes.cloud-mapping')) {
      const subject = { kind: `aws-${it.type}`, id: it.id, name: it.arn };
      if (!it.groups.includes(masters)) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `aws-auth puts the AWS ${it.type} ${it.arn} into system:masters, which no role limits.`,
          evidence: [{ where: it.where, note: `groups hold ${masters}` }],
        };
      }
    }
    for (const it of inventory.of('kubernetes.csr')) {
      const subject = { kind: 'certificate', id: it.id, name: it.commonName ?? it.name };
      if (it.organisations === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'the certificate request cannot be read; `kubectl get csr NAME -o yaml` holds it',
        };
      } else if (!it.organisations.includes(masters)) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `A certificate of ${subject.name} in system:masters was ${it.approved ? 'signed' : 'asked for'}${it.username === undefined ? '' : ` by ${it.username}`}.`,
          severity: it.approved ? 'high' : 'medium',
          evidence: [
            { where: it.where, path: [...(it.where.path ?? []), 'spec', 'request'], note: `organisation ${masters}` },
          ],
        };
      }
    }
    const more = (judgedHolders(inventory, context).get(`kubernetes:group:${masters}`) ?? []).filter(
      ({ power }) => power === 'bound',
    );
    const subject = { kind: 'group', id: `kubernetes:group:${masters}`, name: masters };
    if (more.length === 0) yield { status: 'pass', subject };
    else {
      yield {
        status: 'fail',
        subject,
        summary: 'A role is bound to system:masters, which may do everything anyway: somebody counts on its members.',
        severity: 'low',
        evidence: more.slice(0, 5).map(({ where, role }) => ({ where, note: `binds ${role}` })),
      };
    }
  },
});
