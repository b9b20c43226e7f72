// SPDX-License-Identifier: Apache-2.0
// What checks of the network share: a subject is a host; a log that could have shown something and did not is a pass; where no
// log could, the answer is unknown.
import { day, pass, proof, unknown } from '../../accounts/verdict.ts';
import type { CheckContext, CheckEvidence, Subject, Verdict } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { NetworkFlow, Sight } from '../../model/inventory/network.ts';

const tells: Readonly<Record<Sight, string>> = {
  addresses: 'addresses (flow logs, Zeek conn.log)',
  metadata: 'traffic with metadata addresses (Zeek, a proxy; flow logs of clouds do not hold it)',
  names: 'host names (DNS query logs, a proxy, Zeek)',
  answers: 'answers of DNS (Zeek dns.log, Route 53 Resolver, dnsmasq)',
  requests: 'requests in cleartext (Zeek http.log)',
  agents: 'user agents (Zeek http.log, a proxy with a combined format)',
  tls: 'versions of TLS (Zeek ssl.log, a proxy with such a column)',
  proxy: 'what goes through a proxy (access.log of Squid, CSV of a gateway)',
};

export function hostSubject(source: string): Subject {
  return { kind: 'host', id: `network:host:${source}`, name: source };
}

/** `10.0.3.7 (data)` */
export function hostWords(source: string, { knowledge }: CheckContext): string {
  const zone = knowledge.zone(source);
  return zone === undefined ? source : `${source} (${zone})`;
}

/** What one flow shows. */
export function flowProof(flow: NetworkFlow): CheckEvidence {
  const times = flow.count === 1 ? 'once' : `${flow.count} times`;
  const denied = flow.denied === 0 ? '' : flow.denied === flow.count ? ', all refused' : `, ${flow.denied} refused`;
  const days =
    day(flow.first) === day(flow.last) ? `on ${day(flow.first)}` : `from ${day(flow.first)} to ${day(flow.last)}`;
  const port = flow.port === undefined ? '' : `:${flow.port}`;
  return proof(
    flow.where,
    `${flow.source} to ${flow.target}${port} (${flow.transport}) ${times}${denied}, ${days}${flow.note === undefined ? '' : `; ${flow.note}`}`,
  );
}

/** Whether some of it got through. */
export function gotThrough(flow: NetworkFlow): boolean {
  return flow.denied < flow.count;
}

/**
 * Judges hosts by their flows.
 *
 * @param sights what a log must be able to tell: one of these
 * @param judge a verdict; a text where the host cannot be judged, with the reason; undefined where it is not meant
 */
export function* judgeHosts(
  inventory: Inventory,
  sights: readonly Sight[],
  select: (flow: NetworkFlow) => boolean,
  judge: (flows: readonly NetworkFlow[], source: string) => Verdict | string | undefined,
): Generator<Verdict> {
  const logs = inventory.of('network.log').filter((log) => log.sees.some((it) => sights.includes(it)));
  if (logs.length === 0) {
    yield unknown(
      { kind: 'network', id: 'network', name: 'network' },
      `no log that was read tells ${sights.map((it) => tells[it]).join(', or ')}`,
    );
    return;
  }
  const bySource = new Map<string, NetworkFlow[]>();
  const busy = new Set<string>();
  for (const flow of inventory.of('network.flow')) {
    if (!select(flow)) continue;
    busy.add(flow.where.file);
    const list = bySource.get(flow.source);
    if (list === undefined) bySource.set(flow.source, [flow]);
    else list.push(flow);
  }
  const reasons = new Map<string, string[]>();
  for (const [source, flows] of bySource) {
    const verdict = judge(flows, source);
    if (typeof verdict === 'string') reasons.set(verdict, [...(reasons.get(verdict) ?? []), source]);
    else if (verdict !== undefined) yield verdict;
  }
  for (const [reason, sources] of reasons) {
    const who =
      sources.length === 1
        ? `the host ${sources[0]}`
        : `${sources.length} hosts, ${sources.slice(0, 3).join(', ')} among them`;
    yield unknown({ kind: 'network', id: 'network', name: 'network' }, `${who}: ${reason}`);
  }
  for (const log of logs) {
    if (!busy.has(log.where.file)) yield pass({ kind: 'log', id: log.id, name: log.where.file });
  }
}

/** Zones whose hosts run by themselves, without people who sign in at them. */
export const serversSetting = {
  default: [
    'server',
    'servers',
    'cluster',
    'pods',
    'nodes',
    'data',
    'database',
    'dmz',
    'runners',
    'prod',
    'production',
  ],
  description: 'zones (of `networks` in tokenward.yml) of machines that no person signs in at',
} as const;

/** Why a host without a zone cannot be judged. */
export const noZone = 'its address is in no zone; name your networks in tokenward.yml';
