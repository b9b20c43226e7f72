// SPDX-License-Identifier: Apache-2.0
import { project, type Source } from '../../model/source.ts';
import { metadataAddress } from '../shared/metadata-address.ts';
import { firstText, text, texts } from '../shared/read.ts';
import { tokenPath } from '../shared/token-path.ts';

const kinds = ['process_kprobe', 'process_lsm', 'process_tracepoint', 'process_exec'] as const;
/** What Tetragon exports beside them: nothing of a token is in it, but it is Tetragon's. */
const others = [
  'process_exit',
  'process_loader',
  'process_uprobe',
  'process_usdt',
  'process_throttle',
  'rate_limit_info',
];
/** The same field in every kind of event. */
const each = (path: string) => kinds.map((kind) => `${kind}.${path}`);

const files = ['file_arg.path', 'path_arg.path', 'string_arg'].flatMap((argument) => each(`args.${argument}`));
const peers = ['sock_arg.daddr', 'sockaddr_arg.addr'].flatMap((argument) => each(`args.${argument}`));
const commands = ['process_exec.process.binary', 'process_exec.process.arguments'];
const mask = ['process_kprobe.function_name', 'process_kprobe.args.int_arg'];
const seen = [...mask, ...files, ...peers, ...commands];

/** Bits of the mask that the kernel hands to security_file_permission. */
const mayRead = 4;

/**
 * Tetragon's JSON export: file access, connections and executions that a tracing policy asks for.
 *
 * Its logsource is ours, as Sigma has none: product `tetragon`, service `events`.
 */
export const tetragon: Source = {
  id: 'tetragon.events',
  title: 'Tetragon events',
  documentation: 'https://tetragon.io/docs/concepts/events/',
  logsources: [{ product: 'tetragon', service: 'events', category: 'file_access' }],
  shapes: [...kinds, ...others].map((kind) => ({ require: { [kind]: true, time: true } })),
  time: ['time'],
  eventId: [],
  lifecycle: [
    project('stage', seen, (values) => (targetOf(values) === undefined ? undefined : 'read'), ['read']),
    project(
      'action',
      [
        'process_kprobe.function_name',
        'process_lsm.function_name',
        'process_tracepoint.event',
        'process_exec.process.binary',
      ],
      (values) => (text(values.at(-1)) === undefined ? firstText(values) : 'exec'),
    ),
    project('host.pod', each('process.pod.name'), firstText),
    project('host.namespace', each('process.pod.namespace'), firstText),
    project('host.node', ['node_name'], ([node]) => text(node)),
    project('host.instance', each('process.pod.container.id'), firstText),
    project('resource.kind', seen, targetOf),
    project('resource.id', [...files, ...peers], firstText),
    project('resource.name', files, (values) => firstText(values)?.split('/').at(-1) || undefined),
  ],
};

function targetOf([hook, bits, ...values]: readonly unknown[]): 'file' | 'metadata-service' | undefined {
  const arguments_ = values.slice(0, files.length + peers.length).flatMap(texts);
  const command = values
    .slice(files.length + peers.length)
    .flatMap(texts)
    .join(' ');
  const written = [...arguments_, command];
  if (written.some((value) => metadataAddress(value) !== undefined)) return 'metadata-service';
  if (hook === 'security_file_permission' && writesOnly(bits)) return undefined;
  return written.some((value) => tokenPath(value) !== undefined) ? 'file' : undefined;
}

function writesOnly(bits: unknown): boolean {
  const value = Number(text(bits) ?? Number.NaN);
  return !Number.isNaN(value) && (value & mayRead) === 0;
}
