// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { dropped } from '../collect/scrub-body.ts';
import { at, below, count, type Fields, fields, known, list, text, textMap, truth } from '../values.ts';
import { credentialShape } from './credential-shape.ts';
import type { KubernetesObject } from './read-place.ts';

const templated: DocumentPath = ['spec', 'template', 'spec'];

/** Where the pod spec stands, by kind; of every other kind, where a template with containers is. */
const podSpecs: ReadonlyMap<string, DocumentPath> = new Map([
  ['Pod', ['spec']],
  ['PodTemplate', ['template', 'spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);

/** Containers of one pod that are looked at: more is no pod that a kubelet would run. */
const maxContainers = 500;

/** Where the pod spec of an object stands; undefined where it makes no pods. */
export function podSpecPath(object: Fields, kind: string): DocumentPath | undefined {
  const path = podSpecs.get(kind) ?? templated;
  return Array.isArray(at(below(object, ...path.map(String)), 'containers')) ? path : undefined;
}

export function workloadId(namespace: string, type: string, name: string): string {
  return `kubernetes:workload:${namespace}/${type}/${name}`;
}

/** A pod, or any object that makes pods: the built-in kinds, and others that hold a pod template. */
export function* readWorkload({
  object,
  kind,
  name,
  namespace,
  metadata,
  where,
  path,
  live,
}: KubernetesObject): Iterable<Item> {
  const way = podSpecPath(object, kind);
  if (way === undefined) return;
  const podSpec = [...path, ...way];
  const spec = below(object, ...way.map(String));
  const podMetadata = kind === 'Pod' ? metadata : below(object, ...way.slice(0, -1).map(String), 'metadata');
  const hostReach = readHostReach(spec, podSpec);
  const phase = text(at(below(object, 'status'), 'phase'));
  yield {
    kind: 'kubernetes.workload',
    id: workloadId(namespace, kind, name),
    provider: 'kubernetes',
    where,
    type: kind,
    namespace,
    name,
    serviceAccount: text(at(spec, 'serviceAccountName')) ?? text(at(spec, 'serviceAccount')) ?? 'default',
    podSpec,
    labels: textMap(at(podMetadata, 'labels')),
    volumes: readVolumes(spec, podSpec),
    environment: readEnvironment(spec, podSpec),
    images: containers(spec).flatMap(({ container }) => text(at(container, 'image')) ?? []),
    ...live,
    ...known<KubernetesWorkload>({
      automount: truth(at(spec, 'automountServiceAccountToken')),
      owner: ownerOf(metadata, namespace),
      mirror: Object.hasOwn(below(metadata, 'annotations'), 'kubernetes.io/config.mirror') ? true : undefined,
      node: text(at(spec, 'nodeName')),
      finished: phase === 'Succeeded' || phase === 'Failed' ? true : undefined,
      hostNetwork: truth(at(spec, 'hostNetwork')),
      ownUsers: at(spec, 'hostUsers') === false ? true : undefined,
      hostReach: hostReach.length === 0 ? undefined : hostReach,
      valuesHidden: hidesValues(spec) ? true : undefined,
    }),
  };
}

/** Id of the object that made this one; nodes and custom resources make some pods, too. */
function ownerOf(metadata: Fields, namespace: string): string | undefined {
  const owner = list(at(metadata, 'ownerReferences'))
    .map(fields)
    .find((it) => at(it, 'controller') === true);
  const type = owner && text(at(owner, 'kind'));
  const name = owner && text(at(owner, 'name'));
  return type === undefined || name === undefined || type === 'Node' ? undefined : workloadId(namespace, type, name);
}

type Volume = KubernetesWorkload['volumes'][number];

function readVolumes(spec: Fields, podSpec: DocumentPath): readonly Volume[] {
  return list(at(spec, 'volumes'))
    .slice(0, maxContainers)
    .flatMap((value, index): Volume[] => {
      const volume = fields(value);
      const name = text(at(volume, 'name')) ?? '';
      const path = [...podSpec, 'volumes', index];
      const secret = text(at(below(volume, 'secret'), 'secretName'));
      if (secret !== undefined) return [{ type: 'secret', name, secret, path: [...path, 'secret', 'secretName'] }];
      const hostPath = text(at(below(volume, 'hostPath'), 'path'));
      if (hostPath !== undefined) return [{ type: 'host-path', name, hostPath, path: [...path, 'hostPath', 'path'] }];
      return list(at(below(volume, 'projected'), 'sources')).flatMap((source, which): Volume[] => {
        const place = [...path, 'projected', 'sources', which];
        const held = text(at(below(fields(source), 'secret'), 'name'));
        if (held !== undefined) return [{ type: 'secret', name, secret: held, path: [...place, 'secret', 'name'] }];
        if (!Object.hasOwn(fields(source), 'serviceAccountToken')) return [];
        const token = below(fields(source), 'serviceAccountToken');
        return [
          {
            type: 'token',
            name,
            path: [...place, 'serviceAccountToken'],
            ...known<{ audience: string; expirationSeconds: number }>({
              audience: text(at(token, 'audience')),
              expirationSeconds: count(at(token, 'expirationSeconds')),
            }),
          },
        ];
      });
    });
}

function containers(spec: Fields): readonly { readonly container: Fields; readonly path: DocumentPath }[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) =>
    list(at(spec, key))
      .slice(0, maxContainers)
      .map((value, index) => ({ container: fields(value), path: [key, index] })),
  );
}

type HostReach = NonNullable<KubernetesWorkload['hostReach']>[number];

/** Fields of the pod and its containers that take walls between them and the node away. */
function readHostReach(spec: Fields, podSpec: DocumentPath): readonly HostReach[] {
  const found: HostReach[] = [];
  const windows = ['securityContext', 'windowsOptions', 'hostProcess'];
  if (truth(at(spec, 'hostPID')) === true) found.push({ type: 'host-pid', path: [...podSpec, 'hostPID'] });
  if (truth(at(below(spec, ...windows.slice(0, 2)), 'hostProcess')) === true)
    found.push({ type: 'host-process', path: [...podSpec, ...windows] });
  for (const { container: it, path } of containers(spec)) {
    const container = text(at(it, 'name')) ?? '';
    const context = below(it, 'securityContext');
    const place = [...podSpec, ...path, 'securityContext'];
    if (truth(at(context, 'privileged')) === true)
      found.push({ type: 'privileged', container, path: [...place, 'privileged'] });
    if (truth(at(below(context, 'windowsOptions'), 'hostProcess')) === true)
      found.push({ type: 'host-process', container, path: [...podSpec, ...path, ...windows] });
    for (const [index, added] of list(at(below(context, 'capabilities'), 'add'))
      .slice(0, 100)
      .entries()) {
      const capability = text(added)?.toUpperCase().replace(/^CAP_/, '');
      if (capability !== undefined)
        found.push({ type: 'capability', container, capability, path: [...place, 'capabilities', 'add', index] });
    }
  }
  return found;
}

/** Whether values of variables were dropped when the object was collected. */
function hidesValues(spec: Fields): boolean {
  return containers(spec).some(({ container }) =>
    list(at(container, 'env')).some((variable) => at(fields(variable), 'value') === dropped),
  );
}

type Variable = KubernetesWorkload['environment'][number];

/** Variables that take a Secret, or whose value looks like a credential; the others are of no interest. */
function readEnvironment(spec: Fields, podSpec: DocumentPath): readonly Variable[] {
  return containers(spec).flatMap(({ container, path }) => {
    const name = text(at(container, 'name')) ?? '';
    const variables = list(at(container, 'env')).flatMap((value, index): Variable[] => {
      const variable = fields(value);
      const key = text(at(variable, 'name')) ?? '';
      const place = [...podSpec, ...path, 'env', index];
      const secret = text(at(below(variable, 'valueFrom', 'secretKeyRef'), 'name'));
      if (secret !== undefined)
        return [{ name: key, container: name, from: 'secret', secret, path: [...place, 'valueFrom', 'secretKeyRef'] }];
      const written = text(at(variable, 'value'));
      const looksLike = written === undefined || written === dropped ? undefined : credentialShape(key, written);
      return looksLike === undefined
        ? []
        : [{ name: key, container: name, from: 'value', looksLike, path: [...place, 'value'] }];
    });
    const whole = list(at(container, 'envFrom')).flatMap((value, index): Variable[] => {
      const secret = text(at(below(fields(value), 'secretRef'), 'name'));
      return secret === undefined
        ? []
        : [
            {
              name: '*',
              container: name,
              from: 'secret',
              secret,
              path: [...podSpec, ...path, 'envFrom', index, 'secretRef'],
            },
          ];
    });
    return [...variables, ...whole];
  });
}
