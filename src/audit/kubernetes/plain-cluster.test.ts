// SPDX-License-Identifier: Apache-2.0
// A cluster as kubeadm and EKS make it, with nothing in it yet: checks on rights and workloads have nothing to say. What
// looks like its parts and is none of them is found.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../enrich/knowledge.ts';
import { readInventory } from '../../inventory/read-inventory.ts';
import { runChecks } from '../run-checks.ts';
import { kubernetesChecks } from './kubernetes-checks.ts';

const uid = '00000000-0000-4000-8000-000000000001';
const group = 'rbac.authorization.k8s.io';

type Rule = readonly [groups: string, resources: string, verbs: string];

const clusterRole = (name: string, ...rules: readonly Rule[]): object => ({
  apiVersion: `${group}/v1`,
  kind: 'ClusterRole',
  metadata: { name, uid },
  rules: rules.map(([groups, resources, verbs]) => ({
    apiGroups: groups.split(' '),
    resources: resources.split(' '),
    verbs: verbs.split(' '),
  })),
});

function bind(role: string, ...subjects: readonly string[]): object {
  return {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${role} ${subjects[0]}`, uid },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
    subjects: subjects.map((it) => {
      const [kind = '', name = ''] = it.split(' ');
      const [namespace, account] = name.split('/');
      return kind === 'ServiceAccount' ? { kind, namespace, name: account } : { apiGroup: group, kind, name };
    }),
  };
}

const controller = (name: string, ...rules: readonly Rule[]): readonly object[] => [
  clusterRole(`system:controller:${name}`, ...rules),
  bind(`system:controller:${name}`, `ServiceAccount kube-system/${name}`),
];

const workload = (name: string, more: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace: 'kube-system', uid },
  spec: { template: { spec: { serviceAccountName: name, containers: [{ name, image: name }], ...more } } },
});

const account = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'kube-system', uid },
});

const plain: readonly object[] = [
  clusterRole('cluster-admin', ['*', '*', '*']),
  bind('cluster-admin', 'Group system:masters'),
  bind('cluster-admin', 'Group kubeadm:cluster-admins'),
  bind('system:public-info-viewer', 'Group system:authenticated', 'Group system:unauthenticated'),
  bind('system:basic-user', 'Group system:authenticated'),
  bind('system:discovery', 'Group system:authenticated'),
  bind('system:service-account-issuer-discovery', 'Group system:serviceaccounts'),
  bind('system:monitoring', 'Group system:monitoring'),
  bind('system:node-proxier', 'User system:kube-proxy', 'ServiceAccount kube-system/kube-proxy'),
  clusterRole(
    'system:kube-controller-manager',
    [' ', 'secrets serviceaccounts', 'create get update'],
    ['*', '*', 'list watch'],
    ['', 'serviceaccounts/token', 'create'],
  ),
  bind('system:kube-controller-manager', 'User system:kube-controller-manager'),
  clusterRole('system:kube-scheduler', ['', 'pods/status', 'patch update'], ['', 'pods', 'delete get list watch']),
  bind('system:kube-scheduler', 'User system:kube-scheduler'),
  bind('system:node-bootstrapper', 'Group system:bootstrappers:kubeadm:default-node-token'),
  bind('system:certificates.k8s.io:certificatesigningrequests:selfnodeclient', 'Group system:nodes'),
  clusterRole('system:coredns', ['', 'endpoints services pods namespaces', 'list watch']),
  bind('system:coredns', 'ServiceAccount kube-system/coredns'),
  ...controller('generic-garbage-collector', ['*', '*', 'get list watch patch update delete']),
  ...controller('clusterrole-aggregation-controller', [group, 'clusterroles', 'escalate get list watch update patch']),
  ...controller('daemon-set-controller', ['', 'pods', 'list watch create delete patch']),
  ...controller('namespace-controller', ['*', '*', 'get list delete deletecollection']),
  ...controller('persistent-volume-binder', ['', 'persistentvolumes', 'create get'], ['', 'secrets', 'get']),
  // EKS
  clusterRole('eks:addon-manager', ['*', '*', '*']),
  bind('eks:addon-manager', 'User eks:addon-manager'),
  clusterRole('aws-node', ['', 'pods', 'list watch get patch'], ['', 'nodes', 'list watch get update']),
  bind('aws-node', 'ServiceAccount kube-system/aws-node'),
  account('kube-proxy'),
  account('aws-node'),
  account('coredns'),
  account('default'),
  workload('kube-proxy', { hostNetwork: true }),
  workload('aws-node', { hostNetwork: true, volumes: [{ name: 'h', hostPath: { path: '/var/lib/kubelet' } }] }),
];

async function weaknesses(objects: readonly object[]): Promise<readonly string[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-plain-'));
  writeFileSync(join(cwd, 'export.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const { inventory, problems } = await readInventory(['.'], { cwd });
  expect(problems).toEqual([]);
  const options = { now: Date.parse('2026-06-01T00:00:00Z'), knowledge: createKnowledge() };
  return runChecks(kubernetesChecks, inventory, options).weaknesses.map((it) => `${it.check.id} ${it.subject.id}`);
}

describe('a plain cluster', () => {
  it('has no weakness by its own parts', async () => {
    expect(await weaknesses(plain)).toEqual([]);
  });

  it.each([
    [
      'an account named almost like a controller',
      bind('system:controller:generic-garbage-collector', 'ServiceAccount kube-system/generic-garbage-colector'),
    ],
    [
      'a controller with the role of another',
      bind('system:controller:clusterrole-aggregation-controller', 'ServiceAccount kube-system/cronjob-controller'),
    ],
    [
      'a controller of the same name in another namespace',
      bind('system:controller:daemon-set-controller', 'ServiceAccount shop/daemon-set-controller'),
    ],
    ['nodes that are given more', bind('cluster-admin', 'Group system:nodes')],
    ['a part of the cluster that is given more', bind('cluster-admin', 'ServiceAccount kube-system/coredns')],
    ['a user named almost like one of the provider', bind('eks:addon-manager', 'User eks-addon-manager')],
  ])('%s is found', async (_, added) => {
    expect(await weaknesses([...plain, added])).not.toEqual([]);
  });
});
