// SPDX-License-Identifier: Apache-2.0
import { formatCount, plural } from '../wording.ts';
import type { Entries } from './entries.ts';
import { type Column, type Edge, type Graph, makeGraph, type Node } from './graph-model.ts';
import { badge } from './marks.ts';
import { html, type Markup, shorten } from './markup.ts';

const width = 1080;
const nodeHeight = 38;
const rowHeight = 50;
const top = 34;
const headings: Readonly<Record<Column, string>> = {
  principal: 'Who',
  credential: 'With',
  client: 'Through',
  address: 'From',
  resource: 'On',
};

interface Place {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
}

function layOut(
  graph: Graph,
  nodeWidth: number,
): { readonly places: ReadonlyMap<string, Place>; readonly height: number } {
  const most = Math.max(...graph.columns.map(({ nodes }) => nodes.length));
  const places = new Map<string, Place>();
  const step = graph.columns.length === 1 ? 0 : (width - nodeWidth) / (graph.columns.length - 1);
  graph.columns.forEach(({ nodes }, column) => {
    const start = top + ((most - nodes.length) * rowHeight) / 2;
    nodes.forEach((node, row) => {
      places.set(node.key, { node, x: step * column, y: start + row * rowHeight });
    });
  });
  return { places, height: top + most * rowHeight };
}

function drawEdge({ from, to, count, severity }: Edge, places: ReadonlyMap<string, Place>, nodeWidth: number): Markup {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return html``;
  const [x1, y1, x2, y2] = [a.x + nodeWidth, a.y + nodeHeight / 2, b.x, b.y + nodeHeight / 2];
  const bend = (x2 - x1) / 2;
  const points = [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2].map((value) => value.toFixed(1));
  const [sx, sy, ...curve] = points;
  const title = `${a.node.name} to ${b.node.name}: ${plural(count, 'finding')}`;
  const stroke = Math.min(9, 1.5 + Math.log2(count) * 1.2).toFixed(1);
  return html`<path class="edge line-${severity}" stroke-width="${stroke}" d="M${sx} ${sy}C${curve.join(' ')}">
<title>${title}</title></path>`;
}

function drawNode({ node, x, y }: Place, nodeWidth: number): Markup {
  const room = Math.floor((nodeWidth - 16) / 7.6);
  return html`<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><title>${node.kind} ${node.name}</title>
<rect class="node" width="${nodeWidth}" height="${nodeHeight}" rx="6"/>
<text class="node-name" x="8" y="16">${shorten(node.name, room)}</text>
<text class="node-kind" x="8" y="30">${shorten(node.kind, room + 2)}</text></g>`;
}

function table(graph: Graph, places: ReadonlyMap<string, Place>): Markup {
  const rows = graph.edges.toReversed().map(({ from, to, count, severity }) => {
    const [a, b] = [places.get(from)?.node, places.get(to)?.node];
    return html`<tr><td>${a?.name}</td><td>${b?.name}</td><td class="number">${formatCount(count)}</td>
<td>${badge(severity)}</td></tr>`;
  });
  return html`<details class="plain"><summary>The same as a table</summary>
<div class="scroll" role="region" tabindex="0" aria-label="Who used what, scrolls sideways">
<table><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="number">Findings</th>
<th scope="col">Worst</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/** Who used what, through what, from where: the 40 most important names of the findings in columns. */
export function renderGraph(entries: Entries): Markup {
  const graph = makeGraph(
    entries.shown.map(({ finding }) => finding),
    { all: 40, column: 10 },
  );
  if (graph.columns.length < 2) return html``;
  const nodeWidth = graph.columns.length >= 5 ? 176 : 200;
  const { places, height } = layOut(graph, nodeWidth);
  const titles = graph.columns.map(({ column, nodes }) => {
    const x = places.get(nodes[0]?.key ?? '')?.x ?? 0;
    return html`<text class="column" x="${x.toFixed(1)}" y="16">${headings[column]}</text>`;
  });
  const shown = places.size;
  const note = `Shown are the ${shown} most important of ${formatCount(shown + graph.hidden)} names, by severity and number of their findings.`;
  return html`<section id="graph" aria-labelledby="graph-title"><h2 id="graph-title">Who used what</h2>
<p class="muted">Names of the same finding are joined; the thicker the line, the more findings; its colour is the worst of them.
${graph.hidden === 0 ? undefined : note}</p>
<div class="scroll" role="region" tabindex="0" aria-label="Graph, scrolls sideways">
<svg class="graph" viewBox="-2 0 ${width + 4} ${height}" role="img" aria-label="Graph of ${shown} names and ${graph.edges.length} connections; the table below tells the same.">
${titles}<g>${graph.edges.map((edge) => drawEdge(edge, places, nodeWidth))}</g>
${[...places.values()].map((place) => drawNode(place, nodeWidth))}</svg></div>
${table(graph, places)}</section>`;
}
