// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place } from './google-index.ts';

export const googleUnregisteredAppsAbsent = defineCheck({
  id: 'google-unregistered-apps-absent',
  area: 'google',
  title: 'Tokens are only held by applications that are registered with Google',
  weakness: 'Token of an application that is not registered with Google',
  severity: 'medium',
  rows: ['A7', 'A8', 'A3'],
  why: 'Nobody stands behind an unregistered application: Google has not looked at it and cannot shut it off for everybody.',
  remediation: [
    'Withdraw it: `DELETE https://admin.googleapis.com/admin/directory/v1/users/USER/tokens/CLIENT_ID`.',
    'Security, API controls: block unconfigured third-party apps.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: {} },
  needs: [{ kind: 'google.token' }],
  *judge(inventory) {
    for (const [clientId, tokens] of Map.groupBy(inventory.of('google.token'), (it) => it.clientId)) {
      const name = tokens[0]?.name ?? clientId;
      const subject = { kind: 'application', id: `google:client:${clientId.toLowerCase()}`, name };
      const anonymous = tokens.filter((it) => it.anonymous === true);
      if (anonymous.length > 0) {
        yield fail(
          subject,
          `"${name}" is not registered with Google and holds tokens of ${anonymous.length === 1 ? anonymous[0]?.user : `${anonymous.length} users`}.`,
          anonymous.slice(0, 10).map((it) => place(it, `granted by ${it.user}`, 'anonymous')),
        );
      } else if (tokens.some((it) => it.anonymous === undefined)) {
        yield { status: 'unknown', subject, reason: 'the export does not say whether it is registered (anonymous)' };
      } else yield pass(subject);
    }
  },
});
