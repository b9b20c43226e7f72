// SPDX-License-Identifier: Apache-2.0
// The smaller roles as manifests. What is kept because the log cannot show it stands apart, with the reason.
import type { Granted } from '../inventory/kubernetes/rbac.ts';
import { oneLine, type Patch, shellWord } from './review.ts';

export interface KeptRule {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly names?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly path?: string;
  readonly namespace: string | undefined;
  /** Why it is kept without having been seen. */
  readonly reason?: string;
  /** That it was granted for the whole cluster. */
  readonly wide: boolean;
}

/** Objects that people name: a rule may name them. Those of controllers have new names every time. */
const named: ReadonlySet<string> = new Set([
  'secrets',
  'configmaps',
  'serviceaccounts',
  'serviceaccounts/token',
  'leases',
]);
const nameable: ReadonlySet<string> = new Set(['get', 'update', 'patch', 'delete']);
const mostNames = 5;

interface Rule {
  readonly group: string;
  readonly resource: string;
  readonly verbs: Set<string>;
  readonly names: readonly string[] | undefined;
  readonly reason: string | undefined;
  readonly path: string | undefined;
}

/** Rules with the same group, names and verbs are one. */
function rulesOf(kept: readonly KeptRule[]): readonly Rule[] {
  const namesOf = new Map<string, Set<string> | undefined>();
  for (const it of kept) {
    const key = `${it.group}/${it.resource}/${it.verb}`;
    const pinned = it.reason === undefined && it.name !== undefined && named.has(it.resource) && nameable.has(it.verb);
    const known = namesOf.has(key) ? namesOf.get(key) : new Set<string>();
    if (pinned && it.name !== undefined) known?.add(it.name);
    namesOf.set(key, pinned && known !== undefined && known.size <= mostNames ? known : undefined);
  }
  const rules = new Map<string, Rule>();
  for (const it of kept) {
    const seen = namesOf.get(`${it.group}/${it.resource}/${it.verb}`);
    const names = it.reason === undefined ? (seen === undefined ? undefined : [...seen].toSorted()) : it.names;
    const key = JSON.stringify([it.group, it.resource, it.path, names, it.reason]);
    const rule = rules.get(key);
    if (rule === undefined)
      rules.set(key, {
        group: it.group,
        resource: it.resource,
        path: it.path,
        verbs: new Set([it.verb]),
        names,
        reason: it.reason,
      });
    else rule.verbs.add(it.verb);
  }
  const seen = [...rules.values()].filter((it) => it.reason === undefined);
  // What was seen need not be kept for not being logged.
  return [...rules.values()].filter(
    (it) =>
      it.reason === undefined ||
      !seen.some(
        (one) =>
          one.names === undefined &&
          one.group === it.group &&
          one.resource === it.resource &&
          one.path === it.path &&
          [...it.verbs].every((verb) => one.verbs.has(verb)),
      ),
  );
}

function merge(rules: readonly Rule[]): readonly { readonly rule: Rule; readonly resources: readonly string[] }[] {
  const merged = new Map<string, { readonly rule: Rule; readonly resources: Set<string> }>();
  for (const rule of rules) {
    const key = JSON.stringify([
      rule.group,
      [...rule.verbs].toSorted(),
      rule.names,
      rule.reason,
      rule.path === undefined,
    ]);
    const known = merged.get(key);
    const what = rule.path ?? rule.resource;
    if (known === undefined) merged.set(key, { rule, resources: new Set([what]) });
    else known.resources.add(what);
  }
  return [...merged.values()]
    .map(({ rule, resources }) => ({ rule, resources: [...resources].toSorted() }))
    .toSorted((a, b) => (`${a.rule.group}${a.resources[0] ?? ''}` < `${b.rule.group}${b.resources[0] ?? ''}` ? -1 : 1));
}

