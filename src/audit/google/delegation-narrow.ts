// SPDX-License-Identifier: Apache-2.0
import { fail, pass, proof, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation, shortScope } from './google-index.ts';

export const googleDelegationNarrow = defineCheck({
  id: 'google-delegation-narrow',
  area: 'google',
  title: 'Domain-wide delegation gives no whole mailboxes, drives or the directory',
  weakness: 'Domain-wide delegation of far-reaching scopes',
  severity: 'critical',
  rows: ['A2', 'A4', 'A7', 'U1'],
  why: 'Whoever has the key of such a service account acts as any user, the super administrators too, without a sign-in or consent: one file reads every mailbox.',
  remediation: [
    'Security, Access and data control, API controls, Manage domain-wide delegation: take scopes away, or the client.',
    'Where it must stay: let it have no keys (workload identity federation, `gcloud iam service-accounts keys list`), watch `AUTHORIZE_API_CLIENT_ACCESS`, and name the client in `allowed-clients`.',
  ],
  mappings: { mitigations: ['M1047', 'M1018', 'M1026'], peers: {} },
  // No API lists the clients: a table of the console, or the audit log of six months.
  needs: [],
  settings: {
    'allowed-clients': { default: [], description: 'client ids that may act as anybody with such scopes' },
  },
  *judge(inventory, { settings, knowledge }) {
    const told = inventory.of('google.delegation');
    // A list that somebody wrote down has no dates; the log has.
    const listed =
      inventory.collected('google.delegation') !== 'none' &&
      (told.length === 0 || told.some((it) => it.authorized === undefined));
    if (!listed) {
      yield unknown(
        organisation,
        `no API lists domain-wide delegation${told.length > 0 ? '; the audit log has only what was changed in six months' : ''}: copy the table of Security, API controls, Domain-wide delegation into a CSV with the columns Name, Client ID and Scopes`,
      );
    }
    const allowed = new Set(settings.list('allowed-clients'));
    const names = new Map(inventory.of('application').map((it) => [it.id, it]));
    if (listed && told.length === 0) yield pass(organisation);
    for (const grant of inventory.of('grant')) {
      if (grant.provider !== 'google' || grant.principal !== 'all-users') continue;
      const app = names.get(grant.to);
      const subject = { kind: 'application', id: grant.to, name: app?.name ?? grant.to };
      const wide = grant.permissions.filter((it) => {
        const risk = knowledge.permissionRisk(it, 'google')?.risk;
        return risk === 'high' || risk === 'critical' || /\/auth\/admin\.(?!.*readonly$)/.test(it);
      });
      yield wide.length === 0 || allowed.has(app?.clientId ?? '')
        ? pass(subject)
        : fail(
            subject,
            `"${subject.name}" may act as any user with ${wide.slice(0, 4).map(shortScope).join(', ')}${wide.length > 4 ? ` and ${wide.length - 4} more scopes` : ''}.`,
            proof(grant.where, 'domain-wide delegation'),
          );
    }
  },
});
