// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { isAtLeast, scopeEvidence, scopeNames } from './app-words.ts';
import { clientsOf } from './client-index.ts';

export const appsThirdPartyVerified = defineCheck({
  id: 'apps-third-party-verified',
  area: 'apps',
  title: 'Third-party applications with risky permissions have a verified publisher',
  weakness: 'Unverified third party holds risky permissions',
  severity: 'high',
  rows: ['A7', 'U8'],
  why: 'Nobody has checked who made it. Nearly every consent phishing application is of this kind: registered last week, unverified, asking for mail.',
  remediation: [
    "Ask who needs it, look for the vendor's own page that names this application id.",
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
  ],
  mappings: {
    mitigations: ['M1047', 'M1021'],
    peers: {
      scubagear: ['RiskyThirdPartySPs'],
      monkey365: ['eid_allow_consent_apps_from_trusted_publishers'],
      prowler: ['entra_policy_user_consent_for_verified_apps'],
    },
  },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    for (const client of clientsOf(inventory)) {
      const { subject } = client;
      if (client.origin !== 'third-party') continue;
      const scopes = client.grants.scopes(context.knowledge).filter((it) => isAtLeast(it.risk, 'high'));
      if (scopes.length === 0 || client.verified === true) yield { status: 'pass', subject };
      else if (client.verified === undefined) {
        yield { status: 'unknown', subject, reason: 'whether its publisher is verified was not exported' };
      } else {
        yield {
          status: 'fail',
          subject,
          severity: scopes.some((it) => it.risk === 'critical') ? 'critical' : 'high',
          summary: `Nobody verified who made "${client.name}", and it holds ${scopeNames(scopes)}.`,
          evidence: [{ where: client.where, note: 'no verified publisher' }, ...scopeEvidence(scopes)],
        };
      }
    }
  },
});
