// SPDX-License-Identifier: Apache-2.0
import { type Finding, type Severity, severities } from '../../model/finding.ts';
import { compareText } from '../order.ts';

export const columns = ['principal', 'credential', 'client', 'address', 'resource'] as const;
export type Column = (typeof columns)[number];

/** Somebody or something that findings name; `weight` sums their severities. */
export interface Node {
  readonly key: string;
  readonly column: Column;
  readonly name: string;
  readonly kind: string;
  readonly weight: number;
}

/** Two nodes of one finding, with the number of findings that join them and the worst of their severities. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly severity: Severity;
}

/** The most important nodes in columns, ordered so that few edges cross, and the edges between them. */
export interface Graph {
  readonly columns: readonly { readonly column: Column; readonly nodes: readonly Node[] }[];
  readonly edges: readonly Edge[];
  readonly hidden: number;
}

type Part = Pick<Node, 'column' | 'name' | 'kind'>;

function partsOf(finding: Finding): readonly Part[] {
  const { principal, credential, client, network, resource } = finding;
  const parts: Part[] = [];
  if (principal !== undefined)
    parts.push({ column: 'principal', name: principal.name ?? principal.id, kind: principal.kind });
  if (credential !== undefined)
    parts.push({ column: 'credential', name: credential.name ?? credential.id, kind: credential.kind });
  if (client !== undefined) parts.push({ column: 'client', name: client.name ?? client.id, kind: client.kind });
  if (network !== undefined) {
    const known = [network.zone ?? network.as, network.country].filter((part) => part !== undefined);
    parts.push({ column: 'address', name: network.ip, kind: known.join(', ') || (network.class ?? '') });
  }
  if (resource !== undefined)
    parts.push({ column: 'resource', name: resource.name ?? resource.id, kind: resource.kind });
  return parts;
}

const keyOf = (part: Part): string => `${part.column}\n${part.name}`;

function weigh(findings: readonly Finding[]): readonly Node[] {
  const nodes = new Map<string, Node>();
  for (const finding of findings) {
    const gain = 4 ** severities.indexOf(finding.severity);
    for (const part of partsOf(finding)) {
      const key = keyOf(part);
      nodes.set(key, { ...part, key, weight: (nodes.get(key)?.weight ?? 0) + gain });
    }
  }
  return [...nodes.values()].toSorted((a, b) => b.weight - a.weight || compareText(a.key, b.key));
}

function connect(findings: readonly Finding[], kept: ReadonlySet<string>): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const finding of findings) {
    const keys = partsOf(finding)
      .map(keyOf)
      .filter((key) => kept.has(key));
    keys.slice(1).forEach((to, index) => {
      const from = keys[index];
      if (from === undefined) return;
      const before = edges.get(`${from}\n${to}`);
      const worse = before === undefined || severities.indexOf(finding.severity) > severities.indexOf(before.severity);
      edges.set(`${from}\n${to}`, {
        from,
        to,
        count: (before?.count ?? 0) + 1,
        severity: worse ? finding.severity : before.severity,
      });
    });
  }
  return [...edges.values()].toSorted((a, b) => a.count - b.count || compareText(a.from + a.to, b.from + b.to));
}

/** Puts each node at the mean place of its neighbours in the column before (barycentre heuristic). */
function untangle(kept: readonly Node[], edges: readonly Edge[]): Graph['columns'] {
  const place = new Map<string, number>();
  return columns
    .map((column) => {
      const mean = (node: Node): number => {
        const places = edges.filter((edge) => edge.to === node.key).map((edge) => place.get(edge.from) ?? 0);
        return places.length === 0 ? Number.MAX_SAFE_INTEGER : places.reduce((a, b) => a + b, 0) / places.length;
      };
      const own = kept.filter((node) => node.column === column);
      const means = new Map(own.map((node) => [node.key, mean(node)]));
      const nodes = own.toSorted((a, b) => (means.get(a.key) ?? 0) - (means.get(b.key) ?? 0) || b.weight - a.weight);
      nodes.forEach((node, index) => {
        place.set(node.key, (index + 0.5) / nodes.length);
      });
      return { column, nodes };
    })
    .filter(({ nodes }) => nodes.length > 0);
}

/** @param limits most nodes in all and in one column */
export function makeGraph(
  findings: readonly Finding[],
  limits: { readonly all: number; readonly column: number },
): Graph {
  const nodes = weigh(findings);
  const used = new Map<Column, number>();
  const kept: Node[] = [];
  for (const node of nodes) {
    const count = used.get(node.column) ?? 0;
    if (kept.length >= limits.all || count >= limits.column) continue;
    used.set(node.column, count + 1);
    kept.push(node);
  }
  const edges = connect(findings, new Set(kept.map((node) => node.key)));
  return { columns: untangle(kept, edges), edges, hidden: nodes.length - kept.length };
}
