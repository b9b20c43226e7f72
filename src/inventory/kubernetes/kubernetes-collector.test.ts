// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runCollector } from '../collect/run-collector.ts';
import { environment, request } from '../collect/testing/collecting.ts';
import { type Reply, type ScriptedServer, startServer } from '../collect/testing/scripted-server.ts';
import { readInventory } from '../read-inventory.ts';
import { collectorRole, kubernetesCollector } from './kubernetes-collector.ts';

let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const uid = '00000000-0000-4000-8000-000000000001';
const meta = (name: string, namespace?: string) => ({ name, uid, ...(namespace === undefined ? {} : { namespace }) });
const list = (kind: string, items: readonly object[], go = '') => ({
  kind,
  apiVersion: 'v1',
  metadata: { resourceVersion: '1', continue: go },
  items,
});

function api(path: string): Reply | undefined {
  const [plain = '', query = ''] = path.split('?');
  if (plain === '/api/v1/serviceaccounts') {
    return query.includes('continue=more')
      ? { body: list('ServiceAccountList', [{ metadata: meta('cart', 'shop') }]) }
      : { body: list('ServiceAccountList', [{ metadata: meta('default', 'shop') }], 'more') };
  }
  if (plain === '/api/v1/secrets') {
    const tokens = [
      {
        kind: 'PartialObjectMetadata',
        metadata: { ...meta('t', 'shop'), annotations: { 'kubernetes.io/service-account.name': 'cart' } },
      },
    ];
    const rest = [...tokens, { kind: 'PartialObjectMetadata', metadata: meta('db', 'shop') }];
    return { body: list('PartialObjectMetadataList', query.includes('service-account-token') ? tokens : rest) };
  }
  if (plain === '/apis/apps/v1/deployments') {
    const env = [{ name: 'DB_PASSWORD', value: 'correct-horse-battery' }];
    const spec = { template: { spec: { serviceAccountName: 'cart', containers: [{ name: 'main', env }] } } };
    return { body: list('DeploymentList', [{ metadata: meta('cart', 'shop'), spec }]) };
  }
  if (plain.startsWith('/api/v1/namespaces/kube-system/configmaps/')) return undefined;
  return { body: list('NothingList', []) };
}

describe('the collector of Kubernetes', () => {
  it('lists in pages, asks secrets for their names only, and keeps no value of a variable', async () => {
    server = await startServer(api);
    const result = await runCollector(
      request(server.origin, {
        collector: { ...kubernetesCollector, authenticate: async () => ({}), tls: async () => undefined },
        environment,
      }),
    );
    expect(result.failed).toEqual([]);
    const text = readFileSync(result.file, 'utf8');
    expect(text).not.toContain('correct-horse');
    const { inventory, problems } = await readInventory([result.file]);
    expect(problems).toEqual([]);
    expect(inventory.of('kubernetes.service-account').map((it) => it.id)).toEqual([
      'kubernetes:service-account:shop/default',
      'kubernetes:service-account:shop/cart',
    ]);
    expect(inventory.of('kubernetes.secret').map((it) => [it.name, it.type, it.serviceAccount])).toEqual([
      ['t', 'kubernetes.io/service-account-token', 'cart'],
      ['db', 'other', undefined],
    ]);
    expect(inventory.of('kubernetes.workload').map((it) => [it.type, it.live, it.valuesHidden])).toEqual([
      ['Deployment', true, true],
    ]);
    // Empty lists were collected, too; config maps that are not there are none.
    for (const kind of ['kubernetes.role', 'kubernetes.csr', 'kubernetes.node', 'kubernetes.cloud-mapping'] as const) {
      expect([kind, inventory.collected(kind)]).toEqual([kind, 'complete']);
    }
  });

  it('asks for no value of a secret', () => {
    const secrets = kubernetesCollector.calls({}).filter((it) => it.path.includes('secrets'));
    expect(secrets.every((it) => it.headers?.accept?.includes('PartialObjectMetadataList'))).toBe(true);
  });

  it('prints a role that covers all its calls', () => {
    const documents = parseAllDocuments(collectorRole).map((it) => it.toJS());
    expect(documents.map((it) => [it.kind, it.metadata.name])).toEqual([
      ['ClusterRole', 'tokenward-collector'],
      ['Role', 'tokenward-collector'],
    ]);
    const listed = documents[0].rules.flatMap((rule: { apiGroups: string[]; resources: string[] }) =>
      rule.resources.map((resource) => `list ${resource}${rule.apiGroups[0] === '' ? '' : `.${rule.apiGroups[0]}`}`),
    );
    const needed = kubernetesCollector
      .calls({})
      .map((it) => it.permission)
      .filter((it) => it.startsWith('list '));
    expect(needed.filter((it) => !listed.includes(it))).toEqual([]);
  });
});
