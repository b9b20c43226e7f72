// SPDX-License-Identifier: Apache-2.0
// IAM policies as they are written.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { AwsCondition, AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { at, type Fields, fields, isFields, list, text } from '../values.ts';

/** A policy document as the CLI gives it (an object) or as the API does (a text that is URL-encoded). */
export function policyDocument(value: unknown): Fields | undefined {
  if (typeof value !== 'string') return isFields(value) ? value : undefined;
  try {
    return fields(JSON.parse(value.startsWith('%') ? decodeURIComponent(value) : value));
  } catch {
    return undefined; // no JSON, so no policy that could be judged: the caller counts it as unresolved
  }
}

export function oneOrMany(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).flatMap((it) => text(it) ?? []);
}

/** Values of a condition may be numbers and booleans without quotes. */
function conditionValues(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((it) =>
    typeof it === 'string' ? [it.slice(0, 4096)] : typeof it === 'number' || typeof it === 'boolean' ? [`${it}`] : [],
  );
}

function conditionsOf(value: unknown): readonly AwsCondition[] {
  return Object.entries(fields(value)).flatMap(([operator, keys]) =>
    Object.entries(fields(keys)).map(([key, values]) => ({ operator, key, values: conditionValues(values) })),
  );
}

type Names = NonNullable<AwsStatement['principals']>;

const principalTypes: ReadonlyMap<string, Names[number]['type']> = new Map([
  ['AWS', 'aws'],
  ['Service', 'service'],
  ['Federated', 'federated'],
]);

function principalsOf(value: unknown): Names | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return [{ type: 'anyone', name: '*' }];
  return Object.entries(fields(value)).flatMap(([type, names]) =>
    oneOrMany(names).map((name): Names[number] => {
      if (type === 'AWS' && name === '*') return { type: 'anyone', name };
      return { type: principalTypes.get(type) ?? 'other', name };
    }),
  );
}

function statementOf(it: Fields, variables: boolean, path: DocumentPath | undefined): readonly AwsStatement[] {
  const effect = at(it, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') return [];
  const principals = principalsOf(at(it, 'Principal'));
  const notPrincipals = principalsOf(at(it, 'NotPrincipal'));
  return [
    {
      allow: effect === 'Allow',
      actions: oneOrMany(at(it, 'Action')).map((action) => action.toLowerCase()),
      notActions: oneOrMany(at(it, 'NotAction')).map((action) => action.toLowerCase()),
      resources: oneOrMany(at(it, 'Resource')),
      notResources: oneOrMany(at(it, 'NotResource')),
      conditions: conditionsOf(at(it, 'Condition')),
      variables,
      ...(principals === undefined ? {} : { principals }),
      ...(notPrincipals === undefined ? {} : { notPrincipals }),
      ...(path === undefined ? {} : { path }),
    },
  ];
}

/** @param path where the document stands in the file; undefined where it is a text */
export function statementsOf(document: Fields, path: DocumentPath | undefined): readonly AwsStatement[] {
  const raw = at(document, 'Statement');
  const variables = at(document, 'Version') === '2012-10-17';
  return (Array.isArray(raw) ? list(raw) : [raw]).flatMap((value, index) =>
    statementOf(
      fields(value),
      variables,
      path === undefined ? undefined : [...path, 'Statement', ...(Array.isArray(raw) ? [index] : [])],
    ),
  );
}

/**
 * Whichever account the ARNs of a policy name: what it gives is used in the account that it is made in, which files of a
 * repository stand for with a name of their own.
 */
export function inAccount(statements: readonly AwsStatement[], account: string): readonly AwsStatement[] {
  const own = (it: string): string => it.replace(/^(arn:[^:]*:(?:iam|sts)::)\d{12}:/, `$1${account}:`);
  return statements.map((it) =>
    it.principals === undefined
      ? { ...it, resources: it.resources.map(own), notResources: it.notResources.map(own) }
      : it,
  );
}
