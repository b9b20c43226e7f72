// SPDX-License-Identifier: Apache-2.0
// Ten shipped detections of single records, and by hand the same in SQL. bench/rules/ten-kubernetes.yml has them once
// more on raw fields, for engines that know nothing of `lifecycle.*`.

const service = `starts_with(lower("user".username), 'system:serviceaccount:')`;
const part = `(starts_with(lower("user".username), 'system:') and lower("user".username) <> 'system:anonymous' and not ${service})`;
const control = `starts_with(lower("user".username), 'system:serviceaccount:kube-system:')`;
const decision = `lower(annotations."authorization.k8s.io/decision")`;
const success = 'responseStatus.code < 400';
const resource = 'lower(objectRef.resource)';
const subresource = 'lower(objectRef.subresource)';
const changing = `lower(verb) in ('create', 'update', 'patch')`;
const startsWith = (field: string, prefixes: readonly string[]): string =>
  `(${prefixes.map((prefix) => `starts_with(lower(${field}), '${prefix}')`).join(' or ')})`;
const contains = (field: string, texts: readonly string[]): string =>
  `(${texts.map((text) => `contains(lower(${field}), '${text}')`).join(' or ')})`;
/** SQL's unknown counts as no. */
const not = (condition: string): string => `not coalesce(${condition}, false)`;

/** Condition of each rule, by its name. */
export const tenRules: Readonly<Record<string, string>> = {
  'kubernetes-anonymous-allowed': `lower("user".username) = 'system:anonymous' and ${decision} = 'allow'
    and ${not(startsWith('requestURI', ['/healthz', '/livez', '/readyz', '/version', '/.well-known/openid-configuration', '/openid/v1/jwks', '/api/v1/namespaces/kube-public/configmaps/cluster-info']))}
    and ${not(`${resource} = 'selfsubjectreviews'`)}`,
  'kubernetes-client-certificate': `${resource} = 'certificatesigningrequests' and ${changing} and ${success}
    and ${not(part)} and ${not(control)} and ${not(startsWith('"user".username', ['eks:']))}
    and ${not(`lower(requestObject.spec.signerName) = 'kubernetes.io/kubelet-serving'`)}
    and ${not(`${subresource} = 'status'`)}`,
  'kubernetes-denied-requests.refused': `${service} and ${decision} = 'forbid' and ${not(control)}`,
  'kubernetes-exec-calls-metadata': `${resource} = 'pods' and ${subresource} = 'exec' and ${success}
    and ${contains('requestURI', ['169.254.', 'metadata.google.internal', 'metadata.goog', 'instance-data.ec2', '2852039166', '0xa9fea9fe', 'fd00%3aec2', 'fd20%3ace', '100.100.100.200'])}`,
  'kubernetes-impersonation-of-privileged': `impersonatedUser.username is not null and ${decision} = 'allow'
    and (${startsWith('impersonatedUser.username', ['system:serviceaccount:kube-system:', 'system:kube-', 'system:node:', 'system:admin'])}
      or list_contains(impersonatedUser.groups, 'system:masters'))
    and ${not(`list_contains("user".groups, 'system:masters')`)} and ${not(part)} and ${not(control)}`,
  'kubernetes-issued-token-used-elsewhere.issue': `lower(verb) = 'create' and ${resource} = 'serviceaccounts'
    and ${subresource} = 'token' and ${success} and ${not(part)}`,
  'kubernetes-nodes-proxy': `${resource} = 'nodes' and ${subresource} = 'proxy' and ${success} and ${not(part)}
    and ${not(contains('requestURI', ['/proxy/metrics', '/proxy/stats', '/proxy/healthz', '/proxy/spec']))}
    and ${not(startsWith('userAgent', ['prometheus', 'datadog', 'metrics-server', 'kube-state-metrics']))}`,
  'kubernetes-secrets-listed-by-new-account.list': `lower(verb) = 'list' and ${resource} = 'secrets' and ${success}
    and ${service} and objectRef.namespace is null`,
  'kubernetes-token-minted': `lower(verb) = 'create' and ${resource} = 'serviceaccounts' and ${subresource} = 'token'
    and ${success} and ${not(part)} and ${not(control)} and ${not(startsWith('"user".username', ['eks:']))}
    and ${not(`lower("user".username) in ('aksservice', 'masterclient', 'system:apiserver')`)}
    and ${not(`${service} and ends_with(lower("user".username), lower(objectRef.name))`)}`,
  'kubernetes-token-secret-created': `${resource} = 'secrets' and ${changing} and ${success}
    and lower(requestObject."type") = 'kubernetes.io/service-account-token' and ${not(part)} and ${not(control)}`,
};

export const tenNames = Object.keys(tenRules);

/** Reads only the columns that the ten need: the fastest way that DuckDB has to read JSON. */
const columns = `{
  verb: 'VARCHAR', requestURI: 'VARCHAR', userAgent: 'VARCHAR',
  "user": 'STRUCT(username VARCHAR, groups VARCHAR[])',
  impersonatedUser: 'STRUCT(username VARCHAR, groups VARCHAR[])',
  objectRef: 'STRUCT(resource VARCHAR, subresource VARCHAR, "name" VARCHAR, namespace VARCHAR)',
  responseStatus: 'STRUCT(code INTEGER)',
  annotations: 'STRUCT("authorization.k8s.io/decision" VARCHAR)',
  requestObject: 'STRUCT("type" VARCHAR, spec STRUCT(signerName VARCHAR))'
}`;

/** One statement that counts what each of the ten matches. */
export function tenSql(path: string): string {
  const counts = tenNames.map((name) => `count(*) filter (where ${tenRules[name]}) as "${name}"`);
  return `select count(*) as events, ${counts.join(',\n')}
    from read_json('${path.replaceAll("'", "''")}', format = 'newline_delimited', columns = ${columns})`;
}
