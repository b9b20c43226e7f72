// SPDX-License-Identifier: Apache-2.0
// Questions about trust policies that several checks ask.
import type { AwsPrincipal, AwsTrust } from '../../model/inventory/aws.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Values that a trust policy asks of a claim, as `sub` or `aud`, whatever the issuer before it. */
export function asked(trust: AwsTrust, claim: string): readonly string[] {
  return trust.conditions
    .filter(
      (it) =>
        /^(?:ForAnyValue:)?String(?:Equals|Like)(?:IgnoreCase)?$/i.test(it.operator) &&
        it.key.toLowerCase().endsWith(`:${claim}`),
    )
    .flatMap((it) => it.values);
}

/** Trust in tokens of an OIDC issuer (not SAML). */
export function isOidc(trust: AwsTrust): boolean {
  return (
    trust.type === 'federated' &&
    trust.actions.some((it) => /^sts:(?:AssumeRoleWithWebIdentity|\*)$|^\*$/i.test(it)) &&
    !trust.principal.includes(':saml-provider/')
  );
}

/** Every statement of trust with its role. */
export function* trusts(inventory: Inventory): Iterable<{ readonly role: AwsPrincipal; readonly trust: AwsTrust }> {
  for (const role of inventory.of('aws.principal')) {
    if (role.serviceLinked) continue;
    for (const trust of role.trust ?? []) yield { role, trust };
  }
}

/** The issuer without the ARN before it. */
export function issuerOf(trust: AwsTrust): string {
  return trust.principal.includes('/') ? trust.principal.slice(trust.principal.indexOf('/') + 1) : trust.principal;
}
