// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';

/** Kubernetes objects in YAML or JSON: manifests, rendered charts, `kubectl get -o yaml`, lists. */
export const kubernetesManifest: InventoryReader = {
  id: 'kubernetes.manifest',
  title: 'Kubernetes objects',
  how: 'manifests, `helm template`, `kustomize build`, or `kubectl get all,sa,roles,rolebindings,clusterroles,clusterrolebindings,secrets -A -o yaml`',
  claims: (file) =>
    /\.(?:ya?ml|json)$/i.test(file.path) &&
    /^\s*"?apiVersion"?\s*:/m.test(file.head) &&
    /^\s*"?kind"?\s*:/m.test(file.head),
  *read(file, context): Iterable<Item> {
    for (const { value, index, line } of file.documents('1.1')) {
      const object = record(value);
      const kind = object.kind;
      const metadata = record(object.metadata);
      const name = text(metadata.name) ?? '';
      const namespace = text(metadata.namespace) ?? 'default';
      const where = context.where({ document: index, line });
      if (kind === 'ServiceAccount') {
        yield {
          kind: 'kubernetes.service-account',
          id: `kubernetes:service-account:${namespace}/${name}`,
          provider: 'kubernetes',
          where,
          namespace,
          name,
          annotations: {},
          ...flag('automount', object.automountServiceAccountToken),
        };
      }
      if (kind === 'Pod') {
        const spec = record(object.spec);
        yield {
          kind: 'kubernetes.workload',
          id: `kubernetes:workload:${namespace}/Pod/${name}`,
          provider: 'kubernetes',
          where,
          type: 'Pod',
          namespace,
          name,
          serviceAccount: text(spec.serviceAccountName) ?? 'default',
          podSpec: ['spec'],
          ...flag('automount', spec.automountServiceAccountToken),
        };
      }
    }
  },
};

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function flag(name: 'automount', value: unknown): { readonly automount?: boolean } {
  return typeof value === 'boolean' ? { [name]: value } : {};
}
