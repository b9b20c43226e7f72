// SPDX-License-Identifier: Apache-2.0
// Config maps, and the configuration files of a cluster itself.
import type { Item } from '../../model/inventory/item.ts';
import { at, below, type Fields, fields, known, list, text, texts, truth } from '../values.ts';
import { parseYaml } from '../yaml-documents.ts';
import { readClusterConfiguration, readKubeletConfiguration } from './components.ts';
import { credentialShape } from './credential-shape.ts';
import { fileLabel, type KubernetesObject, kubernetesObject, type ReadObject } from './read-place.ts';

function* readConfigMap(it: KubernetesObject): Iterable<Item> {
  const data = below(it.object, 'data');
  yield {
    kind: 'kubernetes.config-map',
    id: `kubernetes:config-map:${it.namespace}/${it.name}`,
    provider: 'kubernetes',
    where: it.where,
    namespace: it.namespace,
    name: it.name,
    credentials: Object.entries(data).flatMap(([key, value]) => {
      const looksLike = typeof value === 'string' ? (credentialShape(key, value) ?? inLines(value)) : undefined;
      return looksLike === undefined ? [] : [{ key, looksLike, path: [...it.path, 'data', key] }];
    }),
  };
  if (it.namespace !== 'kube-system') return;
  if (it.name === 'aws-auth') yield* readAwsAuth(it, data);
  if (it.name === 'kubeadm-config') yield* nested(it, data, 'ClusterConfiguration', readClusterConfiguration);
  if (it.name.startsWith('kubelet-config')) yield* nested(it, data, 'kubelet', readKubeletConfiguration);
}

/** Lines of a configuration file inside a config map, as in `db.password=...`. */
const maxLines = 2_000;

function inLines(value: string): string | undefined {
  if (!value.includes('\n') && !/[=:]/.test(value)) return undefined;
  for (const line of value.split('\n', maxLines)) {
    const match = /^[\s"'-]{0,20}([A-Za-z0-9_.-]{1,80})["']?\s?[=:]\s?["']?([^"'\s]{1,600})["']?,?\s*$/.exec(
      line.slice(0, 800),
    );
    const shape = match === null ? undefined : credentialShape(match[1] ?? '', match[2] ?? '');
    if (shape !== undefined) return shape;
  }
  return undefined;
}

/** A YAML file inside a config map, where it can be read: what cannot is no configuration that anything would load. */
function inner(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return parseYaml(value, name, '1.1')[0]?.value;
  } catch {
    return undefined;
  }
}

function* nested(it: KubernetesObject, data: Fields, key: string, read: ReadObject): Iterable<Item> {
  const object = fields(inner(at(data, key), it.where.file));
  const where = { ...it.where, path: [...it.path, 'data', key] };
  yield* read({ ...kubernetesObject(object, key, where), name: it.name });
}

const mappings = [
  ['mapRoles', 'role', 'rolearn'],
  ['mapUsers', 'user', 'userarn'],
] as const;

/** Lines of aws-auth. @see https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html */
function* readAwsAuth(it: KubernetesObject, data: Fields): Iterable<Item> {
  const place = (key: string) => ({ ...it.where, path: [...it.path, 'data', key] });
  for (const [key, type, field] of mappings) {
    for (const value of list(inner(at(data, key), it.where.file))) {
      const entry = fields(value);
      const arn = text(at(entry, field));
      if (arn === undefined) continue;
      yield {
        kind: 'kubernetes.cloud-mapping',
        id: `kubernetes:cloud-mapping:${arn}`,
        provider: 'kubernetes',
        where: place(key),
        type,
        arn,
        groups: texts(at(entry, 'groups')),
        ...known<{ username: string }>({ username: text(at(entry, 'username')) }),
      };
    }
  }
  for (const value of list(inner(at(data, 'mapAccounts'), it.where.file))) {
    yield {
      kind: 'kubernetes.cloud-mapping',
      id: `kubernetes:cloud-mapping:account/${String(value)}`,
      provider: 'kubernetes',
      where: place('mapAccounts'),
      type: 'account',
      arn: String(value),
      groups: [],
    };
  }
}

/** @see https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ */
function* readEncryption(it: KubernetesObject): Iterable<Item> {
  yield {
    kind: 'kubernetes.encryption',
    id: `kubernetes:encryption:${fileLabel(it.where.file)}`,
    provider: 'kubernetes',
    where: it.where,
    name: fileLabel(it.where.file),
    resources: list(at(it.object, 'resources')).map((value, index) => ({
      resources: texts(at(fields(value), 'resources')),
      // Their names only: below them stand the keys.
      providers: list(at(fields(value), 'providers')).flatMap((provider) => Object.keys(fields(provider)).slice(0, 1)),
      path: [...it.path, 'resources', index],
    })),
  };
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration */
function* readAuthentication(it: KubernetesObject): Iterable<Item> {
  const anonymous = below(it.object, 'anonymous');
  const enabled = truth(at(anonymous, 'enabled'));
  yield {
    kind: 'kubernetes.authentication',
    id: `kubernetes:authentication:${fileLabel(it.where.file)}`,
    provider: 'kubernetes',
    where: it.where,
    name: fileLabel(it.where.file),
    issuers: list(at(it.object, 'jwt')).flatMap((value) => text(at(below(fields(value), 'issuer'), 'url')) ?? []),
    ...(enabled === undefined
      ? {}
      : {
          anonymous: {
            enabled,
            paths: list(at(anonymous, 'conditions')).flatMap((value) => text(at(fields(value), 'path')) ?? []),
          },
        }),
  };
}

export const configObjects: ReadonlyMap<string, ReadObject> = new Map<string, ReadObject>([
  ['ConfigMap', readConfigMap],
  ['EncryptionConfiguration', readEncryption],
  ['EncryptionConfig', readEncryption],
  ['AuthenticationConfiguration', readAuthentication],
  ['KubeletConfiguration', readKubeletConfiguration],
  ['ClusterConfiguration', readClusterConfiguration],
]);
