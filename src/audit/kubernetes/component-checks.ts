// SPDX-License-Identifier: Apache-2.0
// Checks on settings of the control plane and of kubelets, one line each.
import type { Check } from '../../model/check.ts';
import { apiAccountAdmissionOn } from './api-account-admission-on.ts';
import { apiAccountKeySet } from './api-account-key-set.ts';
import { apiAccountLookupOn } from './api-account-lookup-on.ts';
import { apiAnonymousLimited } from './api-anonymous-limited.ts';
import { apiAuditLogOn } from './api-audit-log-on.ts';
import { apiAuthorizationByRoles } from './api-authorization-by-roles.ts';
import { apiNodeRestrictionOn } from './api-node-restriction-on.ts';
import { apiTokenExtensionOff } from './api-token-extension-off.ts';
import { apiTokenFileUnused } from './api-token-file-unused.ts';
import { apiTokenLifetimeLimited } from './api-token-lifetime-limited.ts';
import { controllerManagerSigningKeySet } from './controller-manager-signing-key-set.ts';
import { controllersHaveOwnAccounts } from './controllers-have-own-accounts.ts';
import { kubeletAnonymousOff } from './kubelet-anonymous-off.ts';
import { kubeletAuthorizationOn } from './kubelet-authorization-on.ts';
import { kubeletReadOnlyPortClosed } from './kubelet-read-only-port-closed.ts';
import { secretsEncrypted } from './secrets-encrypted.ts';

export const componentChecks: readonly Check[] = [
  apiAnonymousLimited,
  secretsEncrypted,
  apiTokenFileUnused,
  apiAccountLookupOn,
  apiAccountKeySet,
  apiTokenExtensionOff,
  apiTokenLifetimeLimited,
  apiAccountAdmissionOn,
  apiNodeRestrictionOn,
  apiAuthorizationByRoles,
  apiAuditLogOn,
  controllersHaveOwnAccounts,
  controllerManagerSigningKeySet,
  kubeletAnonymousOff,
  kubeletAuthorizationOn,
  kubeletReadOnlyPortClosed,
];
