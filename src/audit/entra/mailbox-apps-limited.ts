// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, entraIndex, listed } from './entra-index.ts';
import { opinionsOf } from './opinions.ts';

/** Application permissions that Exchange gives for all mailboxes unless a policy says otherwise. */
const mailboxes =
  /^(?:Mail\.(?:Read|ReadWrite|ReadBasic\.All|Send)|MailboxSettings\.(?:Read|ReadWrite)|Calendars\.(?:Read|ReadWrite)|Contacts\.(?:Read|ReadWrite)|full_access_as_app|(?:IMAP|POP)\.AccessAsApp|SMTP\.SendAsApp)$/;

export const entraMailboxAppsLimited = defineCheck({
  id: 'entra-mailbox-apps-limited',
  area: 'entra',
  title: 'Applications that read mail reach the mailboxes they need',
  weakness: 'Application reads every mailbox',
  severity: 'high',
  rows: ['A4', 'A6', 'A7', 'U1'],
  why: "An application permission for mail is for all mailboxes, the board's too. One stolen secret of a ticket system is then the correspondence of the whole company.",
  remediation: [
    '`New-ApplicationAccessPolicy -AppId APPID -PolicyScopeGroupId GROUP -AccessRight RestrictAccess`, or role-based access control for applications in Exchange Online with a management scope.',
    'Export it for the audit: `Get-ApplicationAccessPolicy | ConvertTo-Json`.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1114.002'],
    peers: { maester: ['MT.1058'], prowler: ['exchange_application_access_policy_restricts_mailbox_apps'] },
  },
  needs: [{ kind: 'entra.service-principal' }, { kind: 'entra.app-role-assignment' }],
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    const limited = new Map(inventory.of('entra.mailbox-limit').map((it) => [it.appId, it]));
    const known = inventory.collected('entra.mailbox-limit') !== 'none';
    for (const app of inventory.of('entra.service-principal')) {
      if (index.isFirstParty(app) || app.enabled === false) continue;
      const mail = index.permissions(app.objectId, context.knowledge).filter((it) => mailboxes.test(it.name));
      if (mail.length === 0) continue;
      const subject = appSubject(app);
      if (limited.get(app.appId)?.right === 'RestrictAccess') yield { status: 'pass', subject };
      else if (!known) {
        yield {
          status: 'unknown',
          subject,
          reason: `"${app.name}" holds ${listed(mail.map((it) => it.name))}; whether Exchange limits it to some mailboxes was not exported: Get-ApplicationAccessPolicy | ConvertTo-Json`,
        };
      } else {
        yield {
          status: 'fail',
          subject,
          summary: `"${app.name}" reaches every mailbox with ${listed(mail.map((it) => it.name))}.`,
          evidence: mail.map((it) => ({
            where: it.where,
            note: `${it.name} of ${it.apiName}${opinionsOf(context, it)}; no policy restricts it`,
          })),
        };
      }
    }
  },
});
