// SPDX-License-Identifier: Apache-2.0
import { isoFine } from '../clock.ts';
import type { Pod } from '../cluster.ts';
import { type Background, type Lab, labMark } from '../context.ts';
import type { Emission } from '../record.ts';

/** Where a pod's token lies. */
export const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';

export interface RuntimeFields {
  readonly time: number;
  readonly pod: Pod;
  readonly rule: string;
  readonly priority: 'Notice' | 'Warning' | 'Informational' | 'Error' | 'Critical';
  readonly process: string;
  readonly command: string;
  readonly parent: string;
  readonly file?: string;
  readonly remote?: readonly [ip: string, port: number];
  readonly tags: readonly string[];
}

/**
 * One Falco alert in its JSON form, fields with flat dotted names.
 *
 * @see https://falco.org/docs/concepts/outputs/formatting/
 */
export function falcoAlert(lab: Lab, fields: RuntimeFields): Emission {
  const { random } = lab;
  const { pod } = fields;
  const id = random.guid();
  const nanos = fields.time * 1_000_000 + (random.bits() % 1_000_000);
  const image = pod.image.split('@')[0] ?? pod.image;
  return {
    source: 'falco.alerts',
    time: fields.time,
    id,
    record: {
      uuid: id,
      hostname: pod.node.name,
      output: `${isoFine(fields.time, random.bits(), 6).slice(11)}: ${fields.priority} ${fields.rule} | process=${fields.process} command=${fields.command} k8s_pod_name=${pod.name} k8s_ns_name=${pod.namespace}`,
      output_fields: {
        'container.id': pod.uid.replaceAll('-', '').slice(0, 12),
        'container.image.repository': image,
        'container.image.tag': 'latest',
        'container.name': pod.app,
        'evt.time': nanos,
        'evt.type': fields.remote !== undefined ? 'connect' : fields.file === undefined ? 'execve' : 'openat',
        ...(fields.file === undefined ? {} : { 'fd.name': fields.file }),
        ...(fields.remote === undefined
          ? {}
          : {
              'fd.name': `${pod.ip}:${random.int(32768, 60999)}->${fields.remote[0]}:${fields.remote[1]}`,
              'fd.rip': fields.remote[0],
              'fd.sip': fields.remote[0],
              'fd.sport': fields.remote[1],
            }),
        'k8s.ns.name': pod.namespace,
        'k8s.pod.name': pod.name,
        'k8s.pod.uid': pod.uid,
        'k8s.sa.name': pod.serviceAccount,
        'proc.cmdline': fields.command,
        'proc.exepath': `/usr/bin/${fields.process}`,
        'proc.name': fields.process,
        'proc.pname': fields.parent,
        'user.name': 'root',
        'user.uid': 0,
      },
      priority: fields.priority,
      rule: fields.rule,
      source: 'syscall',
      tags: fields.tags,
      time: isoFine(fields.time, random.bits(), 6),
      ...labMark,
    },
  };
}

export const falco: Background = {
  source: 'falco.alerts',
  weight: 2,
  human: 0.4,
  emit: (lab, time, byHuman) => {
    const pod = lab.random.pick(lab.organisation.cluster.pods);
    if (byHuman) {
      return [
        falcoAlert(lab, {
          time,
          pod,
          rule: 'Terminal shell in container',
          priority: 'Notice',
          process: 'sh',
          command: 'sh',
          parent: 'containerd-shim',
          tags: ['T1059', 'container', 'maturity_stable', 'mitre_execution', 'shell'],
        }),
      ];
    }
    return [
      falcoAlert(lab, {
        time,
        pod,
        rule: 'Contact K8S API Server From Container',
        priority: 'Notice',
        process: pod.app.slice(0, 15),
        command: `${pod.app} --config=/etc/${pod.app}.yaml`,
        parent: 'containerd-shim',
        remote: ['10.96.0.1', 443],
        tags: ['T1565', 'container', 'k8s', 'maturity_stable', 'mitre_discovery', 'network'],
      }),
    ];
  },
};
