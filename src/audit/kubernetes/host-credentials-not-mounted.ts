// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { workloadSubject, workloadText, writtenWorkloads } from './workloads.ts';

export const hostCredentialsNotMounted = defineCheck({
  id: 'kubernetes-host-credentials-not-mounted',
  area: 'kubernetes',
  title: 'Pods see no credentials of their node',
  weakness: 'Pod sees a folder of its node in which credentials lie',
  severity: 'high',
  rows: ['A4'],
  why: 'Below these folders lie the tokens of all pods of the node, the key of its kubelet, or the credentials of cloud tools. A pod that sees them is as good as all the others on the node.',
  remediation: [
    'Take the hostPath volume out, or narrow it to the one folder that is needed, read-only.',
    'Enforce the pod security standard `baseline` in the namespace: `kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline`.',
  ],
  mappings: { mitigations: ['M1047', 'M1048'], peers: { kubescape: ['C-0020'] } },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: {
    systemNamespaces: systemNamespacesSetting,
    folders: {
      default: [
        '/etc/kubernetes',
        '/var/lib/kubelet',
        '/var/run/secrets',
        '/run/secrets',
        '/var/lib/etcd',
        '/var/lib/rancher',
        '/root',
        '/home',
        '/etc/shadow',
        '/etc/ssh',
        '/var/run/docker.sock',
        '/run/docker.sock',
        '/run/containerd',
        '/var/run/containerd',
        '/var/run/crio',
        '/run/crio',
        '/var/lib/docker',
        '/var/lib/containerd',
        '/etc/waagent',
        '/var/lib/waagent',
      ],
      description: 'folders and files of a node in which credentials lie, or that give power over all its containers',
    },
    harmless: {
      default: [
        '/var/lib/kubelet/device-plugins',
        '/var/lib/kubelet/plugins',
        '/var/lib/kubelet/plugins_registry',
        '/var/lib/kubelet/pod-resources',
      ],
      description: 'folders below those that drivers need and that hold no credentials',
    },
  },
  *judge(inventory, context) {
    const folders = context.settings.list('folders');
    const harmless = context.settings.list('harmless');
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const found = workload.volumes.flatMap((it) => {
        if (it.type !== 'host-path') return [];
        const path = normal(it.hostPath);
        if (harmless.some((folder) => within(path, folder))) return [];
        const seen = folders.find((folder) => within(path, folder) || within(folder, path));
        return seen === undefined ? [] : [{ ...it, seen }];
      });
      const [first] = found;
      if (first === undefined) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The ${workloadText(workload)} sees ${first.hostPath} of its node, and with it ${first.seen}.`,
        severity: found.some((it) => within(it.seen, normal(it.hostPath)) || it.seen.endsWith('.sock'))
          ? 'critical'
          : 'high',
        evidence: found.map((it) => ({ where: workload.where, path: it.path, note: `hostPath ${it.hostPath}` })),
      };
    }
  },
});

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function within(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
