// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { falcoAlert, tokenFile } from '../sources/falco.ts';
import { auditRecord, execFields, humanUser, kubectl, podUser } from '../sources/kubernetes.ts';
import { tetragonEvent } from '../sources/tetragon.ts';
import { attackers, storyOf } from './story.ts';

const name = 'k8s-exec-token-theft';
const rows = ['D1'] as const;
const step = storyOf(name, rows);

/** A token is printed through `kubectl exec` and then used with curl from a hosting company. */
export const k8sExecTokenTheft: Attack = {
  name,
  title: "A pod's token is read through exec and used from outside the cluster",
  rows,
  sources: ['kubernetes.audit', 'falco.alerts', 'tetragon.events'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const person = victim(lab, start, organisation.engineers);
    const pod = random.pick(organisation.cluster.pods);
    const seen = start + second;
    const use = (after: number, verb: string, resource: string, code: number): Emission =>
      auditRecord(lab, {
        time: start + after,
        verb,
        uri: `/api/v1/namespaces/${pod.namespace}/${resource}`,
        user: podUser(pod),
        ip: attackers.ovh.ip,
        agent: 'curl/7.88.1',
        objectRef: { resource, namespace: pod.namespace, apiVersion: 'v1' },
        code,
        ...(code === 403
          ? { reason: `${resource} is forbidden: User cannot ${verb} resource "${resource}" in API group ""` }
          : {}),
      });
    return [
      ...step(
        'read',
        auditRecord(
          lab,
          execFields(
            { time: start, user: humanUser(person), ip: placeOf(organisation, person, start).ip, agent: kubectl },
            pod,
            ['cat', tokenFile],
          ),
        ),
        falcoAlert(lab, {
          time: seen,
          pod,
          rule: 'Read sensitive file untrusted',
          priority: 'Warning',
          process: 'cat',
          command: `cat ${tokenFile}`,
          parent: 'runc',
          file: tokenFile,
          tags: ['T1555', 'container', 'filesystem', 'maturity_stable', 'mitre_credential_access'],
        }),
        tetragonEvent(lab, {
          time: seen,
          pod,
          binary: '/usr/bin/cat',
          arguments: tokenFile,
          parent: '/usr/bin/runc',
          probe: {
            policy: 'token-files',
            function: 'security_file_permission',
            args: [{ file_arg: { path: tokenFile, permission: '-rw-r--r--' } }, { int_arg: 4 }],
          },
        }),
      ),
      ...step(
        'use',
        use(7 * minute, 'list', 'secrets', 200),
        use(7 * minute + 15 * second, 'list', 'pods', 200),
        use(8 * minute, 'list', 'configmaps', 200),
        use(9 * minute, 'create', 'pods', 403),
      ),
    ];
  },
};
