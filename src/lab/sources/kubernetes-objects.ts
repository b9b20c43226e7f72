// SPDX-License-Identifier: Apache-2.0
// Request and response bodies, as long as real ones are: most of an audit record is here.
import { day, hour, isoFine, isoSeconds } from '../clock.ts';
import type { Pod } from '../cluster.ts';
import type { Lab } from '../context.ts';

type Body = Readonly<Record<string, unknown>>;

export function leaseObject(
  lab: Lab,
  name: string,
  namespace: string,
  holder: string,
  version: number,
  time: number,
): Body {
  const created = isoSeconds(lab.organisation.start - 40 * day);
  return {
    kind: 'Lease',
    apiVersion: 'coordination.k8s.io/v1',
    metadata: {
      name,
      namespace,
      uid: lab.organisation.tenant,
      resourceVersion: String(version),
      creationTimestamp: created,
      managedFields: [
        {
          manager: namespace === 'kube-system' ? name : 'kubelet',
          operation: 'Update',
          apiVersion: 'coordination.k8s.io/v1',
          time: isoSeconds(time),
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:spec': {
              'f:acquireTime': {},
              'f:holderIdentity': {},
              'f:leaseDurationSeconds': {},
              'f:leaseTransitions': {},
              'f:renewTime': {},
            },
          },
        },
      ],
    },
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: 15,
      acquireTime: isoFine(lab.organisation.start - day, 123),
      renewTime: isoFine(time, version),
      leaseTransitions: 4,
    },
  };
}

export function tokenRequestObject(pod: Pod, time: number): Body {
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name: pod.serviceAccount, namespace: pod.namespace, creationTimestamp: isoSeconds(time) },
    spec: {
      audiences: ['https://kubernetes.default.svc.cluster.local'],
      expirationSeconds: 3607,
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: pod.name, uid: pod.uid },
    },
    // The API server never logs the token itself.
    status: { token: '', expirationTimestamp: isoSeconds(time + hour) },
  };
}

export function podObject(lab: Lab, pod: Pod, version: number, time: number): Body {
  const since = isoSeconds(lab.organisation.start - 3 * day);
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: pod.name,
      generateName: `${pod.name.slice(0, -5)}`,
      namespace: pod.namespace,
      uid: pod.uid,
      resourceVersion: String(version),
      creationTimestamp: since,
      labels: { app: pod.app, 'app.kubernetes.io/part-of': pod.namespace },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: pod.name.slice(0, -6),
          uid: pod.serviceAccountUid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: [
        {
          manager: 'kube-controller-manager',
          operation: 'Update',
          apiVersion: 'v1',
          time: since,
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:metadata': {
              'f:generateName': {},
              'f:labels': { '.': {}, 'f:app': {} },
              'f:ownerReferences': { '.': {} },
            },
            'f:spec': {
              'f:containers': {
                [`k:{"name":"${pod.app}"}`]: {
                  '.': {},
                  'f:image': {},
                  'f:imagePullPolicy': {},
                  'f:name': {},
                  'f:resources': {},
                  'f:terminationMessagePath': {},
                },
              },
              'f:dnsPolicy': {},
              'f:restartPolicy': {},
              'f:schedulerName': {},
            },
          },
        },
        {
          manager: 'kubelet',
          operation: 'Update',
          apiVersion: 'v1',
          time: isoSeconds(time),
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:status': { 'f:conditions': {}, 'f:containerStatuses': {}, 'f:hostIP': {}, 'f:phase': {} } },
          subresource: 'status',
        },
      ],
    },
    spec: {
      volumes: [
        {
          name: `kube-api-access-${pod.name.slice(-5)}`,
          projected: {
            sources: [
              { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
              { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            ],
            defaultMode: 420,
          },
        },
      ],
      containers: [
        {
          name: pod.app,
          image: pod.image,
          resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
          volumeMounts: [
            {
              name: `kube-api-access-${pod.name.slice(-5)}`,
              readOnly: true,
              mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
            },
          ],
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      serviceAccountName: pod.serviceAccount,
      nodeName: pod.node.name,
      schedulerName: 'default-scheduler',
    },
    status: {
      phase: 'Running',
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: since,
      })),
      hostIP: pod.node.ip,
      podIP: pod.ip,
      startTime: since,
      containerStatuses: [
        {
          name: pod.app,
          state: { running: { startedAt: since } },
          ready: true,
          restartCount: 0,
          image: pod.image,
          containerID: `containerd://${pod.uid.replaceAll('-', '')}${pod.serviceAccountUid.replaceAll('-', '')}`,
        },
      ],
      qosClass: 'Burstable',
    },
  };
}
