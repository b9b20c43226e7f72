// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../model/check.ts';
import { identitySubject, isServiceName } from './judge-identities.ts';
import { day, fail, pass, proof, unknown } from './verdict.ts';

export const accountsServicesSignInAlone = defineCheck({
  id: 'accounts-services-sign-in-alone',
  area: 'accounts',
  title: 'No person signs in with the account of a service',
  weakness: 'Interactive sign-in with the account of a service',
  severity: 'high',
  rows: ['U6', 'A6'],
  why: 'A service account that people sign in with has a password that people know, most often without a second factor. A thief looks the same as they do.',
  remediation: [
    'Find out who did it and from where, then change its password.',
    'Block interactive sign-in: in Entra a conditional access policy for the account that blocks all locations but those of the service; in Active Directory "Deny log on locally" and "... through Remote Desktop Services".',
    'Use a workload identity (managed identity, gMSA, federated credential) instead of a user account.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], techniques: ['T1528', 'T1078'] },
  needs: [{ kind: 'identity' }],
  settings: {
    days: { default: 90, description: 'interactive sign-ins that are older do not count' },
    names: { default: [] as readonly string[], description: 'more names of service accounts' },
  },
  *judge(inventory, { now, settings }) {
    const more = new Set(settings.list('names').map((it) => it.toLowerCase()));
    const seen = new Map<
      string,
      { readonly last: string; readonly networks: readonly string[]; readonly where: (typeof uses)[number]['where'] }
    >();
    const uses = inventory.of('use');
    for (const use of uses) {
      if (use.interactive !== true || use.outcome === 'failure') continue;
      const before = seen.get(use.principal);
      if (before === undefined || before.last < use.last)
        seen.set(use.principal, { last: use.last, networks: use.networks ?? [], where: use.where });
    }
    const reasons = new Map<string, number>();
    for (const identity of inventory.of('identity')) {
      const service =
        identity.type === 'service-account' ||
        (identity.type === 'user' && (isServiceName(identity.name) || more.has(identity.name.toLowerCase())));
      if (!service || identity.enabled === false) continue;
      // Accounts of clusters and clouds cannot sign in interactively at all; the directory does not tell.
      if (identity.type === 'service-account' && ['kubernetes', 'gcp', 'active-directory'].includes(identity.provider))
        continue;
      const subject = identitySubject(identity);
      const use = seen.get(identity.id);
      const told = identity.lastInteractive;
      const at = use?.last ?? (told !== undefined && 'at' in told ? told.at : undefined);
      if (at === undefined && told === undefined) {
        reasons.set(identity.provider, (reasons.get(identity.provider) ?? 0) + 1);
        continue;
      }
      if (at === undefined || now - Date.parse(at) > settings.number('days') * 86_400_000) yield pass(subject);
      else {
        const from =
          use === undefined || use.networks.length === 0 ? '' : ` from ${use.networks.slice(0, 5).join(', ')}`;
        yield fail(
          subject,
          `Somebody signed in interactively with the service account ${identity.name} (${identity.provider}) on ${day(at)}${from}.`,
          proof(use?.where ?? identity.where, `last interactive sign-in ${at}${from}`),
        );
      }
    }
    for (const [provider, count] of reasons) {
      yield unknown(
        { kind: 'provider', id: provider, name: provider },
        `${count} service ${count === 1 ? 'account' : 'accounts'} of ${provider}: interactive sign-ins were not collected (sign-in log, or signInActivity)`,
      );
    }
  },
});
