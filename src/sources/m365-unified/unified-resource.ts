// SPDX-License-Identifier: Apache-2.0
import { resourceOf } from '../microsoft/directory-target.ts';
import { firstText, text } from '../shared/read.ts';
import { directoryChange } from './unified-directory.ts';
import { isSignIn } from './unified-stage.ts';

export interface UnifiedResource {
  readonly kind: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** What a record of the unified audit log is about: a mailbox, a file, a chat, an application, an API. */
export function unifiedResource(values: readonly unknown[], api: string | undefined): UnifiedResource | undefined {
  const [operation, , , , workload, itemType, object, fileName, mailbox, owner, chat] = values;
  const objectId = text(object);
  switch (text(workload)) {
    case 'AzureActiveDirectory': {
      if (isSignIn(text(operation))) return target('api', objectId);
      if (api !== undefined) return target('api', api);
      return resourceOf(directoryChange(values.slice(0, 4)));
    }
    case 'Exchange':
      return target('mailbox', firstText([mailbox, owner, objectId]), text(owner));
    case 'SharePoint':
    case 'OneDrive': {
      const kind = text(itemType)?.toLowerCase();
      return target(kind === 'web' || kind === undefined ? 'site' : kind, objectId, text(fileName));
    }
    case 'MicrosoftTeams':
    case 'Teams':
      return target('chat', firstText([chat, objectId]));
    default:
      return objectId === undefined ? undefined : target('object', objectId);
  }
}

function target(kind: string, id: string | undefined, name?: string): UnifiedResource | undefined {
  return id === undefined && name === undefined ? undefined : { kind, id, name };
}
