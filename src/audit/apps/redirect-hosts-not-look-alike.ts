// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { clientsOf, hidesRedirects } from './client-index.ts';
import { freeNameOf, hostOf, isLoopback, registeredDomain, registeredLabel } from './redirects.ts';

/** Domains that are imitated most; their owners are not looked up. */
const brands: readonly string[] = [
  'microsoft.com',
  'microsoftonline.com',
  'office.com',
  'office365.com',
  'outlook.com',
  'sharepoint.com',
  'windows.net',
  'azure.com',
  'google.com',
  'googleapis.com',
  'okta.com',
  'github.com',
  'gitlab.com',
  'slack.com',
  'salesforce.com',
  'dropbox.com',
  'docusign.com',
  'adobe.com',
];

function ownDomains(inventory: Inventory): readonly string[] {
  return [
    ...inventory.of('entra.organization').flatMap((it) => it.domains),
    ...inventory.of('entra.domain').map((it) => it.name),
  ].map(registeredDomain);
}

export const appsRedirectHostsNotLookAlike = defineCheck({
  id: 'apps-redirect-hosts-not-look-alike',
  area: 'apps',
  title: 'Redirect hosts imitate no known domain',
  weakness: 'Redirect host imitates a known domain',
  severity: 'high',
  rows: ['A7', 'A8', 'W5'],
  why: "A code that is sent to a host named like yours or like Microsoft's is sent to a thief, and in a log it looks right.",
  remediation: [
    'Look up who registered the domain, and since when.',
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
    'Block the host at the proxy and in DNS.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], techniques: ['T1528', 'T1583.001'] },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    const known = [...brands, ...ownDomains(inventory)];
    const real = new Set(known);
    const labels = [...new Set(known.map(registeredLabel))].filter((it) => it.length > 4);
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (hidesRedirects(client)) continue;
      if (client.items.every((it) => it.redirectUris === undefined)) {
        yield { status: 'unknown', subject, reason: 'redirect addresses of the application were not exported' };
        continue;
      }
      const hosts = new Map(
        client.items.flatMap((it) =>
          (it.redirectUris ?? []).flatMap(({ uri }) => {
            const host = hostOf(uri);
            return host === undefined || isLoopback(host) ? [] : [[host, { uri, where: it.where }] as const];
          }),
        ),
      );
      const found = [...hosts].flatMap(([host, place]) => {
        if (real.has(registeredDomain(host)) || freeNameOf(host) !== undefined) return [];
        const label = registeredLabel(host);
        for (const it of labels) {
          if (label === it) continue;
          const likeness = context.knowledge.likeness(label, it);
          if (likeness !== undefined) return [{ ...place, why: `${label}: ${likeness.why}` }];
        }
        const borrowed = ['microsoftonline', 'office365', 'outlook-', 'sharepoint-'].find((it) => host.includes(it));
        return borrowed === undefined
          ? []
          : [{ ...place, why: `it has "${borrowed}" in a domain that is not Microsoft's` }];
      });
      const [first] = found;
      if (first === undefined) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `"${client.name}" sends codes to ${hostOf(first.uri)}: ${first.why}.`,
          evidence: found.map((it) => ({ where: it.where, note: `${it.uri}: ${it.why}` })),
        };
      }
    }
  },
});
