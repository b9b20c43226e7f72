// SPDX-License-Identifier: Apache-2.0
// Adds observations of one log up to flows; its size goes by hosts and destinations, not by records.
import type { InputProblem } from '../../model/account.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DestinationClass, NetworkFlow, Sight } from '../../model/inventory/network.ts';
import type { InventoryFile, ReadContext } from '../reader.ts';
import { classifyAddress, classifyHost, type Destination, isMetadataName, metadataAddresses } from './destinations.ts';

/** Flows of one log at most. */
const maxFlows = 200_000;
/** Different agents, versions or details of one flow. */
const maxTexts = 12;

export interface Observation {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly source: string;
  readonly transport: NetworkFlow['transport'];
  readonly host?: string | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly agent?: string | undefined;
  readonly denied?: boolean | undefined;
  readonly cleartext?: boolean | undefined;
  readonly tls?: string | undefined;
  readonly answers?: readonly string[] | undefined;
}

interface Sum {
  readonly source: string;
  readonly destination: Destination;
  readonly port: number | undefined;
  readonly transport: NetworkFlow['transport'];
  readonly cleartext: boolean | undefined;
  readonly note: string | undefined;
  readonly line: number;
  count: number;
  denied: number;
  first: number;
  last: number;
  readonly agents: Set<string>;
  readonly details: Set<string>;
  readonly tls: Set<string>;
}

export interface FlowTable {
  add(it: Observation, line: number): void;
  /** A record that could not be read. */
  unreadable(): void;
  /** A record that tells nothing. */
  idle(time?: number): void;
  items(file: InventoryFile, context: ReadContext): Generator<Item>;
}

/** What a log is called, what it can tell, and what it cannot. */
export interface LogForm {
  readonly format: string;
  readonly sees: readonly Sight[];
  readonly missing?: readonly string[];
}

function detailsOf({ method, path }: Observation): readonly string[] {
  if (path === undefined) return [];
  const details: string[] = [];
  if (method === 'PUT' && path.startsWith('/latest/api/token')) details.push('token-put');
  if ((method === 'GET' || method === undefined) && /^\/(?:latest|\d{4}-\d{2}-\d{2}|1\.0)\//.test(path))
    details.push('aws-get');
  if (
    /security-credentials|identity\/oauth2\/token|service-accounts\/[^/]+\/(?:token|identity)|^\/v2\/credentials/.test(
      path,
    )
  )
    details.push('credentials');
  return details;
}

export function createFlowTable(form: LogForm): FlowTable {
  const sums = new Map<string, Sum>();
  let records = 0;
  let bad = 0;
  let lost = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const seen = (time: number | undefined): void => {
    records++;
    if (time === undefined || !Number.isFinite(time)) return;
    if (time < first) first = time;
    if (time > last) last = time;
  };
  const put = (it: Observation, destination: Destination, line: number, note?: string): void => {
    const key = `${it.source}\n${destination.class}\n${destination.target}\n${it.port ?? ''}\n${it.transport}\n${it.cleartext ?? ''}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      if (sums.size >= maxFlows) {
        lost++;
        return;
      }
      const { source, port, transport, cleartext, time } = it;
      sum = {
        source,
        destination,
        port,
        transport,
        cleartext,
        note,
        line,
        count: 0,
        denied: 0,
        first: time,
        last: time,
        agents: new Set(),
        details: new Set(),
        tls: new Set(),
      };
      sums.set(key, sum);
    }
    sum.count++;
    if (it.denied === true) sum.denied++;
    if (it.time < sum.first) sum.first = it.time;
    if (it.time > sum.last) sum.last = it.time;
    if (it.agent !== undefined && it.agent !== '' && it.agent !== '-' && sum.agents.size < maxTexts)
      sum.agents.add(it.agent.slice(0, 200));
    if (it.tls !== undefined && it.tls !== '' && sum.tls.size < maxTexts) sum.tls.add(it.tls.slice(0, 20));
    for (const detail of detailsOf(it)) sum.details.add(detail);
  };
  return {
    add(given, line) {
      const it = given.port === undefined || Number.isInteger(given.port) ? given : { ...given, port: undefined };
      seen(it.time);
      if (!Number.isFinite(it.time) || it.source === '' || it.source.length > 255) return;
      const named = it.host === undefined ? undefined : classifyHost(it.host, it.path);
      const destination = named ?? (it.address === undefined ? undefined : classifyAddress(it.address, it.port));
      if (destination !== undefined) put(it, destination, line);
      if (it.host === undefined || it.answers === undefined || isMetadataName(it.host)) return;
      const answer = it.answers.find((one) => metadataAddresses.has(one));
      if (answer !== undefined)
        put(
          it,
          { class: 'rebinding', target: it.host.toLowerCase().replace(/\.$/, '') },
          line,
          `answered with ${answer}`,
        );
    },
    unreadable() {
      bad++;
    },
    idle: (time) => seen(time),
    *items(file, context) {
      if (bad > 0) {
        const problem: InputProblem = {
          code: 'RECORD_INVALID',
          message: `${file.name}: ${bad} of ${bad + records} records could not be read as ${form.format}`,
          position: { file: file.name },
        };
        context.problem(problem);
      }
      context.collected({
        kind: 'network.flow',
        provider: 'network',
        complete: lost === 0,
        ...(lost === 0 ? {} : { note: `${file.name}: ${lost} records of more than ${maxFlows} flows were left out` }),
      });
      yield {
        kind: 'network.log',
        id: `network:log:${file.name}`,
        provider: 'network',
        where: context.where(),
        format: form.format,
        sees: form.sees,
        records,
        unreadable: bad,
      };
      if (first <= last) {
        yield {
          kind: 'window',
          id: `network:window:${file.name}`,
          provider: 'network',
          where: context.where(),
          log: form.format,
          first: iso(first),
          last: iso(last),
          records,
          ...(form.missing === undefined ? {} : { missing: form.missing }),
        };
      }
      for (const sum of sums.values()) yield flow(sum, file, context);
    },
  };
}

function iso(time: number): string {
  return new Date(Math.trunc(time)).toISOString();
}

function flow(sum: Sum, file: InventoryFile, context: ReadContext): NetworkFlow {
  const { source, destination, port, transport, cleartext, note, line, count, denied } = sum;
  const list = (name: 'agents' | 'details' | 'tls'): object => (sum[name].size === 0 ? {} : { [name]: [...sum[name]] });
  return {
    kind: 'network.flow',
    id: `network:flow:${file.name}:${source}:${destination.class satisfies DestinationClass}:${destination.target}:${port ?? ''}:${transport}${cleartext === true ? ':clear' : ''}`,
    provider: 'network',
    where: context.where({ line }),
    source,
    class: destination.class,
    target: destination.target,
    transport,
    count,
    denied,
    first: iso(sum.first),
    last: iso(sum.last),
    ...(port === undefined ? {} : { port }),
    ...(cleartext === undefined ? {} : { cleartext }),
    ...(note === undefined ? {} : { note }),
    ...list('agents'),
    ...list('details'),
    ...list('tls'),
  };
}

/** Whether a file can be a log: pages, code and settings show lines of logs without being any. */
export function couldBeLog(path: string): boolean {
  return !/\.(?:md|ya?ml|[cm]?[jt]sx?|py|rb|go|rs|java|html?|xml|css|rst|adoc|sh|ps1|tf|toml|ini)$/i.test(path);
}
