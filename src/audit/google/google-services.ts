// SPDX-License-Identifier: Apache-2.0
// Which of Google's services third-party applications may ask for. A service is named with `_ALL` for all of its scopes, or
// `_HIGH_RISK` for those that read or change data; one that is not in the list is unrestricted, which is Google's default.
import type { GooglePolicy } from '../../model/inventory/google.ts';

/** Services with data; ScubaGoggles' test data names the same, and SIGN_IN, which opens none. */
export const servicesWithData = [
  'DRIVE',
  'GMAIL',
  'CALENDAR',
  'CONTACTS',
  'CHAT',
  'GROUPS',
  'TASKS',
  'VAULT',
  'CLASSROOM',
  'MEET',
  'GSUITE_ADMIN',
  'CLOUD_PLATFORM',
  'APPS_SCRIPT_RUNTIME',
  'APPS_SCRIPT_API',
  'CLOUD_SEARCH',
] as const;

export type Access = 'restricted' | 'high-risk-restricted' | 'unrestricted';

/** How a service stands in a policy. */
export function accessOf(policy: GooglePolicy, service: string): Access {
  const states = new Map((policy.services ?? []).map((it) => [it.name, it.enabled]));
  if (states.get(`${service}_ALL`) === false || states.get(service) === false) return 'restricted';
  return states.get(`${service}_HIGH_RISK`) === false ? 'high-risk-restricted' : 'unrestricted';
}
