// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import type { GoogleToken } from '../../model/inventory/google.ts';
import { place, shortScope } from './google-index.ts';

export const googleThirdPartyTokensNarrow = defineCheck({
  id: 'google-third-party-tokens-narrow',
  area: 'google',
  title: 'Third-party applications hold no tokens for whole mailboxes, drives or the directory',
  weakness: 'Third-party application with a token for everything of a user',
  severity: 'high',
  rows: ['A7', 'A2', 'U8', 'W6'],
  why: 'The refresh token that a user gave lies at the maker of the application. Who breaks in there, or owns it from the start, reads the mailbox or drive for as long as the grant stands, past password and second step.',
  remediation: [
    'Ask the users what it is for. Not known: `DELETE https://admin.googleapis.com/admin/directory/v1/users/USER/tokens/CLIENT_ID`, or `gam user USER delete token clientid CLIENT_ID`.',
    'Block the client for everybody: Security, API controls, App access control, the app, Blocked.',
    'Known and needed: set it to Trusted or Limited there, and name it in `allowed-clients`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1021', 'M1017'], peers: {} },
  needs: [{ kind: 'google.token' }],
  settings: {
    'allowed-clients': { default: [], description: 'client ids of applications that may have such tokens' },
    users: { default: 1, description: 'how many users must have granted it' },
  },
  *judge(inventory, { settings, knowledge }) {
    const allowed = new Set(settings.list('allowed-clients'));
    const strong = (scope: string): boolean => {
      const risk = knowledge.permissionRisk(scope, 'google')?.risk;
      return risk === 'high' || risk === 'critical';
    };
    const clients = Map.groupBy(inventory.of('google.token'), (it) => it.clientId);
    for (const [clientId, tokens] of clients) {
      const name = tokens[0]?.name ?? clientId;
      const subject = { kind: 'application', id: `google:client:${clientId.toLowerCase()}`, name };
      const wide = tokens.filter((it) => it.scopes.some(strong));
      if (wide.length < settings.number('users') || allowed.has(clientId)) {
        yield pass(subject);
        continue;
      }
      const scopes = [...new Set(wide.flatMap((it) => it.scopes.filter(strong)))];
      const critical = scopes.some((it) => knowledge.permissionRisk(it, 'google')?.risk === 'critical');
      yield fail(
        subject,
        `"${name}" holds tokens of ${who(wide)} for ${scopes.slice(0, 4).map(shortScope).join(', ')}${scopes.length > 4 ? ` and ${scopes.length - 4} more scopes` : ''}.`,
        wide.slice(0, 10).map((it) => place(it, `granted by ${it.user}`, 'scopes')),
        critical ? { severity: 'critical' } : {},
      );
    }
  },
});

function who(tokens: readonly GoogleToken[]): string {
  const [first] = tokens;
  return tokens.length === 1 && first !== undefined ? first.user : `${tokens.length} users`;
}
