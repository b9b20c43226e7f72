// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';
import type { ChangedProperty } from '../microsoft/changed-properties.ts';
import { directoryStage } from '../microsoft/directory-operation.ts';
import { text } from '../shared/read.ts';

/** Workloads whose records are somebody reading or changing content with a token. */
const content: ReadonlySet<string> = new Set([
  'Exchange',
  'SharePoint',
  'OneDrive',
  'MicrosoftTeams',
  'Teams',
  'PowerBI',
  'PowerApps',
  'MicrosoftFlow',
  'MicrosoftForms',
  'MicrosoftTodo',
  'Planner',
  'Project',
  'Yammer',
  'Copilot',
]);

export function isSignIn(operation: string | undefined): boolean {
  return operation === 'UserLoggedIn' || operation === 'UserLoginFailed';
}

/** The step in the life of a token that a record of the unified audit log is. */
export function unifiedStage(
  workload: string | undefined,
  operation: string | undefined,
  changes: readonly ChangedProperty[],
): Stage | undefined {
  if (isSignIn(operation)) return 'issue';
  if (workload !== 'AzureActiveDirectory') return workload !== undefined && content.has(workload) ? 'use' : undefined;
  return directoryStage(
    operation,
    changes.map((change) => `${change.name} ${text(change.after) ?? ''}`),
  );
}
