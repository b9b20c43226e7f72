// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation } from './google-index.ts';

export const googleDelegationKnown = defineCheck({
  id: 'google-delegation-known',
  area: 'google',
  title: 'Every client with domain-wide delegation is known',
  weakness: 'Domain-wide delegation to an unknown client',
  severity: 'high',
  rows: ['A6', 'A7', 'A8'],
  why: 'A thief who was administrator for a minute leaves a client of his own in this list, and from then on acts as anybody without an account of yours. The list shows numbers, which nobody recognises.',
  remediation: [
    'Find whose it is: `gcloud iam service-accounts list --format="value(uniqueId,email)"` in every project.',
    'Not yours: Security, API controls, Domain-wide delegation, Delete; then look for `AUTHORIZE_API_CLIENT_ACCESS` in the admin log.',
    'Yours: name it in `known-clients`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018'], peers: {} },
  needs: [],
  settings: {
    'known-clients': {
      default: [],
      description: 'client ids (21 digits) that somebody answers for',
    },
  },
  *judge(inventory, { settings }) {
    const told = inventory.of('google.delegation');
    // A list that somebody wrote down has no dates; the log has.
    const listed =
      inventory.collected('google.delegation') !== 'none' &&
      (told.length === 0 || told.some((it) => it.authorized === undefined));
    if (!listed) {
      yield unknown(
        organisation,
        'no API lists domain-wide delegation: copy the table of Security, API controls, Domain-wide delegation into a CSV with the columns Name, Client ID and Scopes',
      );
    }
    const known = new Set(settings.list('known-clients'));
    const apps = new Map(inventory.of('application').map((it) => [it.id, it]));
    if (listed && told.length === 0) yield pass(organisation);
    for (const grant of inventory.of('grant')) {
      if (grant.provider !== 'google' || grant.principal !== 'all-users') continue;
      const app = apps.get(grant.to);
      const clientId = app?.clientId ?? grant.to.replace(/^google:client:/, '');
      const subject = { kind: 'application', id: grant.to, name: app?.name ?? clientId };
      yield known.has(clientId)
        ? pass(subject)
        : fail(
            subject,
            `Nobody is known to answer for "${subject.name}" (client ${clientId}), which may act as any user.`,
            proof(grant.where, `${grant.permissions.length} scopes for all users`),
          );
    }
  },
});
