// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPart } from '../document-parts.ts';
import { maxTextBytes } from '../inventory-file.ts';
import type { InventoryFile, InventoryReader } from '../reader.ts';
import { notAll, readElement, readObject } from './read-object.ts';

/** Charts and kustomizations that are not rendered: what stands there is no YAML yet. */
const template = /^\s*(?:[\w.-]+:\s*)?\{\{/m;

/** Kubernetes objects in YAML or JSON: manifests, rendered charts, `kubectl get -o yaml`, lists. */
export const kubernetesManifest: InventoryReader = {
  id: 'kubernetes.manifest',
  title: 'Kubernetes objects',
  how: 'manifests, `helm template`, `kustomize build`, or `kubectl get ns,sa,roles,rolebindings,clusterroles,clusterrolebindings,pods,deploy,ds,sts,jobs,cronjobs,netpol,nodes,csr,cm,validatingadmissionpolicies,validatingadmissionpolicybindings -A -o json`; policies of Kyverno and constraints of Gatekeeper, too',
  claims: ({ path, head }) =>
    /\.(?:ya?ml|json|manifest)$/i.test(path) &&
    ((/^\s*\{(?!\{)/.test(head)
      ? /"apiVersion"\s*:\s*"/.test(head) && /"kind"\s*:\s*"/.test(head)
      : // A list states its kind behind its items, which may be far away.
        /^["']?apiVersion["']?\s*:/m.test(head) && /^["']?(?:kind["']?\s*:|items["']?\s*:\s*$)/m.test(head)) ||
      /^\s*\{\s*"kubeletconfig"\s*:/.test(head)) &&
    !/"?apiVersion"?\s*:\s*"?audit\.k8s\.io\//.test(head) &&
    !(/(?:^|\/)templates\//.test(path) && template.test(head)),
  async *read(file, context): AsyncIterable<Item> {
    for await (const { value, index, line, element, broken } of documents(file)) {
      const where = context.where({ document: index, line });
      if (broken === true) notAll(context.collected);
      else if (element === undefined) yield* readObject(value, where, context.collected);
      else yield* readElement(value, element.list, element.index, where, context.collected);
    }
  },
};

/** JSON is read as JSON, which is faster; what is not JSON after all, as YAML. Large exports come in parts. */
async function* documents(file: InventoryFile): AsyncIterable<DocumentPart> {
  const value = /^\s*\{/.test(file.head) && file.size <= maxTextBytes ? json(file.text()) : undefined;
  if (value === undefined) yield* file.parts('1.1');
  else yield { value, index: 0, line: 1 };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // several documents in one file, or YAML that begins with a brace: the other reader says what is wrong
  }
}
