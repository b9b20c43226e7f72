// SPDX-License-Identifier: Apache-2.0
// The graph as text for drawing tools.
import type { Relation } from '../../model/inventory/nouns.ts';
import type { Names } from './names.ts';

/** In a quoted text of DOT: quotes and backslashes written out, no line breaks, and nothing that a terminal obeys. */
function dotText(text: string): string {
  return `"${text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\\"]/g, '\\$&')}"`;
}

const shortened = (text: string): string => dotText(text.slice(0, 200));

/** @see https://graphviz.org/doc/info/lang.html */
export function* drawDot(relations: readonly Relation[], names: Names): Iterable<string> {
  yield 'digraph tokens {\n  rankdir=LR;\n  node [shape=box, fontname="sans-serif", fontsize=10];\n  edge [fontname="sans-serif", fontsize=8];\n';
  const nodes = new Set(relations.flatMap((it) => [it.from, it.to]));
  for (const id of nodes) yield `  ${dotText(id)} [label=${shortened(names.name(id))}];\n`;
  for (const it of relations)
    yield `  ${dotText(it.from)} -> ${dotText(it.to)} [label=${dotText(it.relation)}, tooltip=${shortened(it.why)}];\n`;
  yield '}\n';
}

/** Characters that end or open something in a quoted text of Mermaid are given as entities. */
function mermaidText(text: string): string {
  return text.slice(0, 80).replace(/[^\w .:/@-]/g, (character) => `#${character.codePointAt(0)};`);
}

/** @see https://mermaid.js.org/syntax/flowchart.html */
export function* drawMermaid(relations: readonly Relation[], names: Names): Iterable<string> {
  yield 'flowchart LR\n';
  const numbers = new Map<string, string>();
  for (const id of relations.flatMap((it) => [it.from, it.to])) {
    if (numbers.has(id)) continue;
    numbers.set(id, `n${numbers.size}`);
    yield `  ${numbers.get(id)}["${mermaidText(names.name(id))}"]\n`;
  }
  for (const it of relations) yield `  ${numbers.get(it.from)} -->|${it.relation}| ${numbers.get(it.to)}\n`;
}
