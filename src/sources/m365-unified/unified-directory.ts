// SPDX-License-Identifier: Apache-2.0
import type { PrincipalKind } from '../../model/lifecycle.ts';
import { appIdOfNames, type ChangedProperty } from '../microsoft/changed-properties.ts';
import { directoryOperation } from '../microsoft/directory-operation.ts';
import type { DirectoryChange } from '../microsoft/directory-target.ts';
import { fromJsonText } from '../microsoft/json-text.ts';
import { list, own, pairValue } from '../microsoft/pairs.ts';
import { firstText, text } from '../shared/read.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The changed properties of a record. */
export function changesOf(modifiedProperties: unknown): readonly ChangedProperty[] {
  return list(modifiedProperties).flatMap((property) => {
    const name = text(own(property, 'Name'));
    return name === undefined ? [] : [{ name, before: own(property, 'OldValue'), after: own(property, 'NewValue') }];
  });
}

/**
 * Operation, target, changed and extended properties of an Entra record as one change.
 *
 * `Target` names one object several times: `Application_<id>`, `<id>`, `Application`, and its name (type 1, 4 or 5).
 */
export function directoryChange([operation, target, changed, extended]: readonly unknown[]): DirectoryChange {
  const ids = list(target).map((part) => ({ id: text(own(part, 'ID')) ?? '', type: text(own(part, 'Type')) }));
  const [type, id] =
    /^([A-Za-z]+)_([0-9a-f-]{36})$/i.exec(ids.find((part) => /^[A-Za-z]+_/.test(part.id))?.id ?? '')?.slice(1) ?? [];
  const object = id ?? ids.find((part) => guid.test(part.id))?.id;
  const name = ids.find((part) => part.type === '1')?.id ?? ids.find((part) => part.type === '5')?.id;
  const details = fromJsonText(pairValue(extended, 'additionalDetails', 'Name', 'Value'));
  const spn = ids.find((part) => part.type === '4')?.id;
  return {
    operation: directoryOperation(operation),
    targets: type === undefined && object === undefined ? [] : [{ id: object, name, type }],
    changes: changesOf(changed),
    appId: text(own(details, 'AppId')) ?? appIdOfNames(spn),
  };
}

/** The object id or the name of who acts, or the application that acts for them, from the list `Actor`. */
export function actorOf(actor: unknown, which: 'object' | 'application' | 'name'): string | undefined {
  if (which === 'name')
    return text(
      own(
        list(actor).find((part) => text(own(part, 'Type')) === '1'),
        'ID',
      ),
    );
  const ids = list(actor).flatMap((part) => text(own(part, 'ID')) ?? []);
  const prefixed = ids
    .map((id) => /^(?:User|ServicePrincipal)_([0-9a-f-]{36})$/i.exec(id)?.[1])
    .find((id) => id !== undefined);
  const guids = ids.filter((id) => guid.test(id));
  if (which === 'object') return prefixed ?? guids[0];
  return prefixed === undefined ? undefined : guids.find((id) => id !== prefixed);
}

/** The user agent: `UserAgent`, the extended properties, or what Exchange notes of the client; in that order. */
export function agentOf([agent, extended, clientInfo]: readonly unknown[]): string | undefined {
  const details = fromJsonText(pairValue(extended, 'additionalDetails', 'Name', 'Value'));
  const info = text(clientInfo);
  return firstText([
    agent,
    pairValue(extended, 'UserAgent', 'Name', 'Value'),
    own(details, 'User-Agent'),
    /UserAgent=([^;]+)/i.exec(info ?? '')?.[1],
    info,
  ]);
}

// Numbers in the API, names in Log Analytics.
const kindOfType: Readonly<Record<string, PrincipalKind>> = {
  '4': 'system',
  system: 'system',
  '5': 'application',
  application: 'application',
  '6': 'service-principal',
  serviceprincipal: 'service-principal',
};

/** The kind of principal by `UserType` and `UserId`. */
export function principalKind([type, user]: readonly unknown[]): PrincipalKind | undefined {
  const id = text(user);
  if (id?.startsWith('ServicePrincipal_') === true) return 'service-principal';
  const written = text(type)?.toLowerCase() ?? '';
  const known = Object.hasOwn(kindOfType, written) ? kindOfType[written] : undefined;
  if (known !== undefined) return known;
  if (id?.toLowerCase() === 'anonymous') return 'anonymous';
  return id === undefined ? undefined : 'user';
}
