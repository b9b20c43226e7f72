// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { isoFine } from '../clock.ts';
import type { Pod } from '../cluster.ts';
import { contentId } from '../content-id.ts';
import { type Background, type Lab, labMark } from '../context.ts';
import type { Emission } from '../record.ts';
import { tokenFile } from './falco.ts';

/**
 * One Tetragon event: a process start, or a kprobe on a file or a socket.
 *
 * @see https://tetragon.io/docs/concepts/events/
 */
export function tetragonEvent(
  lab: Lab,
  fields: {
    readonly time: number;
    readonly pod: Pod;
    readonly binary: string;
    readonly arguments: string;
    readonly parent: string;
    readonly probe?: { readonly policy: string; readonly function: string; readonly args: readonly unknown[] };
  },
): Emission {
  const { random } = lab;
  const { pod } = fields;
  const at = isoFine(fields.time, random.bits(), 6);
  const pid = random.int(1000, 4_000_000);
  const execId = Buffer.from(`${pod.node.name}:${fields.time}${pid}:${pid}`).toString('base64');
  const container = {
    id: `containerd://${pod.uid.replaceAll('-', '')}`,
    name: pod.app,
    image: { id: pod.image, name: pod.image.split('@')[0] },
    start_time: isoFine(lab.organisation.start, 0, 6),
    pid: 21,
  };
  const process = (
    binary: string,
    args: string,
    id: string,
    number: number,
    withContainer: boolean,
  ): Readonly<Record<string, unknown>> => ({
    exec_id: id,
    pid: number,
    uid: 0,
    cwd: '/',
    binary,
    arguments: args,
    flags: 'execve rootcwd clone',
    start_time: at,
    auid: 4294967295,
    pod: {
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      ...(withContainer ? { container } : {}),
      pod_labels: { app: pod.app },
      workload: pod.app,
      workload_kind: 'Deployment',
    },
    docker: pod.uid.replaceAll('-', '').slice(0, 15),
  });
  const body = {
    process: process(fields.binary, fields.arguments, execId, pid, true),
    parent: process(fields.parent, '', Buffer.from(`${pod.node.name}:1:${pod.uid}`).toString('base64'), 1, lab.verbose),
  };
  const record = {
    ...(fields.probe === undefined
      ? { process_exec: body }
      : {
          process_kprobe: {
            ...body,
            function_name: fields.probe.function,
            args: fields.probe.args,
            action: 'KPROBE_ACTION_POST',
            policy_name: fields.probe.policy,
            return_action: 'KPROBE_ACTION_POST',
          },
        }),
    node_name: pod.node.name,
    time: at,
    cluster_name: 'example-prod',
    ...labMark,
  };
  return { source: 'tetragon.events', time: fields.time, id: contentId(record), record };
}

/** The workload itself reads its token, as client libraries do every minute or so. */
function ownBinary(pod: Pod): string {
  return pod.app === 'report-worker' ? '/usr/local/bin/python3.13' : `/app/${pod.app}`;
}

export const tetragon: Background = {
  source: 'tetragon.events',
  weight: 3,
  human: 0.15,
  emit: (lab, time, byHuman) => {
    const pod = lab.random.pick(lab.organisation.cluster.pods);
    if (byHuman) {
      return [
        tetragonEvent(lab, {
          time,
          pod,
          binary: lab.random.pick(['/bin/sh', '/bin/ls', '/usr/bin/env']),
          arguments: '',
          parent: '/usr/bin/containerd-shim-runc-v2',
        }),
      ];
    }
    return [
      tetragonEvent(lab, {
        time,
        pod,
        binary: ownBinary(pod),
        arguments: `--config=/etc/${pod.app}.yaml`,
        parent: '/usr/bin/containerd-shim-runc-v2',
        probe: {
          policy: 'token-files',
          function: 'security_file_permission',
          args: [{ file_arg: { path: tokenFile, permission: '-rw-r--r--' } }, { int_arg: 4 }],
        },
      }),
    ];
  },
};
