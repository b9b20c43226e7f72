// SPDX-License-Identifier: Apache-2.0
// What several checks of an Auth0 tenant look up.
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import type { CheckEvidence, Subject, Verdict } from '../../model/check.ts';
import type { Severity } from '../../model/finding.ts';
import type { Auth0Client } from '../../model/inventory/auth0.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';

export const tenant: Subject = { kind: 'tenant', id: 'auth0:tenant', name: 'the Auth0 tenant' };

export function place(item: { readonly where: Provenance }, note: string, ...path: DocumentPath): CheckEvidence {
  if (path.length === 0) return { where: item.where, note };
  return { where: item.where, path: [...(item.where.path ?? []), ...path], note };
}

export function clientSubject(client: Auth0Client): Subject {
  return { kind: 'application', id: client.id, name: client.name };
}

/** Applications that people made; Auth0 itself keeps a global one. */
export function clients(inventory: Inventory): readonly Auth0Client[] {
  return inventory.of('auth0.client').filter((it) => it.global !== true);
}

/** A browser or mobile application: it cannot keep a secret. */
export function isPublic(client: Auth0Client): boolean {
  return client.type === 'spa' || client.type === 'native';
}

export interface Complaint {
  /** The sentence that a person can act on. */
  readonly summary: string;
  readonly note: string;
  readonly path: DocumentPath;
  readonly severity?: Severity;
}

/**
 * Judges all applications.
 *
 * @param judge undefined: fine; `skip`: it does not apply; a text: why it cannot be told
 */
export function* judgeClients(
  inventory: Inventory,
  judge: (client: Auth0Client) => Complaint | string | 'skip' | undefined,
): Generator<Verdict> {
  for (const client of clients(inventory)) {
    const subject = clientSubject(client);
    const result = judge(client);
    if (result === 'skip') continue;
    if (result === undefined) yield pass(subject);
    else if (typeof result === 'string') yield unknown(subject, result);
    else {
      yield fail(
        subject,
        result.summary,
        place(client, result.note, ...result.path),
        result.severity === undefined ? {} : { severity: result.severity },
      );
    }
  }
}

export function duration(seconds: number): string {
  const [size, unit] =
    seconds >= 86_400
      ? ([86_400, 'day'] as const)
      : seconds >= 3_600
        ? ([3_600, 'hour'] as const)
        : ([60, 'minute'] as const);
  const count = Math.round((seconds / size) * 10) / 10;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What is wrong with an address of a page, or with one that codes are sent to. */
export function addressFault(address: string, native: boolean): string | undefined {
  if (address.includes('*')) return 'has a wildcard';
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  if (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)) {
    return native ? undefined : 'leads to the machine of the user';
  }
  return /^http:/i.test(address) ? 'is not HTTPS' : undefined;
}
