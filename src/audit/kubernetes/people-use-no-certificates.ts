// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Verdict } from '../../model/check.ts';

const client = 'kubernetes.io/kube-apiserver-client';

export const peopleUseNoCertificates = defineCheck({
  id: 'kubernetes-people-use-no-certificates',
  area: 'kubernetes',
  title: 'People sign in through the identity provider, not with certificates',
  weakness: 'Person with a client certificate',
  severity: 'low',
  rows: ['A4', 'U5', 'U6'],
  why: 'A client certificate needs no second factor and cannot be taken back before it ends. A copied kubeconfig is enough, also after the person has left.',
  remediation: [
    'Sign people in over OpenID Connect (an AuthenticationConfiguration), or with the login of the cloud.',
    'Let certificates of people expire; keep one admin.conf in a safe.',
  ],
  mappings: { cis: ['Kubernetes 1.12 3.1.1'], mitigations: ['M1018', 'M1032'], peers: { kubescape: ['C-0286'] } },
  needs: [],
  *judge(inventory, context): Iterable<Verdict> {
    const uses = inventory
      .of('use')
      .filter((it) => it.provider === 'kubernetes' && it.principal.startsWith('kubernetes:user:'));
    const people = new Map<string, { readonly name: string; certificate?: (typeof uses)[number] }>();
    for (const use of uses) {
      const name = use.principal.slice('kubernetes:user:'.length);
      if (name.startsWith('system:')) continue;
      const person = people.get(use.principal) ?? { name };
      if (use.protocol === 'certificate') person.certificate = use;
      people.set(use.principal, person);
    }
    for (const [id, { name, certificate }] of people) {
      const subject = { kind: 'user', id, name };
      if (certificate === undefined) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `${name} used the cluster with a client certificate, which no identity provider can take back.`,
          evidence: [{ where: certificate.where, note: `${certificate.action}, last ${certificate.last}` }],
        };
      }
    }
    for (const csr of inventory.of('kubernetes.csr')) {
      if (csr.signer !== client || !csr.approved) continue;
      const name = csr.commonName;
      const subject = { kind: 'certificate', id: csr.id, name: name ?? csr.name };
      const ends =
        csr.created === undefined || csr.expirationSeconds === undefined
          ? undefined
          : Date.parse(csr.created) + csr.expirationSeconds * 1000;
      if (name === undefined)
        yield {
          status: 'unknown',
          subject,
          reason: 'the certificate request cannot be read; `kubectl get csr NAME -o yaml` holds it',
        };
      else if (name.startsWith('system:') || (ends !== undefined && ends < context.now))
        yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `A client certificate for ${name} was signed${ends === undefined ? '' : `, valid until ${new Date(ends).toISOString().slice(0, 10)}`}.`,
          evidence: [{ where: csr.where, path: [...(csr.where.path ?? []), 'spec', 'signerName'], note: client }],
        };
      }
    }
    const logged = inventory.of('window').some((it) => it.provider === 'kubernetes');
    if (!logged && inventory.collected('kubernetes.csr') === 'none') {
      yield {
        status: 'unknown',
        subject: { kind: 'cluster', id: 'kubernetes:cluster', name: 'cluster' },
        reason:
          'neither an audit log (Kubernetes 1.32 or newer names the certificate) nor certificate requests (`kubectl get csr -o yaml`) were read',
      };
    }
  },
});
