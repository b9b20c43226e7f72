// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { appSubject, oauthApps, place } from './okta-index.ts';

/** What is wrong with an address that codes and tokens are sent to. */
function fault(uri: string, native: boolean): string | undefined {
  if (uri.includes('*')) return 'has a wildcard';
  const host = URL.canParse(uri) ? new URL(uri).hostname : '';
  const loopback = host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
  if (loopback) return native ? undefined : 'leads to the machine of the user';
  return /^http:/i.test(uri) ? 'is not HTTPS' : undefined;
}

export const oktaRedirectsExact = defineCheck({
  id: 'okta-redirects-exact',
  area: 'okta',
  title: 'Redirect addresses are exact and HTTPS',
  weakness: 'Redirect address that others can answer at',
  severity: 'high',
  rows: ['A4', 'U10'],
  why: 'Codes and tokens are sent to the redirect address. With a wildcard, a forgotten subdomain is enough to receive them; without HTTPS, the network in between.',
  remediation: [
    'Applications, the application, General, Login: list each sign-in redirect URI in full, with https, without "Allow wildcard".',
    'Register a separate application for developers, so that localhost is not in the one of production.',
  ],
  mappings: { mitigations: ['M1047', 'M1013', 'M1021'], peers: {} },
  needs: [{ kind: 'okta.app' }],
  *judge(inventory) {
    for (const app of oauthApps(inventory)) {
      if (app.type === 'service') continue;
      const subject = appSubject(app);
      if (app.redirectUris === undefined) {
        yield unknown(subject, 'the export has no settings.oauthClient.redirect_uris');
        continue;
      }
      const wild = app.redirectUris.some((it) => it.includes('*'));
      const wrong = app.redirectUris.flatMap((uri, index) => {
        const why = fault(uri, app.type === 'native');
        return why === undefined ? [] : [{ uri, why, index }];
      });
      const [first] = wrong;
      if (first === undefined) {
        yield pass(subject);
        continue;
      }
      const serious = wrong.some((it) => it.why !== 'leads to the machine of the user');
      yield fail(
        subject,
        `A redirect address of "${app.label}" ${first.why}: ${first.uri}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}.`,
        wrong.map((it) => place(app, it.why, 'settings', 'oauthClient', 'redirect_uris', it.index)),
        serious ? (wild ? {} : { severity: 'medium' }) : { severity: 'low' },
      );
    }
  },
});
