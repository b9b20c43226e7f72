// SPDX-License-Identifier: Apache-2.0
// Deny policies of Google Cloud: they win over every grant. https://cloud.google.com/iam/docs/deny-overview
import type { GcpDenyPolicy } from '../../model/inventory/gcp-policies.ts';
import { matchesGlob } from '../aws/glob.ts';
import { both, not, some, type Truth } from '../aws/truth.ts';
import { judgeExpression, type Question } from './conditions.ts';

/** `iam.googleapis.com/serviceAccounts.actAs` names the permission `iam.serviceAccounts.actAs`. */
function permissionOf(denied: string): string {
  return denied
    .replace(/^cloudresourcemanager\.googleapis\.com\//, 'resourcemanager.')
    .replace(/\.googleapis\.com\//, '.');
}

function names(denied: string, permission: string): boolean {
  return matchesGlob(permissionOf(denied).replace(/\.\*\.\*$/, '.*'), permission);
}

/**
 * Whether a principal of a deny policy is the member of a binding.
 * https://cloud.google.com/iam/docs/principal-identifiers
 */
function isMember(principal: string, member: string): Truth {
  if (principal === 'principalSet://goog/public:all') return true;
  const [type = '', name = ''] = member.split(/:(.*)/s);
  if (principal === member) return true;
  if (type === 'serviceAccount') {
    if (principal === `principal://iam.googleapis.com/projects/-/serviceAccounts/${name}`) return true;
    return principal.startsWith('principalSet://cloudresourcemanager.googleapis.com/') ||
      principal.startsWith('principalSet://goog/group/')
      ? undefined
      : false;
  }
  if (type === 'group')
    return principal === `principalSet://goog/group/${name}`
      ? true
      : /^principalSet:\/\/goog\//.test(principal)
        ? undefined
        : false;
  if (type === 'user') {
    if (principal === `principal://goog/subject/${name}`) return true;
    // Who is in a group or of a customer, exports of policies do not tell.
    return principal.startsWith('principalSet://goog/') ? undefined : false;
  }
  // A pool contains its identities.
  if (
    principal.endsWith('/*') &&
    member.replace(/^principal(?:Set)?:\/\//, '').startsWith(principal.slice('principalSet://'.length, -1))
  )
    return true;
  return principal.startsWith('principalSet://') ? undefined : false;
}

/** Whether deny policies take a permission from a member. */
export function isDenied(
  policies: readonly GcpDenyPolicy[],
  member: string,
  permission: string,
  question: Question,
): Truth {
  return some(
    policies.flatMap((it) => it.rules),
    (rule) => {
      if (!rule.permissions.some((it) => names(it, permission))) return false;
      if (rule.exceptPermissions.some((it) => names(it, permission))) return false;
      const meant = both(
        some(rule.principals, (it) => isMember(it, member)),
        not(some(rule.exceptPrincipals, (it) => isMember(it, member))),
      );
      return both(meant, rule.condition === undefined ? true : judgeExpression(rule.condition, question));
    },
  );
}
