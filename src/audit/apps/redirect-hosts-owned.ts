// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { clientsOf, hidesRedirects } from './client-index.ts';
import { freeNameOf, hostOf } from './redirects.ts';

export const appsRedirectHostsOwned = defineCheck({
  id: 'apps-redirect-hosts-owned',
  area: 'apps',
  title: 'Redirect hosts are names that the maker owns',
  weakness: 'Redirect host can be taken by anybody once it is given up',
  severity: 'medium',
  rows: ['A7', 'W5'],
  why: "Names under a cloud provider's domain are given to whoever asks first. When the web app is deleted and the redirect address stays, anybody takes the name and receives the codes of your users.",
  remediation: [
    'Put a domain of your own before the service and redirect there.',
    'Remove addresses of services that are gone.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: { 'zt-assessment': ['23183', '21887'] } },
  needs: [{ kind: 'application' }],
  *judge(inventory) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (hidesRedirects(client)) continue;
      if (client.items.every((it) => it.redirectUris === undefined)) {
        yield { status: 'unknown', subject, reason: 'redirect addresses of the application were not exported' };
        continue;
      }
      const found = client.items
        .flatMap((it) => (it.redirectUris ?? []).map((redirect) => ({ ...redirect, where: it.where })))
        .flatMap((it) => {
          const service = freeNameOf(hostOf(it.uri) ?? '');
          return service === undefined ? [] : [{ ...it, service }];
        });
      const [first] = found;
      if (first === undefined) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          severity: client.origin === 'own' ? 'medium' : 'low',
          summary: `"${client.name}" sends codes to ${hostOf(first.uri)}, a name under ${first.service} that anybody can take when it is free.`,
          evidence: found.slice(0, 20).map((it) => ({ where: it.where, note: it.uri })),
        };
      }
    }
  },
});
