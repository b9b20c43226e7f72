// SPDX-License-Identifier: Apache-2.0
// One change of a document as a splice of its text. What comes out is checked by whoever applies it: here the aim is that
// comments, anchors, quotes and indentation of all that is not meant stay as they are.
import type { YamlEntry, YamlNode } from '../inventory/yaml-tree.ts';
import type { Change } from '../model/check.ts';
import type { DocumentPath } from '../model/inventory/provenance.ts';
import { isLong, type NewValue, renderBlock, renderEntry, renderFlow, renderKey, type Style } from './render.ts';

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a change cannot be written; a sentence. */
export interface Refusal {
  readonly refused: string;
}

type MapNode = Extract<YamlNode, { type: 'map' }>;
type ListNode = Extract<YamlNode, { type: 'list' }>;
/** What a node hangs on. */
type Holder =
  | { readonly entry: YamlEntry; readonly map: MapNode }
  | { readonly index: number; readonly list: ListNode }
  | undefined;

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Offset of the line break (or end) of the line that holds the character before `at`. */
function lineEnd(text: string, at: number): number {
  if (text[at - 1] === '\n') return at - 1;
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

function column(text: string, at: number): number {
  return at - lineStart(text, at);
}

function beginsLine(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at), at));
}

function nest(path: DocumentPath, value: NewValue): NewValue | undefined {
  let out: NewValue = value;
  for (const part of path.toReversed()) {
    if (typeof part === 'number') return undefined;
    out = { [part]: out };
  }
  return out;
}

/** A long block at the end of a map reads better when what is new stands before it. */
function insertBefore(text: string, map: MapNode): number | undefined {
  const last = map.entries.at(-1);
  if (last === undefined || map.entries.length < 2) return undefined;
  const { value } = last;
  if ((value.type !== 'map' && value.type !== 'list') || value.flow) return undefined;
  if (text.slice(value.start, value.end).split('\n').length < 4) return undefined;
  let at = lineStart(text, last.key.start);
  // Comments right above a key belong to it.
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return beginsLine(text, last.key.start) ? at : undefined;
}

function insertKey(text: string, map: MapNode, name: string, value: NewValue, style: Style): Splice {
  const last = map.entries.at(-1);
  if (map.flow) {
    const written = `${renderKey(name, style)}: ${renderFlow(value, style)}`;
    if (last === undefined)
      return { start: map.start, end: map.end, text: style.json ? `{${written}}` : `{ ${written} }` };
    const lead = text.slice(map.start + 1, map.entries[0]?.key.start);
    const gap = lead.includes('\n') ? `${style.eol}${' '.repeat(column(text, last.key.start))}` : ' ';
    return { start: last.end, end: last.end, text: `,${gap}${written}` };
  }
  const indent = column(text, map.entries[0]?.key.start ?? map.start);
  const lines = renderEntry(name, value, indent, style).join(style.eol);
  const before = insertBefore(text, map);
  if (before !== undefined) {
    // Where blank lines stand between the keys, the new one gets its own.
    const apart = /\n[ \t]*\r?\n$/.test(text.slice(0, before));
    return { start: before, end: before, text: `${lines}${style.eol}${apart ? style.eol : ''}` };
  }
  const end = last?.end ?? map.end;
  // A block scalar ends behind its line break.
  if (text[end - 1] === '\n') return { start: end, end, text: `${lines}${style.eol}` };
  const at = lineEnd(text, end);
  const carriage = text[at - 1] === '\r' ? at - 1 : at;
  return { start: carriage, end: carriage, text: `${style.eol}${lines}` };
}

