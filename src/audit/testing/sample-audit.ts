// SPDX-License-Identifier: Apache-2.0
// A small audit for tests: two checks over service accounts, one of which is never decided.
import { createInventory } from '../../inventory/create-inventory.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import { type Check, defineCheck, type Knowledge } from '../../model/check.ts';
import type { Collected, Inventory } from '../../model/inventory/inventory.ts';
import type { Identity } from '../../model/inventory/nouns.ts';
import { audit } from '../audit.ts';

export const noKnowledge: Knowledge = {
  permissionRisk: () => undefined,
  client: () => undefined,
  likeness: () => undefined,
  namesake: () => undefined,
  zone: () => undefined,
  support: () => undefined,
};

const common = {
  area: 'accounts',
  severity: 'high',
  rows: ['A4'],
  why: 'Whoever holds the token of an account is the account, for as long as the token is good.',
  remediation: ['Disable the account.', 'Remove its grants.'],
  mappings: { mitigations: ['M1018'], cis: ['Example 1.0 1.2'], peers: { example: ['X-1'] } },
  needs: [{ kind: 'identity' }],
} as const satisfies Partial<Check>;

export const accountsEnabled = defineCheck({
  ...common,
  id: 'accounts-enabled-accounts-have-owners',
  title: 'Enabled accounts have owners',
  weakness: 'Account without an owner',
  settings: { spared: { default: ['nobody'], description: 'names that are not judged' } },
  *judge(inventory, { settings }) {
    for (const it of inventory.of('identity')) {
      if (settings.list('spared').includes(it.name)) continue;
      const subject = { kind: it.type, id: it.id, name: it.name };
      if (it.owners === undefined) yield { status: 'unknown', subject, reason: 'owners were not collected' };
      else if (it.owners.length > 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The account ${it.name} has no owner.`,
          evidence: [{ where: it.where, note: 'no owner is set' }],
          score: [{ factor: 'owners', points: 10, why: 'nobody' }],
        };
    }
  },
});

export const grantsKnown = defineCheck({
  ...common,
  id: 'accounts-grants-are-known',
  title: 'Grants are known',
  weakness: 'Grant that nobody knows',
  needs: [{ kind: 'grant' }],
  *judge() {},
});

export const sampleChecks: readonly Check[] = [accountsEnabled, grantsKnown];

export function identity(name: string, owners?: readonly string[]): Identity {
  return {
    kind: 'identity',
    id: `entra:service-account:${name}`,
    provider: 'entra',
    where: { source: 'entra.graph', collectedAt: '2026-05-01T00:00:00.000Z', file: 'a <b>.json', line: 3 },
    type: 'service-account',
    name,
    ...(owners === undefined ? {} : { owners }),
  };
}

export const sampleNow = Date.parse('2026-06-01T00:00:00Z');

export function judgeSample(
  identities: readonly Identity[],
  collections: readonly Collected[] = [],
  settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): AuditResult {
  const inventory: Inventory = createInventory(identities, collections);
  return audit(
    sampleChecks,
    inventory,
    { files: 1, passedOver: 0, byReader: { 'entra.graph': 1 }, problems: [], interrupted: false },
    { now: sampleNow, knowledge: noKnowledge, ...(settings === undefined ? {} : { settings }) },
  );
}
