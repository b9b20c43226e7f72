// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enumerate, holderSubject, named } from './cluster-settings.ts';

export const peopleUseNoServiceAccounts = defineCheck({
  id: 'kubernetes-people-use-no-service-accounts',
  area: 'kubernetes',
  title: 'Service accounts are used by programs only',
  weakness: 'Service account used by a person',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A6', 'U6'],
  why: "A token of a service account on somebody's computer has no second factor, is shared, and in the log nobody can tell who it was. It is also what a thief would use: kubectl with a stolen token looks just like this.",
  remediation: [
    'Ask who it was; if nobody knows, treat the token as stolen: delete its secret, or delete and make anew the account.',
    'Give people a sign-in of their own over OpenID Connect.',
  ],
  mappings: { cis: ['Kubernetes 1.12 3.1.2'], mitigations: ['M1018'], peers: { kubescape: ['C-0287'] } },
  needs: [{ kind: 'window', provider: 'kubernetes' }],
  *judge(inventory) {
    const accounts = new Map<string, { readonly typed: ReturnType<typeof uses>; readonly all: number }>();
    for (const use of uses()) {
      const known = accounts.get(use.principal) ?? { typed: [], all: 0 };
      accounts.set(use.principal, {
        typed: use.interactive === true ? [...known.typed, use] : known.typed,
        all: known.all + 1,
      });
    }
    function uses() {
      return inventory
        .of('use')
        .filter((it) => it.provider === 'kubernetes' && it.principal.startsWith('kubernetes:service-account:'));
    }
    for (const [id, { typed }] of accounts) {
      const subject = holderSubject(id);
      const [first] = typed;
      if (first === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      const agents = [...new Set(typed.flatMap((it) => it.agents ?? []).map((it) => it.split(' ', 1)[0] ?? it))];
      yield {
        status: 'fail',
        subject,
        summary: `${named(subject)} was used with ${enumerate(agents, 3)}, with a token that is bound to no pod, as a person would.`,
        evidence: typed.slice(0, 5).map((it) => ({
          where: it.where,
          note: `${it.action} from ${enumerate(it.networks ?? ['an unknown address'], 3)}, last ${it.last}`,
        })),
      };
    }
  },
});
