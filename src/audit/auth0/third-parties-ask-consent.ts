// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeClients } from './auth0-index.ts';

export const auth0ThirdPartiesAskConsent = defineCheck({
  id: 'auth0-third-parties-ask-consent',
  area: 'auth0',
  title: 'Third-party applications ask for consent',
  weakness: 'Applications registered by anybody count as our own',
  severity: 'medium',
  rows: ['A4', 'A7'],
  why: 'A first-party application gets tokens without asking the user. One that somebody else runs, but is marked as our own, reads data that nobody agreed to.',
  remediation: [
    '`PATCH /api/v2/clients/ID` with `{"is_first_party":false}` for each application that is not yours.',
    'Name the domains of your own applications in `own-domains`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1017'], peers: {} },
  needs: [{ kind: 'auth0.client' }],
  settings: {
    'own-domains': { default: [], description: 'domains of your own applications; without any, nothing is judged' },
  },
  judge: (inventory, { settings }) =>
    judgeClients(inventory, (client) => {
      if (client.firstParty === undefined) return 'the export has no is_first_party';
      const domains = settings.list('own-domains');
      if (!client.firstParty || domains.length === 0)
        return client.firstParty && domains.length === 0 ? 'skip' : undefined;
      const foreign = (client.callbacks ?? []).flatMap((uri, index) => {
        const host = URL.canParse(uri) ? new URL(uri).hostname : '';
        const own = host === '' || host === 'localhost' || /^127\./.test(host) || !/^https?:/.test(uri);
        return own || domains.some((it) => host === it || host.endsWith(`.${it}`)) ? [] : [{ host, index }];
      });
      const [first] = foreign;
      return first === undefined
        ? undefined
        : {
            summary: `"${client.name}" counts as our own, though its tokens go to ${first.host}: users are not asked.`,
            note: 'is_first_party is true',
            path: ['callbacks', first.index],
          };
    }),
});
