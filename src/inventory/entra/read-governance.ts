// SPDX-License-Identifier: Apache-2.0
// Who may become what for how long, who looks at it, and who answers for whom.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, isFields } from '../values.ts';
import { flag, id, known, objects, text, texts, time } from './graph-values.ts';

/** `policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)` */
export function* readRolePolicy(object: Fields, where: Provenance): Iterable<Item> {
  const definitionId = id(object, 'roleDefinitionId');
  // Policies of groups (PIM for Groups) are listed by the same path: they rule no role.
  if (definitionId === undefined || text(object, 'scopeType') === 'Group') return;
  const rules = new Map(objects(below(object, 'policy'), 'rules').map((it) => [text(it, 'id') ?? '', it]));
  const rule = (name: string): Fields => rules.get(name) ?? {};
  const enablement = rule('Enablement_EndUser_Assignment');
  const hours = /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?$/.exec(
    text(rule('Expiration_EndUser_Assignment'), 'maximumDuration') ?? '',
  );
  /** Administrators are told, by default or by addresses that are named. */
  const tells = (name: string): boolean | undefined => {
    const it = rules.get(name);
    if (it === undefined) return undefined;
    return flag(it, 'isDefaultRecipientsEnabled') === true || texts(it, 'notificationRecipients').length > 0;
  };
  yield {
    kind: 'entra.role-policy',
    id: `entra:role-policy:${definitionId}`,
    provider: 'entra',
    where,
    definitionId,
    ...known('approval', flag(below(rule('Approval_EndUser_Assignment'), 'setting'), 'isApprovalRequired')),
    ...known(
      'activationRules',
      at(enablement, 'enabledRules') === undefined ? undefined : texts(enablement, 'enabledRules'),
    ),
    ...known('authenticationContext', flag(rule('AuthenticationContext_EndUser_Assignment'), 'isEnabled')),
    ...known('activationHours', hours === null ? undefined : Number(hours[1] ?? 0) + Number(hours[2] ?? 0) / 60),
    ...known('tellsOfAssignment', tells('Notification_Admin_Admin_Assignment')),
    ...known('tellsOfActivation', tells('Notification_Admin_EndUser_Assignment')),
  };
}

/**
 * `beta/identityGovernance/roleManagementAlerts/alerts?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=alertIncidents`.
 * The alert's id ends in its kind: `DirectoryRole_TENANT_RedundantAssignmentAlert`.
 */
export function* readRoleAlert(object: Fields, where: Provenance): Iterable<Item> {
  const alert = /_(?<kind>[A-Za-z]{1,80})$/.exec(text(object, 'alertDefinitionId') ?? text(object, 'id') ?? '')?.groups
    ?.kind;
  if (alert === undefined) return;
  yield {
    kind: 'entra.role-alert',
    id: `entra:role-alert:${alert}`,
    provider: 'entra',
    where,
    alert,
    ...known('active', flag(object, 'isActive')),
    ...(at(object, 'alertIncidents') === undefined
      ? {}
      : {
          incidents: objects(object, 'alertIncidents').flatMap((it) => {
            const principalId = id(it, 'assigneeId');
            if (principalId === undefined) return [];
            return [
              {
                principalId,
                ...known('principalName', text(it, 'assigneeUserPrincipalName') ?? text(it, 'assigneeDisplayName')),
                ...known('definitionId', id(it, 'roleDefinitionId')),
                ...known('roleName', text(it, 'roleDisplayName')),
                ...known('lastActivated', time(it, 'lastActivationDateTime')),
              },
            ];
          }),
        }),
  };
}

/** All queries of a scope, however deep: reviews of groups, roles and applications nest them differently. */
function queriesOf(value: unknown, depth = 0): readonly string[] {
  if (depth > 6) return [];
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((it) => queriesOf(it, depth + 1));
  if (!isFields(value)) return [];
  const query = text(value, 'query');
  return [...(query === undefined ? [] : [query]), ...Object.values(value).flatMap((it) => queriesOf(it, depth + 1))];
}

export function* readAccessReview(object: Fields, where: Provenance): Iterable<Item> {
  const reviewId = id(object, 'id');
  if (reviewId === undefined) return;
  const settings = below(object, 'settings');
  const range = below(below(settings, 'recurrence'), 'range');
  // `9999-12-31` stands for no end, whatever the type of the range.
  const end = text(range, 'type') === 'endDate' ? text(range, 'endDate')?.slice(0, 10) : undefined;
  const until = end !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(end) && !end.startsWith('9999') ? end : undefined;
  yield {
    kind: 'entra.access-review',
    id: `entra:access-review:${reviewId}`,
    provider: 'entra',
    where,
    name: text(object, 'displayName') ?? reviewId,
    queries: [...queriesOf(at(object, 'scope')), ...queriesOf(at(object, 'instanceEnumerationScope'))],
    // A review that is held once has a recurrence too, of its days (`range`): only a `pattern` repeats it.
    ...known(
      'recurs',
      at(object, 'settings') === undefined
        ? undefined
        : Object.keys(below(below(settings, 'recurrence'), 'pattern')).length > 0,
    ),
    ...known('until', until),
    ...known('state', text(object, 'status')),
  };
}

export function* readSponsors(object: Fields, where: Provenance): Iterable<Item> {
  const objectId = id(object, 'id');
  if (objectId === undefined || at(object, 'sponsors') === undefined) return;
  yield {
    kind: 'entra.sponsors',
    id: `entra:sponsors:${objectId}`,
    provider: 'entra',
    where,
    objectId,
    ...known('name', text(object, 'userPrincipalName')),
    sponsors: objects(object, 'sponsors').flatMap((it) => id(it, 'id') ?? []),
  };
}

/** `Get-ApplicationAccessPolicy | ConvertTo-Json` of Exchange Online PowerShell. */
export function* readMailboxLimit(object: Fields, where: Provenance): Iterable<Item> {
  const appId = id(object, 'appId');
  const right = text(object, 'accessRight');
  if (appId === undefined) return;
  yield {
    kind: 'entra.mailbox-limit',
    id: `entra:mailbox-limit:${appId}/${text(object, 'scopeIdentity') ?? text(object, 'identity') ?? ''}`,
    provider: 'entra',
    where,
    appId,
    // PowerShell writes the name, or the number of the enumeration where it was asked for depth.
    right: right ?? (at(object, 'accessRight') === 0 ? 'RestrictAccess' : 'unknown'),
    ...known('scope', text(object, 'scopeName') ?? text(object, 'scopeIdentity')),
  };
}
