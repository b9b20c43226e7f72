// SPDX-License-Identifier: Apache-2.0
// Checks on Kubernetes, one line each.
import type { Check } from '../../model/check.ts';
import { admissionKeepsAutomountOff } from './admission-keeps-automount-off.ts';
import { admissionKeepsPodsOffHosts } from './admission-keeps-pods-off-hosts.ts';
import { anonymousHasNoRights } from './anonymous-has-no-rights.ts';
import { automountOffByDefault } from './automount-off-by-default.ts';
import { bindingsNameExistingAccounts } from './bindings-name-existing-accounts.ts';
import { bindingsNameExistingRoles } from './bindings-name-existing-roles.ts';
import { cloudIdentitiesNotReachable } from './cloud-identities-not-reachable.ts';
import { clusterAdminLimited } from './cluster-admin-limited.ts';
import { componentChecks } from './component-checks.ts';
import { dashboardNotPrivileged } from './dashboard-not-privileged.ts';
import { defaultAccountHasNoRoles } from './default-account-has-no-roles.ts';
import { editAndAdminLimited } from './edit-and-admin-limited.ts';
import { everybodyHasNoRights } from './everybody-has-no-rights.ts';
import { mastersGroupUnused } from './masters-group-unused.ts';
import { nodesHostNoStrongTokens } from './nodes-host-no-strong-tokens.ts';
import { powerChecks } from './power-checks.ts';
import { subjectsHaveFewRoles } from './subjects-have-few-roles.ts';
import { wildcardRolesAvoided } from './wildcard-roles-avoided.ts';
import { workloadAccountsAreWeak } from './workload-accounts-are-weak.ts';
import { workloadChecks } from './workload-checks.ts';

export const kubernetesChecks: readonly Check[] = [
  automountOffByDefault,
  admissionKeepsAutomountOff,
  admissionKeepsPodsOffHosts,
  clusterAdminLimited,
  workloadAccountsAreWeak,
  nodesHostNoStrongTokens,
  cloudIdentitiesNotReachable,
  editAndAdminLimited,
  wildcardRolesAvoided,
  anonymousHasNoRights,
  everybodyHasNoRights,
  mastersGroupUnused,
  defaultAccountHasNoRoles,
  dashboardNotPrivileged,
  bindingsNameExistingRoles,
  bindingsNameExistingAccounts,
  subjectsHaveFewRoles,
  ...workloadChecks,
  ...powerChecks,
  ...componentChecks,
];
