// SPDX-License-Identifier: Apache-2.0
import { hosting } from '../addresses.ts';
import { minute, second } from '../clock.ts';
import { type Attack, labelled } from '../context.ts';
import { placeOf } from '../organisation.ts';
import { auditRecord, humanUser, kubectl, podUser } from '../sources/kubernetes.ts';
import { tokenRequestObject } from '../sources/kubernetes-objects.ts';

const name = 'k8s-tokenrequest-replay';
const rows = ['D1'] as const;

/** Somebody asks the API server for a workload's token, and that token then works from a hosting company. */
export const k8sTokenRequestReplay: Attack = {
  name,
  title: 'A service-account token is requested and used from outside the cluster',
  rows,
  sources: ['kubernetes.audit'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const person = random.pick(organisation.engineers);
    const pod = random.pick(organisation.cluster.pods);
    const token = `JTI=${random.guid()}`;
    const account = `/api/v1/namespaces/${pod.namespace}/serviceaccounts/${pod.serviceAccount}/token`;
    const stolen = {
      ...podUser(pod, token),
      extra: { 'authentication.kubernetes.io/credential-id': [token] },
    };
    const use = (after: number, verb: string, resource: string, name_?: string) =>
      labelled(
        auditRecord(lab, {
          time: start + after,
          verb,
          uri: `/api/v1/namespaces/${pod.namespace}/${resource}${name_ === undefined ? '?limit=500' : `/${name_}`}`,
          user: stolen,
          ip: hosting.digitalOcean,
          agent: 'curl/8.14.1',
          objectRef: {
            resource,
            namespace: pod.namespace,
            ...(name_ === undefined ? {} : { name: name_ }),
            apiVersion: 'v1',
          },
        }),
        name,
        'use',
        rows,
      );
    return [
      labelled(
        auditRecord(lab, {
          time: start,
          verb: 'create',
          uri: account,
          user: humanUser(person),
          ip: placeOf(organisation, person, start).ip,
          agent: kubectl,
          objectRef: {
            resource: 'serviceaccounts',
            namespace: pod.namespace,
            name: pod.serviceAccount,
            uid: pod.serviceAccountUid,
            apiVersion: 'v1',
            subresource: 'token',
          },
          code: 201,
          annotations: { 'authentication.kubernetes.io/issued-credential-id': token },
          ...(lab.verbose ? { response: tokenRequestObject(pod, start) } : {}),
        }),
        name,
        'issue',
        rows,
      ),
      use(4 * minute, 'list', 'secrets'),
      use(4 * minute + 20 * second, 'get', 'secrets', `${pod.app}-tls`),
      use(5 * minute, 'list', 'pods'),
    ];
  },
};
