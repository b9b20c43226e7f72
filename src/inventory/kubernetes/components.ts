// SPDX-License-Identifier: Apache-2.0
// Settings of the control plane and of kubelets, from static pods, kubeadm and configuration files, under the names of the
// command-line flags that they stand for.
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesComponent } from '../../model/inventory/kubernetes.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, fields, list, text, texts } from '../values.ts';
import { fileLabel, type KubernetesObject } from './read-place.ts';
import { podSpecPath } from './workload.ts';

type ComponentType = KubernetesComponent['type'];

interface Word {
  readonly word: string;
  readonly path: DocumentPath;
}

interface Settings {
  readonly flags: Map<string, string>;
  readonly paths: Map<string, DocumentPath>;
}

function component(it: KubernetesObject, type: ComponentType, name: string, path: DocumentPath, found: Settings): Item {
  return {
    kind: 'kubernetes.component',
    id: `kubernetes:component:${type}/${name}`,
    provider: 'kubernetes',
    where: it.where,
    type,
    name,
    flags: Object.fromEntries(found.flags),
    paths: Object.fromEntries(found.paths),
    complete: true,
    at: path,
  };
}

function componentOf(command: string | undefined): ComponentType | undefined {
  const name = command?.split('/').at(-1);
  return name === 'kube-apiserver' || name === 'kube-controller-manager' || name === 'kubelet' ? name : undefined;
}

/** The flags of a static pod (or any pod) that runs a part of the control plane. */
export function* readComponents(it: KubernetesObject): Iterable<Item> {
  const way = podSpecPath(it.object, it.kind);
  if (way === undefined) return;
  for (const [index, value] of list(at(below(it.object, ...way.map(String)), 'containers')).entries()) {
    const container = fields(value);
    const path: DocumentPath = [...it.path, ...way, 'containers', index];
    const command = texts(at(container, 'command')).map(
      (word, place): Word => ({ word, path: [...path, 'command', place] }),
    );
    const args = texts(at(container, 'args')).map((word, place): Word => ({ word, path: [...path, 'args', place] }));
    // `sh -c "exec kube-apiserver --flag=value"` is one word with several inside.
    const words = [...command, ...args].flatMap(({ word, path: place }) =>
      word
        .split(/\s+/, 500)
        .filter((part) => part !== '')
        .map((part) => ({ word: part, path: place })),
    );
    const start = words.findIndex(({ word }) => componentOf(word) !== undefined);
    const type = componentOf(words[start]?.word);
    if (type === undefined) continue;
    const place = command.length > 0 ? [...path, 'command'] : [...path, 'args'];
    // Manifests of several control-plane nodes have the same name; their files tell them apart.
    const name = it.live.live !== true && it.name === type ? fileLabel(it.where.file) : it.name;
    yield component(it, type, name, place, readFlags(words.slice(start + 1)));
  }
}

function readFlags(words: readonly Word[]): Settings {
  const flags = new Map<string, string>();
  const paths = new Map<string, DocumentPath>();
  for (const [index, { word, path }] of words.entries()) {
    const match = /^--?([a-z][a-zA-Z0-9-]*)(?:=([\s\S]*))?$/.exec(word);
    if (match === null) continue;
    const [, name = '', written] = match;
    const next = words[index + 1]?.word;
    flags.set(name, unquoted(written ?? (next === undefined || next.startsWith('-') ? 'true' : next)));
    paths.set(name, path);
  }
  return { flags, paths };
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/, '$2');
}

/** What kubeadm writes into the static pods if it is told nothing else. Files are where it puts them. */
const kubeadm: Readonly<Record<'kube-apiserver' | 'kube-controller-manager', readonly (readonly [string, string])[]>> =
  {
    'kube-apiserver': [
      ['authorization-mode', 'Node,RBAC'],
      ['client-ca-file', '/etc/kubernetes/pki/ca.crt'],
      ['enable-admission-plugins', 'NodeRestriction'],
      ['enable-bootstrap-token-auth', 'true'],
      ['service-account-issuer', 'https://kubernetes.default.svc.cluster.local'],
      ['service-account-key-file', '/etc/kubernetes/pki/sa.pub'],
      ['service-account-signing-key-file', '/etc/kubernetes/pki/sa.key'],
    ],
    'kube-controller-manager': [
      ['use-service-account-credentials', 'true'],
      ['service-account-private-key-file', '/etc/kubernetes/pki/sa.key'],
      ['root-ca-file', '/etc/kubernetes/pki/ca.crt'],
    ],
  };

/**
 * A kubeadm ClusterConfiguration: `extraArgs` is a map up to v1beta3 and a list of name and value since v1beta4.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export function* readClusterConfiguration(it: KubernetesObject): Iterable<Item> {
  const parts = [
    ['apiServer', 'kube-apiserver'],
    ['controllerManager', 'kube-controller-manager'],
  ] as const;
  for (const [key, type] of parts) {
    const flags = new Map<string, string>(kubeadm[type]);
    const paths = new Map<string, DocumentPath>();
    const extra = at(below(it.object, key), 'extraArgs');
    const place = [...it.path, key, 'extraArgs'];
    const entries: readonly (readonly [string, unknown, DocumentPath])[] = Array.isArray(extra)
      ? extra.map((value, index) => [
          text(at(fields(value), 'name')) ?? '',
          at(fields(value), 'value'),
          [...place, index],
        ])
      : Object.entries(fields(extra)).map(([name, value]) => [name, value, [...place, name]]);
    for (const [name, value, path] of entries) {
      flags.set(name, String(value));
      paths.set(name, path);
    }
    const name = text(at(it.object, 'clusterName')) ?? 'kubeadm';
    yield component(it, type, name, [...it.path, key], { flags, paths });
  }
}

/**
 * A KubeletConfiguration. Its defaults differ from those of the flags: in a file, anonymous requests are off, the API
 * server is asked, and the read-only port is closed unless it says otherwise.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export function* readKubeletConfiguration(it: KubernetesObject): Iterable<Item> {
  const values: readonly (readonly [string, readonly string[], string])[] = [
    ['anonymous-auth', ['authentication', 'anonymous', 'enabled'], 'false'],
    ['authentication-token-webhook', ['authentication', 'webhook', 'enabled'], 'true'],
    ['authorization-mode', ['authorization', 'mode'], 'Webhook'],
    ['read-only-port', ['readOnlyPort'], '0'],
  ];
  const flags = new Map<string, string>();
  const paths = new Map<string, DocumentPath>();
  for (const [flag, way, fallback] of values) {
    const value = at(below(it.object, ...way.slice(0, -1)), way.at(-1) ?? '');
    flags.set(flag, scalar(value) ?? fallback);
    if (value !== undefined) paths.set(flag, [...it.path, ...way]);
  }
  yield component(it, 'kubelet', it.name === '' ? fileLabel(it.where.file) : it.name, it.path, { flags, paths });
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The answer of a kubelet's `/configz`, which names neither kind nor version. */
export function kubeletOfConfigz(object: Fields): Fields | undefined {
  const found = fields(at(object, 'kubeletconfig'));
  return Object.keys(found).length === 0 ? undefined : found;
}
