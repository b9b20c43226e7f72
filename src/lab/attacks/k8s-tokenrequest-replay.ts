// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { auditRecord, humanUser, kubectl, podUser } from '../sources/kubernetes.ts';
import { tokenRequestObject } from '../sources/kubernetes-objects.ts';
import { attackers, storyOf } from './story.ts';

const name = 'k8s-tokenrequest-replay';
const rows = ['D1'] as const;
const step = storyOf(name, rows);

/** Somebody asks the API server for a workload's token, and that token then works from a hosting company. */
export const k8sTokenRequestReplay: Attack = {
  name,
  title: 'A service-account token is requested and used from outside the cluster',
  rows,
  sources: ['kubernetes.audit'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const person = victim(lab, start, organisation.engineers);
    const pod = random.pick(organisation.cluster.pods);
    const token = `JTI=${random.guid()}`;
    const stolen = {
      ...podUser(pod, token),
      extra: { 'authentication.kubernetes.io/credential-id': [token] },
    };
    const use = (after: number, verb: string, resource: string, object?: string): Emission =>
      auditRecord(lab, {
        time: start + after,
        verb,
        uri: `/api/v1/namespaces/${pod.namespace}/${resource}${object === undefined ? '?limit=500' : `/${object}`}`,
        user: stolen,
        ip: attackers.digitalOceanLondon.ip,
        agent: 'curl/8.14.1',
        objectRef: {
          resource,
          namespace: pod.namespace,
          ...(object === undefined ? {} : { name: object }),
          apiVersion: 'v1',
        },
      });
    return [
      ...step(
        'issue',
        auditRecord(lab, {
          time: start,
          verb: 'create',
          uri: `/api/v1/namespaces/${pod.namespace}/serviceaccounts/${pod.serviceAccount}/token`,
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
      ),
      ...step(
        'use',
        use(4 * minute, 'list', 'secrets'),
        use(4 * minute + 20 * second, 'get', 'secrets', `${pod.app}-tls`),
        use(5 * minute, 'list', 'pods'),
      ),
    ];
  },
};
