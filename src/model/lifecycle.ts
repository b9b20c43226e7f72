// SPDX-License-Identifier: Apache-2.0
// The life of a token as rules see it: every log source projects its records onto these fields.

/** The steps in the life of a token. `read` is a token taken from a file, a metadata service or a log. */
export const stages = ['register', 'grant', 'issue', 'read', 'use', 'refresh', 'revoke'] as const;
export type Stage = (typeof stages)[number];

export const principalKinds = [
  'user',
  'service-account',
  'service-principal',
  'managed-identity',
  'instance',
  'role',
  'application',
  'node',
  'system',
  'anonymous',
] as const;
export type PrincipalKind = (typeof principalKinds)[number];

/**
 * The fields of a lifecycle event, by the dotted names that rules use after `lifecycle.`.
 *
 * A source gives those it knows; `network.asn` to `network.zone` and `agent.family` are added by enrichment from
 * `network.ip` and `agent.raw`, and no source projects them.
 */
export const lifecycleFields = {
  stage: 'step in the life of the token: register, grant, issue, read, use, refresh, revoke',
  outcome: 'success or failure',
  action: 'what was done, in the words of the log (verb and resource, API operation, event type)',
  channel: 'how an application was registered: portal, visual-studio, cli, powershell, rest',
  'principal.kind': 'who acts: user, service-account, service-principal, managed-identity, instance, role, ...',
  'principal.id': 'stable id of who acts',
  'principal.name': 'name a person knows',
  'credential.kind':
    'what proves it: bound-token, access-key, access-token, refresh-token, session, personal-access-token, ...',
  'credential.id': 'id of the credential (jti, Entra UTI as a GUID, access-key id, hashed token); never the secret',
  'credential.issued': 'id of the credential that this event hands out',
  'session.id': 'id of the sign-in session that several tokens share',
  'client.id': 'id of the OAuth client or application',
  'client.name': 'its display name',
  'network.ip': 'address of the caller, in its shortest text form',
  'network.asn': 'number of the autonomous system',
  'network.as': 'its name',
  'network.country': 'ISO 3166-1 alpha-2',
  'network.latitude': 'degrees; the middle of the country where nothing better is known',
  'network.longitude': 'degrees',
  'network.radius': 'kilometres by which the place may be off',
  'network.class': 'private, loopback, cloud, hosting, vpn, tor, isp or unknown',
  'network.cloud': 'aws, azure, gcp, github, ... where the network belongs to a cloud',
  'network.zone': "name of the user's own range that holds the address (tokenward.yml networks:)",
  'agent.raw': 'user agent as logged',
  'agent.family': 'kubectl, curl, python, go, node, browser, powershell, aws-cli, azure-cli, sdk, kubelet, ...',
  'host.pod': 'pod that the credential is bound to',
  'host.node': 'node that the credential is bound to',
  'host.namespace': 'namespace of the pod or account',
  'host.instance': 'instance or resource that the credential belongs to',
  'resource.kind': 'what is acted on: secret, mailbox, file, repository, application, role, ...',
  'resource.id': 'its id',
  'resource.name': 'its name',
  scopes: 'permissions granted or used, a list',
} as const;

export type LifecycleFieldName = keyof typeof lifecycleFields;

/** Fields that enrichment adds, with the projected field each is computed from. */
export const enrichedFields = {
  'network.asn': 'network.ip',
  'network.as': 'network.ip',
  'network.country': 'network.ip',
  'network.latitude': 'network.ip',
  'network.longitude': 'network.ip',
  'network.radius': 'network.ip',
  'network.class': 'network.ip',
  'network.cloud': 'network.ip',
  'network.zone': 'network.ip',
  'agent.family': 'agent.raw',
} as const satisfies Partial<Record<LifecycleFieldName, LifecycleFieldName>>;

export type EnrichedFieldName = keyof typeof enrichedFields;
export type ProjectedFieldName = Exclude<LifecycleFieldName, EnrichedFieldName>;
export type LifecycleValue = string | number | boolean | readonly string[];

/** One event's lifecycle fields; a field that is not known is absent. */
export type Lifecycle = Readonly<Partial<Record<LifecycleFieldName, LifecycleValue>>>;
