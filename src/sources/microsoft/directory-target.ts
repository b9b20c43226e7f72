// SPDX-License-Identifier: Apache-2.0
import { after, appIdOfNames, type ChangedProperty } from './changed-properties.ts';

/** A directory object that an operation works on, the same for Entra audit logs and the unified audit log. */
export interface DirectoryTarget {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** `Application`, `ServicePrincipal`, `User`, `Role`, ... */
  readonly type: string | undefined;
}

export interface DirectoryChange {
  readonly operation: string | undefined;
  readonly targets: readonly DirectoryTarget[];
  readonly changes: readonly ChangedProperty[];
  /** The application id that the record's additional details name. */
  readonly appId: string | undefined;
}

export interface Named {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** In these the first target is the API, and the application that gets access stands in the changed properties. */
const onResource =
  /(?:delegated permission grant|oauth2permissiongrant|app role assignment (?:to|from) service principal)$/i;
const onOwner = /^(?:add owner to|remove owner from) /i;

/** The application whose access the operation changes: its application id where the record has it, else an object id. */
export function clientOf({ operation, targets, changes, appId }: DirectoryChange): Named | undefined {
  const subject = targets.find(({ type }) => /^(?:Application|ServicePrincipal|Service Principal)$/i.test(type ?? ''));
  if (onResource.test(operation ?? '') || onOwner.test(operation ?? '')) {
    const id = after(changes, 'ServicePrincipal.AppId', 'Application.AppId');
    const object = after(changes, 'ServicePrincipal.ObjectID', 'Application.ObjectID');
    const name = after(changes, 'ServicePrincipal.DisplayName', 'Application.DisplayName');
    if (id !== undefined || object !== undefined) return { id: id ?? object, name };
    return onOwner.test(operation ?? '') ? subject : undefined;
  }
  if (subject === undefined) return undefined;
  const names = after(changes, 'TargetId.ServicePrincipalNames', 'ServicePrincipalName', 'SPN');
  const id = after(changes, 'AppId', 'AppPrincipalId') ?? appId ?? appIdOfNames(names) ?? subject.id;
  return { id, name: subject.name ?? after(changes, 'DisplayName') };
}

/** What the operation gives access to: an API or a role; else the object it works on. */
export function resourceOf(change: DirectoryChange): (Named & { readonly kind: string }) | undefined {
  const { operation = '', targets, changes } = change;
  const [first] = targets;
  if (onResource.test(operation)) return first === undefined ? undefined : { ...first, kind: 'api' };
  if (/member (?:to|from) role/i.test(operation)) {
    const role = targets.find(({ type }) => /^Role$/i.test(type ?? ''));
    const id = after(changes, 'Role.TemplateId', 'Role.ObjectID') ?? role?.id;
    return { kind: 'role', id, name: after(changes, 'Role.DisplayName') ?? role?.name };
  }
  const subject = targets.find(({ type }) => /^(?:Application|ServicePrincipal)$/i.test(type ?? '')) ?? first;
  if (subject === undefined) return undefined;
  const kind = /^(?:Application|ServicePrincipal)$/i.test(subject.type ?? '') ? 'application' : kindOf(subject.type);
  return kind === undefined ? undefined : { id: subject.id, name: subject.name, kind };
}

function kindOf(type: string | undefined): string | undefined {
  return type
    ?.replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(' ', '-')
    .toLowerCase();
}