/** A comment between a key and its value. */
function commentIn(between: string): string {
  return /(?:^|\s)(#[^\r\n]*)/.exec(between)?.[1] ?? '';
}

function replace(text: string, node: YamlNode, holder: Holder, value: NewValue, style: Style): Splice | Refusal {
  const inFlow = holder !== undefined && ('map' in holder ? holder.map.flow : holder.list.flow);
  if (
    node.start >= 0 &&
    (inFlow || (node.type !== 'map' && node.type !== 'list') || node.flow) &&
    !isLong(value) &&
    !(node.type === 'scalar' && node.style === 'block')
  )
    return { start: node.start, end: node.end, text: renderFlow(value, style, inFlow) };
  if (inFlow)
    return {
      start: node.start < 0 ? node.end : node.start,
      end: node.end,
      text: `${node.start < 0 ? ' ' : ''}${renderFlow(value, style)}`,
    };
  if (holder === undefined) {
    if (node.start < 0 || node.type === 'scalar') return { refused: 'the document itself is not replaced' };
    const whole =
      isLong(value) && !style.json ? renderBlock(value, 0, style).join(style.eol) : renderFlow(value, style);
    return { start: node.start, end: node.end, text: whole };
  }
  if ('list' in holder) {
    if (node.start < 0) return { refused: 'an empty list entry is not replaced' };
    const written = isLong(value)
      ? renderBlock(value, column(text, node.start), style).join(style.eol).trimStart()
      : renderFlow(value, style, false);
    return { start: node.start, end: text[node.end - 1] === '\n' ? node.end - 1 : node.end, text: written };
  }
  const { entry } = holder;
  // The same kind of block: its place and the comments before it stay.
  if ((node.type === 'map' || node.type === 'list') && !node.flow && isLong(value))
    return {
      start: node.start,
      end: node.end,
      text: renderBlock(value, column(text, node.start), style).join(style.eol).trimStart(),
    };
  const between = node.start < 0 ? '' : text.slice(entry.colon, node.start);
  const comment = node.type === 'scalar' && node.style === 'block' ? '' : commentIn(between);
  const end = text[node.end - 1] === '\n' ? node.end - 1 : node.end;
  const carriage = end > entry.colon && text[end - 1] === '\r' ? end - 1 : end;
  const tail = comment === '' ? '' : ` ${comment}`;
  if (!isLong(value))
    return {
      start: entry.colon,
      end: Math.max(entry.colon, carriage),
      text: ` ${renderFlow(value, style, false)}${tail}`,
    };
  const block = renderBlock(value, column(text, entry.key.start) + style.step, style).join(style.eol);
  // What follows on the line (a comment) goes before the new lines.
  const rest = text.slice(carriage, lineEnd(text, carriage)).replace(/\r$/, '');
  const stop = Math.max(entry.colon, carriage) + rest.length;
  return {
    start: entry.colon,
    end: stop,
    text: `${tail}${rest.trimEnd() === '' ? '' : ` ${rest.trim()}`}${style.eol}${block}`,
  };
}

/** Takes whole lines out: from the line of `start` to that of the character before `end`. */
function lines(text: string, start: number, end: number): Splice {
  const stop = lineEnd(text, end);
  return { start: lineStart(text, start), end: Math.min(stop + 1, text.length), text: '' };
}

function without<T>(
  all: readonly T[],
  index: number,
  start: (it: T) => number,
  end: (it: T) => number,
): Splice | undefined {
  const it = all[index];
  const next = all[index + 1];
  const before = all[index - 1];
  if (it === undefined) return undefined;
  if (next !== undefined) return { start: start(it), end: start(next), text: '' };
  return before === undefined ? undefined : { start: end(before), end: end(it), text: '' };
}

function removeEntry(text: string, map: MapNode, index: number, holder: Holder, style: Style): Splice | Refusal {
  const entry = map.entries[index];
  if (entry === undefined) return { refused: 'there is no such key' };
  if (map.entries.length === 1) return replace(text, map, holder, {}, style);
  if (map.flow)
    return (
      without(
        map.entries,
        index,
        (it) => it.key.start,
        (it) => it.end,
      ) ?? { refused: 'there is no such key' }
    );
  if (beginsLine(text, entry.key.start)) return lines(text, entry.key.start, entry.end);
  const next = map.entries[index + 1];
  return next === undefined
    ? { refused: 'the key shares its line with others' }
    : { start: entry.key.start, end: next.key.start, text: '' };
}

function removeItem(text: string, list: ListNode, index: number, holder: Holder, style: Style): Splice | Refusal {
  const item = list.items[index];
  if (item === undefined) return { refused: 'there is no such entry' };
  if (list.items.length === 1) return replace(text, list, holder, [], style);
  if (list.flow)
    return (
      without(
        list.items,
        index,
        (it) => it.start,
        (it) => it.end,
      ) ?? { refused: 'there is no such entry' }
    );
  const dash = text.lastIndexOf('-', item.start - 1);
  const told = item.start >= 0 && dash >= 0 && /^-[ \t]+(?:[&!]\S+[ \t]+)*$/.test(text.slice(dash, item.start));
  const next = list.items[index + 1];
  if (told && !beginsLine(text, dash) && next !== undefined && next.start >= 0)
    return { start: item.start, end: next.start, text: '' };
  if (!told || !beginsLine(text, dash)) return { refused: 'the entry shares its line with others' };
  return lines(text, dash, item.end);
}

/** The splice that makes a change; undefined where the text already says so. */
export function spliceOf(
  text: string,
  root: YamlNode | undefined,
  change: Change,
  style: Style,
): Splice | Refusal | undefined {
  const { path } = change;
  if (root === undefined) return { refused: 'the document is empty' };
  let node = root;
  let holder: Holder;
  for (const [depth, part] of path.entries()) {
    const last = depth === path.length - 1;
    if (node.type === 'alias')
      return { refused: `${path.slice(0, depth).join('.')} is an alias of something written elsewhere` };
    if (node.type === 'map') {
      const index = node.entries.findIndex((it) => it.name === String(part));
      const entry = node.entries[index];
      if (entry === undefined) {
        if (change.op === 'remove') return undefined;
        const value = nest(path.slice(depth + 1), change.value);
        return value === undefined
          ? { refused: 'there is no such list' }
          : insertKey(text, node, String(part), value, style);
      }
      if (last && change.op === 'remove') return removeEntry(text, node, index, holder, style);
      holder = { entry, map: node };
      node = entry.value;
    } else if (node.type === 'list' && typeof part === 'number') {
      const item = node.items[part];
      if (item === undefined) return change.op === 'remove' ? undefined : { refused: 'there is no such list entry' };
      if (last && change.op === 'remove') return removeItem(text, node, part, holder, style);
      holder = { index: part, list: node };
      node = item;
    } else {
      if (change.op === 'remove') return undefined;
      const value = nest(path.slice(depth), change.value);
      const empty =
        node.type === 'scalar' && (node.start < 0 || /^(?:~|null)$/i.test(text.slice(node.start, node.end)));
      if (!empty || value === undefined)
        return { refused: `${path.slice(0, depth).join('.') || 'the document'} holds a value where a map is needed` };
      return replace(text, node, holder, value, style);
    }
  }
  return change.op === 'remove'
    ? { refused: 'the document itself is not removed' }
    : replace(text, node, holder, change.value, style);
}
