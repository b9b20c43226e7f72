// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { clientsOf, hidesRedirects } from './client-index.ts';
import { dangerOf, hostOf, isLoopback } from './redirects.ts';

export const appsRedirectUrisSafe = defineCheck({
  id: 'apps-redirect-uris-safe',
  area: 'apps',
  title: 'Redirect addresses lead to one encrypted place',
  weakness: 'Codes and tokens of an application can be sent elsewhere',
  severity: 'medium',
  rows: ['A7', 'W5'],
  why: "The identity provider sends the code of a sign-in to any address on this list. A wildcard, an unencrypted or shortened one, or somebody's own machine lets another person catch it.",
  remediation: [
    '`az ad app update --id APPID --web-redirect-uris https://...` with the exact addresses only; keep localhost on a registration for development.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1021'],
    peers: { 'zt-assessment': ['21885', '23183'], cazadora: ['localhost-access-reply'] },
  },
  needs: [{ kind: 'application' }],
  *judge(inventory) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (hidesRedirects(client)) continue;
      if (client.items.every((it) => it.redirectUris === undefined)) {
        yield { status: 'unknown', subject, reason: 'redirect addresses of the application were not exported' };
        continue;
      }
      const redirects = client.items.flatMap((it) =>
        (it.redirectUris ?? []).map((redirect) => ({ ...redirect, where: it.where })),
      );
      const hosts = redirects.map((it) => hostOf(it.uri)).filter((it) => it !== undefined);
      const alone = hosts.every(isLoopback);
      const found = redirects.flatMap((it) => {
        const danger = dangerOf(it, alone);
        return danger === undefined ? [] : [{ ...it, ...danger }];
      });
      const [first] = found.toSorted((left, right) => Number(right.grave) - Number(left.grave));
      if (first === undefined) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          severity: first.grave ? (first.why.includes('phishing') ? 'high' : 'medium') : 'low',
          summary: `"${client.name}" sends codes to ${first.uri}, which ${first.why}.`,
          evidence: found.slice(0, 20).map((it) => ({ where: it.where, note: `${it.uri} ${it.why}` })),
        };
      }
    }
  },
});
