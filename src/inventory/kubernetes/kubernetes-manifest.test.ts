// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { readInventory } from '../read-inventory.ts';

async function read(files: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-kubernetes-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  const result = await readInventory(['.'], { cwd });
  for (const item of result.inventory.all()) {
    const parsed = itemSchema.safeParse(item);
    expect(parsed.success ? '' : `${item.kind} ${item.id}: ${parsed.error.message}`).toBe('');
  }
  return result;
}

const template = { spec: { serviceAccountName: 'cart', containers: [{ name: 'main', image: 'main' }] } };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { template },
};
const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'cart', namespace: 'shop', uid: 'x' } };

describe('manifests', () => {
  it('reads every kind that makes pods, whichever', async () => {
    const kinds = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController', 'Rollout'];
    const documents: object[] = kinds.map((kind) => ({ ...deployment, kind }));
    documents.push(
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cart' }, spec: template.spec },
      { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'cart' }, template },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'cart' },
        spec: { jobTemplate: { spec: { template } } },
      },
      { apiVersion: 'example.com/v1', kind: 'Other', metadata: { name: 'cart' }, spec: { template: { spec: {} } } },
    );
    const { inventory } = await read({ 'a.yml': documents.map((it) => JSON.stringify(it)).join('\n---\n') });
    expect(
      inventory.of('kubernetes.workload').map((it) => [it.type, it.namespace, it.serviceAccount, it.podSpec.join('.')]),
    ).toEqual([
      ...kinds.map((kind) => [kind, 'shop', 'cart', 'spec.template.spec']),
      ['Pod', 'default', 'cart', 'spec'],
      ['PodTemplate', 'default', 'cart', 'template.spec'],
      ['CronJob', 'default', 'cart', 'spec.jobTemplate.spec.template.spec'],
    ]);
  });

  it('reads lists of both forms, and counts what comes twice once', async () => {
    const { inventory, byReader } = await read({
      'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [deployment, account] }),
      'b.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'ServiceAccountList',
        items: [{ metadata: account.metadata }, { metadata: { name: 'other', namespace: 'shop' } }],
      }),
      'c.yml': `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: cart, namespace: shop }\n`,
    });
    expect(byReader).toEqual({ 'kubernetes.manifest': 3 });
    expect(inventory.of('kubernetes.service-account').map((it) => [it.name, it.live, it.where.path])).toEqual([
      ['cart', true, ['items', 1]],
      ['other', undefined, ['items', 1]],
    ]);
    expect(inventory.of('kubernetes.workload').map((it) => it.podSpec.join('.'))).toEqual([
      'items.0.spec.template.spec',
    ]);
  });

  it('keeps an empty list as collected, and a cut one as partial', async () => {
    const { inventory } = await read({
      'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'SecretList', items: [] }),
      'b.json': JSON.stringify({ apiVersion: 'v1', kind: 'NodeList', metadata: { continue: 'x' }, items: [] }),
    });
    expect([
      inventory.collected('kubernetes.secret'),
      inventory.collected('kubernetes.node'),
      inventory.collected('kubernetes.role'),
    ]).toEqual(['complete', 'partial', 'none']);
  });

  it('keeps nothing of what a secret holds', async () => {
    const { inventory } = await read({
      'a.yml': `apiVersion: v1\nkind: Secret\nmetadata: { name: db, annotations: { note: hunter2hunter2 } }\ndata: { password: aHVudGVyMmh1bnRlcjI= }\nstringData: { user: hunter2hunter2 }\n`,
      'b.yml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { api-key: hunter2hunter2 }\n`,
    });
    expect(JSON.stringify([...inventory.all()])).not.toMatch(/hunter2|aHVudGVy/);
    expect(inventory.of('kubernetes.secret')[0]).toMatchObject({
      name: 'db',
      type: 'Opaque',
      keys: ['password', 'user'],
    });
    expect(inventory.of('kubernetes.config-map')[0]?.credentials).toEqual([
      { key: 'api-key', looksLike: 'credential by its name', path: ['data', 'api-key'] },
    ]);
  });

  it('merges keys and reads booleans as Kubernetes does', async () => {
    const { inventory } = await read({
      'a.yml': `apiVersion: v1\nkind: ServiceAccount\nmetadata: &m { name: a, namespace: shop }\nautomountServiceAccountToken: off\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { <<: { namespace: data }, name: b }\nautomountServiceAccountToken: "false"\n`,
    });
    // A text is no boolean: the API server refuses it, so nothing is known from it.
    expect(inventory.of('kubernetes.service-account').map((it) => [it.id, it.automount])).toEqual([
      ['kubernetes:service-account:shop/a', false],
      ['kubernetes:service-account:data/b', undefined],
    ]);
  });

  it('passes over charts that are not rendered, and what is not of a cluster', async () => {
    const { byReader, problems } = await read({
      'chart/templates/a.yaml': `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\n{{- end }}\n`,
      'tsconfig.json': '{ "compilerOptions": {} }',
      'compose.yml': 'services: {}\n',
    });
    expect([byReader, problems]).toEqual([{}, []]);
  });

  it('is not led astray by hostile objects', async () => {
    const { inventory, problems } = await read({
      'a.json':
        '{"apiVersion":"v1","kind":"List","items":[null,5,"x",[],{"kind":7},{"kind":"Role","metadata":5,"rules":[{"verbs":{"0":"get"}},null]},{"kind":"ClusterRole","metadata":{"name":"__proto__","labels":{"__proto__":"x"}},"aggregationRule":7},{"kind":"ClusterRoleBinding","metadata":{"name":"constructor"},"roleRef":{"kind":"ClusterRole","name":"constructor"},"subjects":[{"kind":"User","name":"toString"},{"kind":"Group"},null]},{"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[null,{"env":[5,{"name":{}}]}],"volumes":{"a":1}}}]}',
    });
    expect(problems).toEqual([]);
    expect(inventory.of('kubernetes.workload').map((it) => it.name)).toEqual(['p']);
    expect(inventory.of('kubernetes.role')).toHaveLength(2);
    expect(inventory.of('kubernetes.power').map((it) => it.power)).toEqual(['unknown-role']);
  });

  it('reads settings of the cluster wherever they stand', async () => {
    const { inventory } = await read({
      'cm.yml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kubeadm-config, namespace: kube-system }\ndata:\n  ClusterConfiguration: |\n    apiVersion: kubeadm.k8s.io/v1beta3\n    kind: ClusterConfiguration\n    clusterName: prod\n    apiServer: { extraArgs: { anonymous-auth: "false" } }\n`,
      'configz.json': '{"kubeletconfig":{"authentication":{"anonymous":{"enabled":true}},"readOnlyPort":10255}}',
    });
    expect(
      inventory
        .of('kubernetes.component')
        .map((it) => [it.type, it.name, it.flags['anonymous-auth'], it.flags['read-only-port']]),
    ).toEqual([
      ['kube-apiserver', 'prod', 'false', undefined],
      ['kube-controller-manager', 'prod', undefined, undefined],
      ['kubelet', 'configz.json', 'true', '10255'],
    ]);
  });
});

describe('aws-auth', () => {
  const group = 'rbac.authorization.k8s.io';
  const roles = [
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'settings' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['update'] }],
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'settings' },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'settings' },
      subjects: [{ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }],
    },
    account,
  ];
  const node = (providerID: string): object => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'worker-1' },
    spec: { providerID },
  });
  const files = (providerID: string): Readonly<Record<string, string>> => ({
    'cluster.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...roles, node(providerID)] }),
  });

  it.each([
    ['aws:///eu-central-1a/i-0123456789abcdef0', 1],
    ['gce://example-shop/europe-west3-a/worker-1', 0],
  ])('leads to the cluster on EKS only: %s', async (providerID, hops) => {
    const { inventory } = await read(files(providerID));
    expect(inventory.of('relation').filter((it) => it.to === 'kubernetes:cluster')).toHaveLength(hops);
  });
});
