// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { scopeEvidence } from './app-words.ts';
import { clientsOf } from './client-index.ts';

const readsMail =
  /^(?:Mail\.Read(?:Write)?(?:\.(?:Shared|All))?|(?:EWS|IMAP|POP)\.AccessAsUser\.All|full_access_as_app|MailboxItem\.\w+|https:\/\/mail\.google\.com\/|https:\/\/www\.googleapis\.com\/auth\/gmail\.(?:readonly|modify))$/i;

export const appsNoLastingMailAccess = defineCheck({
  id: 'apps-no-lasting-mail-access',
  area: 'apps',
  title: 'No unverified third party reads mail for good',
  weakness: 'Unverified third party reads mail and stays signed in',
  severity: 'critical',
  rows: ['A7', 'A8', 'T7'],
  why: 'Reading mail together with offline_access is what consent phishing asks for: the refresh token reads on for months, and a new password does not end it.',
  remediation: [
    'Revoke it now: `DELETE https://graph.microsoft.com/v1.0/oauth2PermissionGrants/ID`, disable the service principal, then look at what it read (MailItemsAccessed).',
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
  ],
  mappings: { mitigations: ['M1047', 'M1021', 'M1017'], techniques: ['T1528', 'T1114.002'] },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (client.origin !== 'third-party' || client.verified === true) continue;
      const scopes = client.grants.scopes(context.knowledge);
      const mail = scopes.filter((it) => readsMail.test(it.name));
      const stays =
        scopes.some((it) => it.name === 'offline_access' || it.kind === 'application') ||
        mail.some((it) => it.api === 'google');
      if (mail.length === 0 || !stays) yield { status: 'pass', subject };
      else if (client.verified === undefined) {
        yield { status: 'unknown', subject, reason: 'whether its publisher is verified was not exported' };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `"${client.name}", whose maker nobody verified, reads mail of ${client.grants.everybody || mail.some((it) => it.kind === 'application') ? 'everybody' : client.grants.people === 1 ? 'one person' : `${client.grants.people} people`} and stays signed in.`,
          evidence: scopeEvidence([...mail, ...scopes.filter((it) => it.name === 'offline_access')]),
        };
      }
    }
  },
});
