// SPDX-License-Identifier: Apache-2.0
import { isoFine, isoSeconds } from '../clock.ts';
import type { Pod } from '../cluster.ts';
import { anyone, type Background, type Lab, labMark } from '../context.ts';
import type { Person } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { leaseObject, podObject, tokenRequestObject } from './kubernetes-objects.ts';

export interface AuditFields {
  readonly time: number;
  readonly verb: string;
  readonly uri: string;
  readonly user: Readonly<Record<string, unknown>>;
  readonly ip: string;
  readonly agent: string;
  readonly objectRef?: Readonly<Record<string, unknown>>;
  readonly code?: number;
  readonly reason?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly request?: unknown;
  readonly response?: unknown;
}

/**
 * One record of the API server's audit log, at level RequestResponse where there are objects and the lab is verbose.
 *
 * @see https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export function auditRecord(lab: Lab, fields: AuditFields): Emission {
  const { random } = lab;
  const id = random.guid();
  const code = fields.code ?? 200;
  const noise = random.bits();
  const full = lab.verbose && (fields.request !== undefined || fields.response !== undefined);
  return {
    source: 'kubernetes.audit',
    time: fields.time,
    id,
    record: {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: full ? 'RequestResponse' : 'Metadata',
      auditID: id,
      stage: 'ResponseComplete',
      requestURI: fields.uri,
      verb: fields.verb,
      user: fields.user,
      sourceIPs: [fields.ip],
      userAgent: fields.agent,
      ...(fields.objectRef === undefined ? {} : { objectRef: fields.objectRef }),
      responseStatus:
        code < 400
          ? { metadata: {}, code }
          : { metadata: {}, status: 'Failure', message: fields.reason ?? '', reason: 'Forbidden', code },
      ...(full && fields.request !== undefined ? { requestObject: fields.request } : {}),
      ...(full && fields.response !== undefined ? { responseObject: fields.response } : {}),
      requestReceivedTimestamp: isoFine(fields.time, noise),
      stageTimestamp: isoFine(fields.time + (noise % 23), noise >>> 8),
      annotations: {
        'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow',
        'authorization.k8s.io/reason': code === 403 ? '' : (fields.reason ?? ''),
        ...fields.annotations,
      },
      ...labMark,
    },
  };
}

/** `user` of a pod's bound token. */
export function podUser(pod: Pod, token: string = pod.token): Readonly<Record<string, unknown>> {
  return {
    username: `system:serviceaccount:${pod.namespace}:${pod.serviceAccount}`,
    uid: pod.serviceAccountUid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${pod.namespace}`, 'system:authenticated'],
    extra: {
      'authentication.kubernetes.io/credential-id': [token],
      'authentication.kubernetes.io/node-name': [pod.node.name],
      'authentication.kubernetes.io/node-uid': [pod.node.uid],
      'authentication.kubernetes.io/pod-name': [pod.name],
      'authentication.kubernetes.io/pod-uid': [pod.uid],
    },
  };
}

/** `user` of a person who signs in to the cluster through the identity provider. */
export function humanUser(person: Person): Readonly<Record<string, unknown>> {
  return {
    username: `oidc:${person.mail}`,
    groups: [`oidc:${person.team}`, 'system:authenticated'],
  };
}

export const kubectl = 'kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9';

function controller(name: string): Readonly<Record<string, unknown>> {
  return { username: name, groups: ['system:authenticated'] };
}

function lease(lab: Lab, time: number): Emission {
  const { random } = lab;
  const { cluster } = lab.organisation;
  const ofNode = random.chance(0.55);
  const node = random.pick(cluster.nodes);
  const leader = random.pick(['kube-controller-manager', 'kube-scheduler', 'cloud-controller-manager']);
  const name = ofNode ? node.name : leader;
  const namespace = ofNode ? 'kube-node-lease' : 'kube-system';
  const holder = ofNode ? node.name : `${random.pick(cluster.nodes).name}_${node.uid}`;
  const version = lab.sequence.next++;
  const body = lab.verbose ? leaseObject(lab, name, namespace, holder, version, time) : undefined;
  return auditRecord(lab, {
    time,
    verb: 'update',
    uri: `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${name}${ofNode ? '?timeout=10s' : '?timeout=5s'}`,
    user: ofNode
      ? { username: `system:node:${node.name}`, groups: ['system:nodes', 'system:authenticated'] }
      : controller(`system:${leader}`),
    ip: ofNode ? node.ip : '10.16.0.5',
    agent: ofNode
      ? 'kubelet/v1.34.1 (linux/amd64) kubernetes/93248f9'
      : `${leader}/v1.34.1 (linux/amd64) kubernetes/93248f9/leader-election`,
    objectRef: {
      resource: 'leases',
      namespace,
      name,
      uid: node.uid,
      apiGroup: 'coordination.k8s.io',
      apiVersion: 'v1',
      resourceVersion: String(version),
    },
    request: body,
    response: body,
  });
}

/** A kubelet asks for a new token for one of its pods; the pod uses it from then on. */
export function kubeletTokenRequest(lab: Lab, time: number): Emission {
  const pod = lab.random.pick(lab.organisation.cluster.pods);
  pod.token = `JTI=${lab.random.guid()}`;
  const body = lab.verbose ? tokenRequestObject(pod, time) : undefined;
  return auditRecord(lab, {
    time,
    verb: 'create',
    uri: `/api/v1/namespaces/${pod.namespace}/serviceaccounts/${pod.serviceAccount}/token`,
    user: {
      username: `system:node:${pod.node.name}`,
      groups: ['system:nodes', 'system:authenticated'],
      extra: { 'authentication.kubernetes.io/credential-id': [`X509SHA256=${pod.node.uid.replaceAll('-', '')}`] },
    },
    ip: pod.node.ip,
    agent: 'kubelet/v1.34.1 (linux/amd64) kubernetes/93248f9',
    objectRef: {
      resource: 'serviceaccounts',
      namespace: pod.namespace,
      name: pod.serviceAccount,
      uid: pod.serviceAccountUid,
      apiVersion: 'v1',
      subresource: 'token',
    },
    code: 201,
    annotations: { 'authentication.kubernetes.io/issued-credential-id': pod.token },
    request: body,
    response: body,
  });
}

function podStatus(lab: Lab, time: number): Emission {
  const pod = lab.random.pick(lab.organisation.cluster.pods);
  const read = lab.random.chance(0.4);
  const version = lab.sequence.next++;
  return auditRecord(lab, {
    time,
    verb: read ? 'get' : 'patch',
    uri: `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}${read ? '' : '/status'}`,
    user: { username: `system:node:${pod.node.name}`, groups: ['system:nodes', 'system:authenticated'] },
    ip: pod.node.ip,
    agent: 'kubelet/v1.34.1 (linux/amd64) kubernetes/93248f9',
    objectRef: {
      resource: 'pods',
      namespace: pod.namespace,
      name: pod.name,
      apiVersion: 'v1',
      ...(read ? {} : { subresource: 'status' }),
    },
    ...(lab.verbose ? { response: podObject(lab, pod, version, time) } : {}),
  });
}

const appCalls = [
  [6, 'list', 'endpointslices', 'discovery.k8s.io'],
  [5, 'watch', 'configmaps', ''],
  [4, 'get', 'configmaps', ''],
  [4, 'list', 'pods', ''],
  [2, 'watch', 'secrets', ''],
  [1, 'get', 'secrets', ''],
  [3, 'list', 'deployments', 'apps'],
] as const;

function appCall(lab: Lab, time: number): Emission {
  const { random } = lab;
  const pod = random.pick(lab.organisation.cluster.pods);
  const [, verb, resource, group] = random.weighted(appCalls.map((call) => [call[0], call] as const));
  const name = verb === 'get' ? `${pod.app}-${resource === 'secrets' ? 'tls' : 'settings'}` : undefined;
  const base = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const query =
    verb === 'watch'
      ? `?allowWatchBookmarks=true&resourceVersion=${lab.sequence.next}&timeoutSeconds=${random.int(300, 590)}&watch=true`
      : '';
  return auditRecord(lab, {
    time,
    verb,
    uri: `${base}/namespaces/${pod.namespace}/${resource}${name === undefined ? query : `/${name}`}`,
    user: podUser(pod),
    ip: pod.ip,
    agent: pod.agent,
    objectRef: {
      resource,
      namespace: pod.namespace,
      ...(name === undefined ? {} : { name }),
      ...(group === '' ? {} : { apiGroup: group }),
      apiVersion: 'v1',
    },
    reason: `RBAC: allowed by RoleBinding "${pod.app}/${pod.namespace}" of Role "${pod.app}" to ServiceAccount "${pod.serviceAccount}/${pod.namespace}"`,
    ...(lab.verbose && verb === 'list' && resource === 'pods'
      ? {
          response: {
            kind: 'PodList',
            apiVersion: 'v1',
            metadata: { resourceVersion: String(lab.sequence.next) },
            items: [podObject(lab, pod, lab.sequence.next, time)],
          },
        }
      : {}),
  });
}

function humanCall(lab: Lab, time: number): Emission {
  const { random } = lab;
  const person = anyone(lab, time, lab.organisation.engineers);
  const pod = random.pick(lab.organisation.cluster.pods);
  const kind = random.weighted([
    [10, 'list'],
    [8, 'get'],
    [6, 'log'],
    [1, 'exec'],
    [1, 'forbidden'],
  ] as const);
  const common = {
    time,
    user: humanUser(person),
    ip: placeOf(lab.organisation, person, time).ip,
    agent: person.device.os === 'MacOs' ? kubectl.replace('linux/amd64', 'darwin/arm64') : kubectl,
    reason: `RBAC: allowed by ClusterRoleBinding "${person.team}" of ClusterRole "edit" to Group "oidc:${person.team}"`,
  };
  const uri = `/api/v1/namespaces/${pod.namespace}/pods`;
  const ref = { resource: 'pods', namespace: pod.namespace, apiVersion: 'v1' };
  switch (kind) {
    case 'list':
      return auditRecord(lab, { ...common, verb: 'list', uri: `${uri}?limit=500`, objectRef: ref });
    case 'get':
      return auditRecord(lab, {
        ...common,
        verb: 'get',
        uri: `${uri}/${pod.name}`,
        objectRef: { ...ref, name: pod.name },
        ...(lab.verbose ? { response: podObject(lab, pod, lab.sequence.next, time) } : {}),
      });
    case 'log':
      return auditRecord(lab, {
        ...common,
        verb: 'get',
        uri: `${uri}/${pod.name}/log?container=${pod.app}&tailLines=200`,
        objectRef: { ...ref, name: pod.name, subresource: 'log' },
      });
    case 'exec':
      return auditRecord(lab, execFields(common, pod, random.pick([['sh'], ['ls', '-l', '/app'], ['env']])));
    case 'forbidden':
      return auditRecord(lab, {
        ...common,
        verb: 'list',
        uri: '/api/v1/nodes?limit=500',
        objectRef: { resource: 'nodes', apiVersion: 'v1' },
        code: 403,
        reason: `nodes is forbidden: User "oidc:${person.mail}" cannot list resource "nodes" in API group "" at the cluster scope`,
      });
  }
}

/** A command run in a pod through the API server. */
export function execFields(
  common: Omit<AuditFields, 'verb' | 'uri' | 'objectRef'>,
  pod: Pod,
  command: readonly string[],
): AuditFields {
  const query = command.map((part) => `command=${encodeURIComponent(part)}`).join('&');
  return {
    ...common,
    verb: 'create',
    uri: `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/exec?${query}&container=${pod.app}&stdin=true&stdout=true&tty=true`,
    objectRef: {
      resource: 'pods',
      namespace: pod.namespace,
      name: pod.name,
      apiVersion: 'v1',
      subresource: 'exec',
    },
    code: 101,
  };
}

function deployment(lab: Lab, time: number): Emission {
  const pod = lab.random.pick(lab.organisation.cluster.pods);
  return auditRecord(lab, {
    time,
    verb: 'patch',
    uri: `/apis/apps/v1/namespaces/${pod.namespace}/deployments/${pod.app}?fieldManager=deployer&force=true`,
    user: { username: 'oidc:deployer@example.com', groups: ['oidc:deployers', 'system:authenticated'] },
    ip: `192.0.2.${lab.random.int(194, 250)}`,
    agent: 'helm/v3.19.0',
    objectRef: {
      resource: 'deployments',
      namespace: pod.namespace,
      name: pod.app,
      apiGroup: 'apps',
      apiVersion: 'v1',
    },
    ...(lab.verbose
      ? {
          request: {
            spec: { template: { spec: { containers: [{ name: pod.app, image: pod.image }] } } },
            metadata: { annotations: { 'deploy.example.com/at': isoSeconds(time) } },
          },
          response: podObject(lab, pod, lab.sequence.next++, time),
        }
      : {}),
  });
}

function health(lab: Lab, time: number): Emission {
  return auditRecord(lab, {
    time,
    verb: 'get',
    uri: lab.random.pick(['/readyz', '/livez?exclude=etcd', '/healthz']),
    user: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
    ip: '10.16.0.4',
    agent: 'kube-probe/1.34',
    reason: 'RBAC: allowed by ClusterRoleBinding "system:public-info-viewer"',
  });
}

const machine = [
  [36, lease],
  [17, podStatus],
  [30, appCall],
  [5, kubeletTokenRequest],
  [3, health],
] as const;

export const kubernetes: Background = {
  source: 'kubernetes.audit',
  weight: 45,
  human: 0.12,
  emit: (lab, time, byHuman) => {
    if (byHuman) return [lab.random.chance(0.15) ? deployment(lab, time) : humanCall(lab, time)];
    return [lab.random.weighted(machine)(lab, time)];
  },
};