/** A word as YAML reads it back: quoted unless it is plain. */
function scalar(text: string): string {
  return /^[a-z][a-zA-Z0-9./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(text)
    ? text
    : JSON.stringify(text);
}

const flow = (list: Iterable<string>): string => `[${[...list].map(scalar).join(', ')}]`;
const order = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const byVerb = (a: string, b: string): number =>
  (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99) || (a < b ? -1 : 1);

function ruleLines({ rule, resources }: ReturnType<typeof merge>[number]): readonly string[] {
  const comment = rule.reason === undefined ? [] : [`  # Kept, not seen: ${oneLine(rule.reason)}.`];
  const verbs = [...rule.verbs].toSorted(byVerb);
  if (rule.path !== undefined)
    return [...comment, `  - nonResourceURLs: ${flow(resources)}`, `    verbs: ${flow(verbs)}`];
  return [
    ...comment,
    `  - apiGroups: ${flow([rule.group])}`,
    `    resources: ${flow(resources)}`,
    ...(rule.names === undefined ? [] : [`    resourceNames: ${flow(rule.names)}`]),
    `    verbs: ${flow(verbs)}`,
  ];
}

/** A name for the new roles: that of the account, as objects are named. */
function baseName(principal: string): string {
  const name = principal.slice(principal.lastIndexOf(principal.includes(':service-account:') ? '/' : ':') + 1);
  return `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'account'
  }-used`;
}

function subjectLines(principal: string): readonly string[] {
  const [, namespace, account] = /^kubernetes:service-account:([^/]+)\/(.+)$/.exec(principal) ?? [];
  if (account !== undefined && namespace !== undefined)
    return [
      'subjects:',
      '  - kind: ServiceAccount',
      `    name: ${scalar(account)}`,
      `    namespace: ${scalar(namespace)}`,
    ];
  return [
    'subjects:',
    '  - kind: User',
    '    apiGroup: rbac.authorization.k8s.io',
    `    name: ${scalar(principal.replace(/^kubernetes:user:/, ''))}`,
  ];
}

/** Writes the roles and bindings, one namespace after the other. */
export function kubernetesPatch(principal: string, kept: readonly KeptRule[], grants: readonly Granted[]): Patch {
  const name = baseName(principal);
  const byScope = new Map<string | undefined, KeptRule[]>();
  for (const it of kept) {
    const scope = it.path === undefined ? it.namespace : undefined;
    byScope.set(scope, [...(byScope.get(scope) ?? []), it]);
  }
  const scopes = [...byScope.keys()].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const documents = scopes.map((namespace) => {
    const kind = namespace === undefined ? 'ClusterRole' : 'Role';
    // A binding of the whole cluster needs a name that nobody else has.
    const own =
      namespace === undefined ? `${/service-account:([^/]+)\//.exec(principal)?.[1] ?? 'user'}-${name}` : name;
    const meta =
      namespace === undefined
        ? [`  name: ${scalar(own)}`]
        : [`  name: ${scalar(own)}`, `  namespace: ${scalar(namespace)}`];
    const rules = merge(rulesOf(byScope.get(namespace) ?? []));
    return [
      'apiVersion: rbac.authorization.k8s.io/v1',
      `kind: ${kind}`,
      'metadata:',
      ...meta,
      'rules:',
      ...rules.flatMap(ruleLines),
      '---',
      'apiVersion: rbac.authorization.k8s.io/v1',
      `kind: ${kind}Binding`,
      'metadata:',
      ...meta,
      'roleRef:',
      '  apiGroup: rbac.authorization.k8s.io',
      `  kind: ${kind}`,
      `  name: ${scalar(own)}`,
      ...subjectLines(principal),
    ].join('\n');
  });
  const old = [...new Map(grants.map((it) => [it.binding.id, it.binding])).values()].map((it) => {
    const where = it.namespace === undefined ? '' : ` -n ${shellWord(it.namespace)}`;
    const what = `${it.type.toLowerCase()} ${shellWord(it.name)}${where}`;
    return it.subjects.length > 1
      ? `Take the account out of the subjects of ${what}; ${it.subjects.length - 1} others keep it.`
      : `\`kubectl delete ${what}\``;
  });
  const text =
    documents.length === 0
      ? '# Nothing was used and nothing is unknown: the account needs no role.\n'
      : `${documents.join('\n---\n')}\n`;
  return {
    format: 'yaml',
    how: [
      '`kubectl apply -f PATCH.yml`: it adds the smaller roles beside the old ones.',
      'Then take the old ones away:',
      ...old,
    ],
    text,
  };
}
