// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { addressText } from '../shared/address.ts';
import { metadataAddress } from '../shared/metadata-address.ts';
import { firstText, text } from '../shared/read.ts';
import { tokenPath } from '../shared/token-path.ts';

const field = (name: string) => `output_fields.${name}`;
const addresses = [field('fd.sip'), field('fd.rip')];
const seen = [field('fd.name'), field('proc.cmdline'), ...addresses];

/**
 * Falco alerts with `json_output`. Falco writes only the fields that a rule's `output` names, so what is known here
 * depends on the rules in use; those for reading tokens should name `fd.name`, `k8s.pod.name` and `k8s.ns.name`.
 *
 * Its logsource is ours, as Sigma has none: product `falco`, service `alerts`, category `file_access`.
 */
export const falco: Source = {
  id: 'falco.alerts',
  title: 'Falco alerts',
  documentation: 'https://falco.org/docs/concepts/outputs/formatting/',
  logsources: [{ product: 'falco', service: 'alerts', category: 'file_access' }],
  shapes: [{ require: { rule: true, priority: true, output_fields: true } }],
  time: ['time', field('evt.time.iso8601'), field('evt.time')],
  eventId: ['uuid'],
  lifecycle: [
    project('stage', seen, (values) => (targetOf(values) === undefined ? undefined : 'read'), ['read']),
    project('outcome', [field('evt.res')], ([result]) => {
      const written = text(result);
      return written === undefined ? undefined : written === 'SUCCESS' ? 'success' : 'failure';
    }),
    project('action', [field('evt.type'), 'rule'], firstText),
    project('principal.kind', [field('user.name')], ([name]) => (text(name) === undefined ? undefined : 'os-user')),
    project('principal.name', [field('user.name')], ([name]) => text(name)),
    project('host.pod', [field('k8s.pod.name')], ([pod]) => text(pod)),
    project('host.namespace', [field('k8s.ns.name')], ([namespace]) => text(namespace)),
    project('host.node', [field('k8s.node.name'), 'hostname'], firstText),
    project('host.instance', [field('container.id')], ([id]) => (id === 'host' ? undefined : text(id))),
    project('resource.kind', seen, targetOf),
    project('resource.id', [field('fd.name'), ...addresses], ([name, ...ips]) =>
      firstText([name, ...ips.map(addressText)]),
    ),
    project('resource.name', [field('fd.name')], ([name]) =>
      text(name)?.startsWith('/') ? text(name)?.split('/').at(-1) || undefined : undefined,
    ),
  ],
};

function targetOf(values: readonly unknown[]): 'file' | 'metadata-service' | undefined {
  const written = values.flatMap((value) => text(value) ?? []);
  if (written.some((value) => metadataAddress(value) !== undefined)) return 'metadata-service';
  return written.some((value) => tokenPath(value) !== undefined) ? 'file' : undefined;
}
