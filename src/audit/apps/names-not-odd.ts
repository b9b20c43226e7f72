// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { isAtLeast, scopeEvidence, scopeNames } from './app-words.ts';
import { clientsOf } from './client-index.ts';

function namesOfPeople(inventory: Inventory): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && name.length > 3) names.add(name.toLowerCase());
  };
  for (const it of inventory.of('identity')) {
    if (it.type !== 'user' && it.type !== 'guest' && it.type !== 'person') continue;
    add(it.name);
    add(it.email);
    const local = it.name.split('@')[0];
    if (local?.includes('.')) add(local.replaceAll('.', ' '));
  }
  for (const it of inventory.of('entra.user')) add(it.name);
  return names;
}

export const appsNamesNotOdd = defineCheck({
  id: 'apps-names-not-odd',
  area: 'apps',
  title: 'Applications have names that say what they are',
  weakness: 'Application has the name of a throw-away',
  severity: 'medium',
  rows: ['A7', 'A8'],
  why: 'Tools that phish consent name what they register in haste: dots, "test", or the name of the person whose account was taken. A name like that is seldom seen on a real product.',
  remediation: [
    'Ask its owner, or those who consented, what it is.',
    'Disable it at once: `az ad sp update --id ID --set accountEnabled=false`; then revoke its grants (`DELETE /oauth2PermissionGrants/{id}`) and the sessions of who consented (`POST /users/{id}/revokeSignInSessions`).',
  ],
  mappings: { mitigations: ['M1047'], peers: { cazadora: ['non-alphanumeric-name', 'test-name', 'user-name'] } },
  needs: [{ kind: 'application' }],
  *judge(inventory, context) {
    const people = namesOfPeople(inventory);
    for (const client of clientsOf(inventory)) {
      const { subject, name } = client;
      const odd = !/[\p{L}\p{N}]/u.test(name)
        ? 'it consists of signs only'
        : /^(?:test|test app|app test|apptest|testapp|test application)$/i.test(name.trim())
          ? 'it is that of a test'
          : people.has(name.trim().toLowerCase())
            ? 'it is that of a person in the tenant'
            : undefined;
      if (odd === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      const scopes = client.grants.scopes(context.knowledge);
      const risky = scopes.some((it) => isAtLeast(it.risk, 'high'));
      yield {
        status: 'fail',
        subject,
        severity: risky || client.origin === 'third-party' ? 'high' : 'medium',
        summary: `The name of the application "${name}" is odd: ${odd}${risky ? `, and it holds ${scopeNames(scopes)}` : ''}.`,
        evidence: [{ where: client.where, note: odd }, ...scopeEvidence(scopes, 5)],
      };
    }
  },
});
