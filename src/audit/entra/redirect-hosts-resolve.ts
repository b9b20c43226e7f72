// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, at, listed } from './entra-index.ts';

/** The host of an address on the web, where it is a name that others could register. */
function hostIn(uri: string): string | undefined {
  const host = /^https?:\/\/([a-z0-9.-]{1,253})(?::\d{1,5})?(?:[/?#]|$)/i.exec(uri)?.[1]?.toLowerCase();
  return host === undefined || host === 'localhost' || /^[0-9.]+$/.test(host) ? undefined : host;
}

export const entraRedirectHostsResolve = defineCheck({
  id: 'entra-redirect-hosts-resolve',
  area: 'entra',
  title: 'Redirect hosts are there',
  weakness: 'Redirect host is gone and can be taken',
  severity: 'high',
  rows: ['A5', 'A7', 'W5'],
  why: 'Who registers a domain or cloud name that is free again receives the codes of everybody who signs in to the application that still lists it.',
  remediation: [
    'Take the address off: `az ad app update --id APPID --web-redirect-uris ...`.',
    'Export look-ups for the audit: `dnsx -l hosts.txt -json -rcode noerror,nxdomain,servfail -o lookups.jsonl`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1021'],
    techniques: ['T1528', 'T1584.001'],
    peers: { 'zt-assessment': ['21887', '21888'] },
  },
  needs: [{ kind: 'entra.application' }],
  *judge(inventory) {
    const lookups = new Map(
      inventory
        .of('resource')
        .filter((it) => it.type === 'dns-host')
        .map((it) => [it.name, it]),
    );
    for (const app of inventory.of('entra.application')) {
      const subject = appSubject(app);
      const hosts = [...new Set((app.redirectUris ?? []).flatMap((it) => hostIn(it.uri) ?? []))];
      if (hosts.length === 0) continue;
      const gone = hosts.filter((it) => lookups.get(it)?.labels?.answer === 'NXDOMAIN');
      const unsure = hosts.filter((it) => !/^(?:NOERROR|NXDOMAIN)$/.test(lookups.get(it)?.labels?.answer ?? ''));
      if (gone.length > 0) {
        const alias = lookups.get(gone[0] ?? '')?.labels?.alias;
        yield {
          status: 'fail',
          subject,
          severity: alias === undefined ? 'high' : 'critical',
          summary: `"${app.name}" sends codes to ${listed(gone)}, which ${alias === undefined ? 'is not there' : `points to ${alias}, which is free`}.`,
          evidence: [
            at(app, `redirect addresses with ${listed(gone)}`),
            ...gone
              .flatMap((it) => lookups.get(it) ?? [])
              .map((it) => ({ where: it.where, note: `${it.name}: NXDOMAIN` })),
          ],
        };
      } else if (unsure.length > 0) {
        yield {
          status: 'unknown',
          subject,
          reason: `whether ${listed(unsure)} is there was not looked up, or not answered: give look-ups of dnsx or zdns`,
        };
      } else yield { status: 'pass', subject };
    }
  },
});
