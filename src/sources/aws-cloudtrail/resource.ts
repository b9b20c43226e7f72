// SPDX-License-Identifier: Apache-2.0
import { isObject, text } from '../shared/read.ts';

/** What a call acts on. */
export interface CallResource {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Request parameters that name what a call acts on, the most telling first. */
const parameters: readonly (readonly [string, string])[] = [
  ['secretId', 'secret'],
  ['secretIdList', 'secret'],
  ['accessKeyId', 'access-key'],
  ['roleArn', 'role'],
  ['roleName', 'role'],
  ['userName', 'user'],
  ['groupName', 'group'],
  ['policyArn', 'policy'],
  ['bucketName', 'bucket'],
  ['functionName', 'function'],
  ['instanceId', 'instance'],
  ['keyId', 'key'],
  ['names', 'parameter'],
  ['name', 'parameter'],
  ['path', 'parameter'],
];

/** Paths that {@link resourceOf} needs, in its order. */
export const resourcePaths: readonly string[] = ['resources', 'requestParameters', 'eventSource'];

/** The first of the record's `resources`, else what the request parameters name. */
export function resourceOf([resources, request, service]: readonly unknown[]): CallResource | undefined {
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  if (isObject(first)) {
    const arn = text(first.ARN) ?? text(first.arn);
    const kind = kindOf(text(first.type));
    if (arn !== undefined && kind !== undefined) return { kind, id: arn, name: nameOf(arn) };
  }
  if (!isObject(request)) return undefined;
  for (const [key, kind] of parameters) {
    // `name` is the name of anything; only Parameter Store is read by it here.
    if (kind === 'parameter' && service !== 'ssm.amazonaws.com') continue;
    const id = Object.hasOwn(request, key) ? text(request[key]) : undefined;
    if (id !== undefined) return { kind, id, name: nameOf(id) };
  }
  return undefined;
}

/** `AWS::SecretsManager::Secret` → `secret`, `AWS::IAM::AccessKey` → `access-key`. */
function kindOf(type: string | undefined): string | undefined {
  return type
    ?.split('::')
    .at(-1)
    ?.replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function nameOf(id: string): string {
  if (!id.startsWith('arn:')) return id;
  const resource = id.split(':').slice(5).join(':');
  return resource.replace(/^[a-z-]+[:/]/i, '') || id;
}
