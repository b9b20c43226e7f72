// SPDX-License-Identifier: Apache-2.0
// Questions about trust policies that several checks ask.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsAdmission } from '../../model/inventory/aws-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Whether a role takes tokens of an OIDC issuer (not SAML). */
export function takesTokens(role: AwsPrincipal): boolean {
  return (role.trust ?? []).some(
    (it) =>
      it.allow &&
      it.actions.some((action) => /^sts:(?:assumerolewithwebidentity|assumerole\*|\*)$|^\*$/.test(action)) &&
      it.principals?.some((one) => one.type === 'federated' && !one.name.includes(':saml-provider/')) === true,
  );
}

/** Roles that people can change, each with whom its trust policy lets in. */
export function* admissions(
  inventory: Inventory,
): Iterable<{ readonly role: AwsPrincipal; readonly admitted: readonly AwsAdmission[] }> {
  const byRole = Map.groupBy(inventory.of('aws.admission'), (it) => it.role);
  for (const role of inventory.of('aws.principal')) {
    if (role.trust !== undefined && !role.serviceLinked) yield { role, admitted: byRole.get(role.id) ?? [] };
  }
}

/** Sure where one of them is. */
export function sureness(found: readonly AwsAdmission[]): { readonly confidence?: 'medium' } {
  return found.some((it) => it.depends.length === 0) ? {} : { confidence: 'medium' };
}
