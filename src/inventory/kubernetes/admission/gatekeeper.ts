// SPDX-License-Identifier: Apache-2.0
// Constraints of Gatekeeper whose kind is one of its library, and what its configuration leaves out. Other kinds are programs.
//
// Sources: https://open-policy-agent.github.io/gatekeeper-library/website/pspintro (kinds and their parameters),
// https://open-policy-agent.github.io/gatekeeper/website/docs/howto (match), .../docs/enforcement-points (actions),
// .../docs/exempt-namespaces (configuration)
import type { Item } from '../../../model/inventory/item.ts';
import type { AdmissionControl, KubernetesAdmission } from '../../../model/inventory/kubernetes-admission.ts';
import { at, below, type Fields, fields, list, texts } from '../../values.ts';
import type { KubernetesObject } from '../read-place.ts';
import { admission, hostControls, isSet, selectorOf } from './controls.ts';

interface Known {
  readonly forbids: readonly AdmissionControl[];
  /** Whether its parameters forbid it without exceptions. */
  readonly whole: (parameters: Fields) => boolean;
}

const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['K8sPSPAutomountServiceAccountTokenPod', { forbids: ['pod-automount'], whole: () => true }],
  [
    'K8sPSPHostFilesystem',
    { forbids: ['host-path'], whole: (it) => !isSet(it, 'allowedHostPaths') && !isSet(it, 'exemptImages') },
  ],
  ['K8sPSPHostNamespace', { forbids: ['host-pid', 'host-ipc'], whole: () => true }],
  ['K8sPSPHostNetworkingPorts', { forbids: ['host-network'], whole: (it) => at(it, 'hostNetwork') !== true }],
  ['K8sPSPPrivilegedContainer', { forbids: ['privileged'], whole: (it) => !isSet(it, 'exemptImages') }],
  [
    'K8sPSPVolumeTypes',
    {
      forbids: ['host-path'],
      whole: (it) =>
        Array.isArray(at(it, 'volumes')) && !texts(at(it, 'volumes')).some((one) => one === '*' || one === 'hostPath'),
    },
  ],
]);

const point = 'validation.gatekeeper.sh';

function effectOf(spec: Fields): KubernetesAdmission['effect'] {
  const action = at(spec, 'enforcementAction') ?? 'deny';
  if (action === 'deny') return 'deny';
  if (action === 'dryrun' || action === 'warn') return 'report';
  if (action !== 'scoped') return 'unknown';
  const denies = list(at(spec, 'scopedEnforcementActions')).some((value) => {
    const points = list(at(fields(value), 'enforcementPoints')).map((it) => at(fields(it), 'name'));
    return at(fields(value), 'action') === 'deny' && points.some((it) => it === '*' || it === point);
  });
  return denies ? 'deny' : 'report';
}

/** Without kinds it is for everything. */
function isForPods(match: Fields): boolean {
  const kinds = list(at(match, 'kinds'));
  return (
    kinds.length === 0 ||
    kinds.some((value) => {
      const groups = texts(at(fields(value), 'apiGroups'));
      const names = texts(at(fields(value), 'kinds'));
      return groups.some((it) => it === '' || it === '*') && names.some((it) => it === 'Pod' || it === '*');
    })
  );
}

export function* readConstraint(it: KubernetesObject): Iterable<Item> {
  const spec = below(it.object, 'spec');
  const match = below(spec, 'match');
  if (!isForPods(match)) return;
  const kind = known.get(it.kind);
  const whole = kind?.whole(below(spec, 'parameters')) === true;
  const guessed: readonly AdmissionControl[] = /automount|token/i.test(it.kind)
    ? ['pod-automount']
    : /host|privileg|podsecurity/i.test(it.kind)
      ? hostControls
      : [];
  const namespaces = texts(at(match, 'namespaces'));
  const excluded = texts(at(match, 'excludedNamespaces'));
  const selector = selectorOf(at(match, 'namespaceSelector'));
  const rest = ['labelSelector', 'name', 'source'].find((key) => isSet(match, key) && at(match, key) !== 'All');
  yield admission(it, {
    type: 'gatekeeper',
    policy: it.name,
    effect: effectOf(spec),
    forbids: whole ? (kind?.forbids ?? []) : [],
    mentions: whole ? [] : (kind?.forbids ?? guessed),
    reaches:
      at(match, 'scope') === 'Cluster'
        ? []
        : [
            {
              ...(namespaces.length === 0 ? {} : { namespaces }),
              ...(excluded.length === 0 ? {} : { excluded }),
              ...(selector === undefined ? {} : { selector }),
            },
          ],
    narrowed: rest === undefined ? undefined : `it chooses objects by ${rest}`,
  });
}

/** Namespaces that no constraint is asked about. */
export function* readGatekeeperConfig(it: KubernetesObject): Iterable<Item> {
  for (const [index, value] of list(at(below(it.object, 'spec'), 'match')).entries()) {
    const processes = texts(at(fields(value), 'processes'));
    const namespaces = texts(at(fields(value), 'excludedNamespaces'));
    if (namespaces.length === 0 || !processes.some((one) => one === '*' || one === 'webhook')) continue;
    yield admission(it, {
      type: 'exemption',
      policy: '*',
      rule: String(index),
      effect: 'unknown',
      reaches: [{ namespaces }],
    });
  }
}
