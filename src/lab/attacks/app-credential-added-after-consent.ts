// SPDX-License-Identifier: Apache-2.0
import { type CatalogueApp, microsoftGraph } from '../apps.ts';
import { hour, minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { consent, credentialAdded } from '../sources/entra-audit.ts';
import { workloadSignIn } from '../sources/entra-workload.ts';
import { graphCall } from '../sources/graph-activity.ts';
import { attackers, storyOf } from './story.ts';

const name = 'app-credential-added-after-consent';
const rows = ['D3', 'D8'] as const;
const step = storyOf(name, rows);

/** An administrator consents to an application; soon it gets a secret of its own and signs in from a hosting company. */
export const appCredentialAddedAfterConsent: Attack = {
  name,
  title: 'An application gets a new secret after administrator consent and uses it from elsewhere',
  rows,
  sources: ['entra.audit', 'entra.signin', 'graph.activity'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const admin = victim(lab, start, organisation.admins);
    const objectId = random.guid();
    const app: CatalogueApp & { objectId: string } = {
      name: 'Mailbox Archive Sync',
      id: random.guid(),
      servicePrincipal: random.guid(),
      objectId,
      publisher: '',
      scopes: ['Mail.ReadWrite', 'Directory.Read.All', 'offline_access'],
    };
    const { ip } = attackers.upcloud;
    const workload = { name: app.name, id: app.servicePrincipal, appId: app.id, keyId: random.guid(), ip };
    const added = credentialAdded(lab, start + 35 * minute, admin, app, 'Password', {
      ip,
      agent: 'Mozilla/5.0 (Windows NT 10.0; en-US) PowerShell/7.5.3',
      delay: 2 * minute,
    });
    const { emission, token } = workloadSignIn(lab, start + hour, workload, false, microsoftGraph);
    return [
      ...step('grant', consent(lab, start, admin, app, { admin: true, delay: 2 * minute })),
      ...step('credential', added),
      ...step('issue', { ...emission, delay: 2 * minute }),
      ...step(
        'use',
        ...organisation.people.slice(0, 6).map((person, index) =>
          graphCall(lab, {
            time: start + hour + 10 * second + index * 7 * second,
            by: { workload },
            token,
            ip,
            agent: 'python-requests/2.32.4',
            path: `/v1.0/users/${person.id}/messages?$top=1000`,
            delay: 3 * minute,
          }),
        ),
      ),
    ];
  },
};
