// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { project, type Source } from '../../model/source.ts';
import { list, own } from '../microsoft/pairs.ts';
import { addressText } from '../shared/address.ts';
import { firstText, text, texts } from '../shared/read.ts';
import { gcpResource } from './gcp-resource.ts';
import { gcpServices } from './gcp-services.ts';
import { gcpPrincipalKind, gcpStage } from './gcp-stage.ts';

const auditLog = 'type.googleapis.com/google.cloud.audit.AuditLog';
// Kubernetes' own audit events come in the same envelope; a cluster's name or its authoriser's decision tells them.
const cluster = ['resource.labels.cluster_name', 'labels.authorization.k8s.io/decision'] as const;

const at = (path: string) => `protoPayload.${path}`;
// An activity that Google Workspace shares with Google Cloud is `google.workspace`.
const workspace = at('metadata.activityId');
const principal = [at('authenticationInfo.principalEmail'), at('authenticationInfo.principalSubject')] as const;
const resource = [
  at('serviceName'),
  at('resourceName'),
  at('request.name'),
  'resource.type',
  'resource.labels.email_id',
] as const;

/**
 * Cloud Audit Logs of Google Cloud, except those of Kubernetes clusters (`k8s.io`), which are `kubernetes.audit`.
 *
 * The plain form is the LogEntry of Cloud Logging: `timestamp`, `insertId`, `logName`, `resource`, `severity` and
 * `protoPayload` with `serviceName`, `methodName`, `resourceName`, `authenticationInfo`, `authorizationInfo`,
 * `requestMetadata`, `request`, `response`, `status`. Rows exported to BigQuery (`protopayload_auditlog`) and entries
 * with lower-case keys are brought to it.
 */
export const gcpAudit: Source = {
  id: 'gcp.audit',
  title: 'Google Cloud audit logs',
  documentation: 'https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog',
  logsources: [{ product: 'gcp', service: 'gcp.audit' }],
  shapes: [
    { require: { [at('serviceName')]: gcpServices }, forbid: [workspace] },
    { require: { [at('@type')]: [auditLog], [at('methodName')]: true }, forbid: [...cluster, workspace] },
    {
      require: { [at('methodName')]: true, [at('authenticationInfo')]: true },
      forbid: [at('serviceName'), 'resource.type', ...cluster],
    },
  ],
  variants: [
    { shape: { require: { 'protopayload_auditlog.methodName': true }, forbid: cluster }, normalise: fromRow },
    { shape: { require: { 'protopayload.authenticationInfo': true }, forbid: cluster }, normalise: fromRow },
  ],
  time: ['timestamp', 'receiveTimestamp', at('requestMetadata.requestAttributes.time')],
  eventId: ['insertId'],
  lifecycle: [
    project('stage', [at('methodName'), at('serviceName')], ([method, service]) => {
      const name = text(method);
      return name === undefined ? undefined : gcpStage(name, text(service));
    }),
    project('outcome', [at('status.code')], ([code]) => ((text(code) ?? '0') === '0' ? 'success' : 'failure')),
    project('action', [at('methodName')], firstText),
    project('principal.kind', principal, (values) => gcpPrincipalKind(firstText(values))),
    project('principal.id', principal, firstText),
    project('principal.name', [principal[0]], firstText),
    project(
      'credential.kind',
      [at('authenticationInfo.serviceAccountKeyName'), at('authenticationInfo.serviceAccountDelegationInfo')],
      ([key, delegation]) => {
        if (text(key) !== undefined) return 'service-account-key';
        return list(delegation).length > 0 ? 'impersonation' : undefined;
      },
    ),
    project('credential.id', [at('authenticationInfo.serviceAccountKeyName')], ([key]) => keyId(key)),
    project('credential.issued', [at('methodName'), at('response.name')], ([method, name]) =>
      /(?:Create|Upload)ServiceAccountKey$/.test(text(method) ?? '') ? keyId(name) : undefined,
    ),
    project('client.id', [at('authenticationInfo.oauthInfo.oauthClientId')], firstText),
    project('network.ip', [at('requestMetadata.callerIp'), at('requestMetadata.callerIP')], (values) =>
      values.map(addressText).find((address) => address !== undefined),
    ),
    project('agent.raw', [at('requestMetadata.callerSuppliedUserAgent')], firstText),
    ...(['kind', 'id', 'name'] as const).map((part) =>
      project(`resource.${part}`, resource, (values) => gcpResource(values)?.[part]),
    ),
    project(
      'scopes',
      [at('request.scope'), at('serviceData.policyDelta.bindingDeltas'), at('authorizationInfo')],
      ([scope, deltas, authorization]) => {
        const roles = list(deltas)
          .filter((delta) => own(delta, 'action') === 'ADD')
          .map((delta) => own(delta, 'role'));
        const permissions = list(authorization).map((one) => own(one, 'permission'));
        const found = [texts(scope), texts(roles), texts(permissions)].find((some) => some.length > 0);
        return found && [...new Set(found)];
      },
    ),
  ],
};

/** The id at the end of `//iam.googleapis.com/projects/…/serviceAccounts/…/keys/<id>`. */
function keyId(name: unknown): string | undefined {
  const written = text(name);
  return written === undefined ? undefined : (/\/keys\/([^/]+)$/.exec(written)?.[1] ?? written);
}

const names: Readonly<Record<string, string>> = {
  protopayload_auditlog: 'protoPayload',
  protopayload: 'protoPayload',
  insertid: 'insertId',
  logname: 'logName',
  receivetimestamp: 'receiveTimestamp',
};

function fromRow(row: RawRecord): RawRecord {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [(Object.hasOwn(names, key) ? names[key] : undefined) ?? key, value]),
  );
}
