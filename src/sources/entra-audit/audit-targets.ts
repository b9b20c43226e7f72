// SPDX-License-Identifier: Apache-2.0
import type { ChangedProperty } from '../microsoft/changed-properties.ts';
import { directoryOperation } from '../microsoft/directory-operation.ts';
import type { DirectoryChange } from '../microsoft/directory-target.ts';
import { list, own, pairValue } from '../microsoft/pairs.ts';
import { firstText, text } from '../shared/read.ts';

/** The changed properties of all target resources of an audit record. */
export function changesOf(targetResources: unknown): readonly ChangedProperty[] {
  return list(targetResources).flatMap((target) =>
    list(own(target, 'modifiedProperties')).flatMap((property) => {
      const name = text(own(property, 'displayName'));
      return name === undefined ? [] : [{ name, before: own(property, 'oldValue'), after: own(property, 'newValue') }];
    }),
  );
}

/** The operation name, its second name, the target resources and the additional details as one change. */
export function directoryChange([name, display, targets, details]: readonly unknown[]): DirectoryChange {
  return {
    operation: directoryOperation(firstText([name, display])),
    targets: list(targets).map((target) => ({
      id: text(own(target, 'id')),
      name: firstText([own(target, 'displayName'), own(target, 'userPrincipalName')]),
      type: text(own(target, 'type')),
    })),
    changes: changesOf(targets),
    appId: text(pairValue(details, 'AppId')),
  };
}
