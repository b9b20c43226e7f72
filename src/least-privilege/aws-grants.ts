// SPDX-License-Identifier: Apache-2.0
// What users and roles of AWS are granted, from `aws iam get-account-authorization-details`, or from one policy.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
import { isObject, text } from '../sources/shared/read.ts';

export interface AwsStatement {
  readonly policy: string;
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition?: unknown;
}

export interface AwsGrants {
  readonly statements: readonly AwsStatement[];
  /** How many Deny statements there are beside. */
  readonly denies: number;
  readonly notes: readonly string[];
}

const words = (value: unknown): readonly string[] =>
  [value].flat().filter((it): it is string => typeof it === 'string');
const objects = (value: unknown): readonly Readonly<Record<string, unknown>>[] => [value].flat().filter(isObject);

/** The document of a policy: an object, or JSON that is written for URLs, as the API gives it. */
function documentOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || value.length > 1 << 20) return undefined;
  try {
    const parsed: unknown = JSON.parse(value.trimStart().startsWith('{') ? value : decodeURIComponent(value));
    return isObject(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return undefined;
    throw error;
  }
}

interface Read {
  readonly statements: AwsStatement[];
  denies: number;
  readonly notes: string[];
}

function readPolicy(name: string, value: unknown, into: Read): void {
  const document = documentOf(value);
  if (document === undefined) {
    into.notes.push(`The document of policy ${name} could not be read.`);
    return;
  }
  for (const it of objects(document.Statement)) {
    if (it.Effect === 'Deny') into.denies++;
    if (it.Effect !== 'Allow') continue;
    const notActions = words(it.NotAction);
    const notResources = words(it.NotResource);
    into.statements.push({
      policy: name,
      actions: words(it.Action),
      resources: words(it.Resource),
      ...(notActions.length === 0 ? {} : { notActions }),
      ...(notResources.length === 0 ? {} : { notResources }),
      ...(isObject(it.Condition) ? { condition: it.Condition } : {}),
    });
  }
}

/** Grants by ARN of the user or role. Documents of anything else give an empty map. */
export function readAwsGrants(document: unknown, forId?: string): ReadonlyMap<string, AwsGrants> {
  const grants = new Map<string, AwsGrants>();
  if (!isObject(document)) return grants;
  if (document.Statement !== undefined || isObject(document.PolicyVersion)) {
    const into: Read = { statements: [], denies: 0, notes: ['The policy was taken as all that is granted.'] };
    readPolicy('given', isObject(document.PolicyVersion) ? document.PolicyVersion.Document : document, into);
    if (forId !== undefined && into.statements.length > 0) grants.set(forId, into);
    return grants;
  }
  const managed = new Map<string, unknown>();
  for (const policy of objects(document.Policies)) {
    const version = objects(policy.PolicyVersionList).find((it) => it.IsDefaultVersion === true);
    const arn = text(policy.Arn);
    if (arn !== undefined && version !== undefined) managed.set(arn, version.Document);
  }
  const attach = (list: unknown, into: Read): void => {
    for (const it of objects(list)) {
      const arn = text(it.PolicyArn) ?? '';
      if (managed.has(arn)) readPolicy(text(it.PolicyName) ?? arn, managed.get(arn), into);
      else into.notes.push(`Policy ${arn} was not exported: what it grants is unknown.`);
    }
  };
  const groups = new Map(objects(document.GroupDetailList).map((it) => [text(it.GroupName) ?? '', it]));
  for (const [list, inline] of [
    [document.UserDetailList, 'UserPolicyList'],
    [document.RoleDetailList, 'RolePolicyList'],
  ] as const) {
    for (const identity of objects(list)) {
      const arn = text(identity.Arn);
      if (arn === undefined) continue;
      const into: Read = { statements: [], denies: 0, notes: [] };
      for (const it of objects(identity[inline])) readPolicy(text(it.PolicyName) ?? 'inline', it.PolicyDocument, into);
      attach(identity.AttachedManagedPolicies, into);
      for (const name of words(identity.GroupList)) {
        const group = groups.get(name);
        for (const it of objects(group?.GroupPolicyList))
          readPolicy(`${text(it.PolicyName) ?? 'inline'} of group ${name}`, it.PolicyDocument, into);
        attach(group?.AttachedManagedPolicies, into);
      }
      if (isObject(identity.PermissionsBoundary))
        into.notes.push('A permissions boundary limits what these policies grant.');
      grants.set(arn, into);
    }
  }
  return grants;
}
