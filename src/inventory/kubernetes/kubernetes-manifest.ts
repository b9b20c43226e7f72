// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import { maxTextBytes } from '../inventory-file.ts';
import type { InventoryFile, InventoryReader } from '../reader.ts';
import { readObject } from './read-object.ts';

/** Charts and kustomizations that are not rendered: what stands there is no YAML yet. */
const template = /^\s*(?:[\w.-]+:\s*)?\{\{/m;

/** Kubernetes objects in YAML or JSON: manifests, rendered charts, `kubectl get -o yaml`, lists. */
export const kubernetesManifest: InventoryReader = {
  id: 'kubernetes.manifest',
  title: 'Kubernetes objects',
  how: 'manifests, `helm template`, `kustomize build`, or `kubectl get ns,sa,roles,rolebindings,clusterroles,clusterrolebindings,pods,deploy,ds,sts,jobs,cronjobs,netpol,nodes,csr,cm -A -o json`',
  claims: ({ path, head }) =>
    /\.(?:ya?ml|json|manifest)$/i.test(path) &&
    ((/^\s*\{/.test(head)
      ? /"apiVersion"\s*:\s*"/.test(head) && /"kind"\s*:\s*"/.test(head)
      : /^["']?apiVersion["']?\s*:/m.test(head) && /^["']?kind["']?\s*:/m.test(head)) ||
      /^\s*\{\s*"kubeletconfig"\s*:/.test(head)) &&
    !/"?apiVersion"?\s*:\s*"?audit\.k8s\.io\//.test(head) &&
    !(/(?:^|\/)templates\//.test(path) && template.test(head)),
  async *read(file, context): AsyncIterable<Item> {
    for await (const { value, document, line } of documents(file)) {
      yield* readObject(value, context.where({ document, line }), context.collected);
    }
  },
};

interface Document {
  readonly value: unknown;
  readonly document: number;
  readonly line: number;
}

/** JSON is read as JSON, which is faster; what is not JSON after all, as YAML. Large exports come record by record. */
async function* documents(file: InventoryFile): AsyncIterable<Document> {
  if (/^\s*\{/.test(file.head)) {
    if (file.size > maxTextBytes) {
      let document = 0;
      for await (const { value, line } of file.records()) yield { value, document: document++, line };
      return;
    }
    const value = json(file.text());
    if (value !== undefined) {
      yield { value, document: 0, line: 1 };
      return;
    }
  }
  for (const { value, index, line } of file.documents('1.1')) yield { value, document: index, line };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // several documents in one file, or YAML that begins with a brace: the other reader says what is wrong
  }
}
