// SPDX-License-Identifier: Apache-2.0
// Documents of files that are too large for one piece. Two passes: the first finds what every list is around its elements,
// the second gives the elements one by one. Only one element, or one document that fits, is held at a time.
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { TokenwardError } from '../model/error.ts';
import type { Cutter, Segment } from './cut.ts';
import { JsonCutter } from './cut-json.ts';
import { YamlCutter } from './cut-yaml.ts';
import { at, type Fields, isFields } from './values.ts';
import { maxAliases, parseYaml, type YamlDocument, type YamlPiece, type YamlVersion } from './yaml-documents.ts';

/** A document, or an element of its `items`. A list comes behind its elements, with `items` empty. */
export interface DocumentPart extends YamlDocument {
  /** Of the document in its file. */
  readonly index: number;
  /** Which element of the list this is, and what the list says beside its elements. */
  readonly element?: { readonly index: number; readonly list: Fields };
  /** The document could not be read to its end, or not at all; the value is nothing. */
  readonly broken?: true;
}

/** One form of text: how it is cut, and how a piece is read. Elements are given as a list of one. */
export interface CutForm {
  readonly cutter: (max: number) => Cutter;
  /** Whether what stands before a list is a document of its own without it. */
  readonly headStands: boolean;
  /** @throws TokenwardError */
  readonly parse: (text: string, role: 'document' | 'element', piece: YamlPiece) => readonly YamlDocument[];
}

function parseJson(text: string, file: string, line: number): YamlDocument {
  try {
    return { value: JSON.parse(text), line };
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    throw new TokenwardError('DOCUMENT_INVALID', `${file} is not valid JSON`, { position: { file, line } });
  }
}

export function cutForm(head: string, file: string, version: YamlVersion): CutForm {
  if (/^\s*\{/.test(head)) {
    return {
      cutter: (max) => new JsonCutter(max),
      headStands: false,
      parse: (text, role, { line = 1 }) => {
        if (text.trim() === '') return [];
        const lead = /^\s*/.exec(text)?.[0] ?? '';
        const parsed = parseJson(text, file, line + lead.split('\n').length - 1);
        return [role === 'element' ? { ...parsed, value: [parsed.value] } : parsed];
      },
    };
  }
  return {
    cutter: (max) => new YamlCutter(max),
    headStands: true,
    // Names are slices of the text, and an item that holds one would hold all of it.
    parse: (text, _, piece) => structuredClone(parseYaml(text, file, version, piece)),
  };
}

/** Text of a file, a chunk at a time: UTF-16 where its mark says so, else UTF-8. */
export async function* readChunks(absolute: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of createReadStream(absolute, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk;
    decoder ??= new TextDecoder(
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8',
    );
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** What the first pass found of a document that is too large: the list around its elements, or why it is none. */
type Plan = { readonly list: Fields; readonly line: number } | { readonly refused: TokenwardError };

async function* segments(chunks: AsyncIterable<string>, cutter: Cutter): AsyncGenerator<Segment> {
  for await (const chunk of chunks) yield* cutter.push(chunk);
  yield* cutter.finish();
}

export interface PartsOptions {
  readonly file: string;
  readonly form: CutForm;
  /** Gives the text from its beginning, each time. */
  readonly chunks: () => AsyncIterable<string>;
  /** Characters of a document that is read in one piece, and of an element. */
  readonly max: number;
  readonly problem: (error: unknown) => void;
}

/**
 * The documents of a text of any size. What is neither small enough nor a list that can be cut is a problem; so is an
 * element that cannot be read alone, as one with an alias to another: what comes behind it in its list is left out.
 */
export async function* documentParts(options: PartsOptions): AsyncGenerator<DocumentPart> {
  const plans = await survey(options);
  const { form, max, problem } = options;
  const cutter = form.cutter(max);
  let ordinal = 0;
  let index = 0;
  let text = '';
  let line = 1;
  let element = 0;
  let broken = false;
  const aliases = { left: maxAliases };
  for await (const it of segments(options.chunks(), cutter)) {
    const plan = plans.get(ordinal);
    if (plan === undefined && it.role !== 'end') {
      if (text === '') line = it.line;
      text += it.text;
    } else if (it.role === 'item' && plan !== undefined && 'list' in plan && !broken) {
      try {
        yield { ...readElement(it, options, aliases), index, element: { index: element++, list: plan.list } };
      } catch (error) {
        broken = true;
        problem(error);
      }
    }
    if (it.role !== 'end') continue;
    if (plan === undefined) {
      try {
        for (const document of form.parse(text, 'document', { line })) yield { ...document, index: index++ };
      } catch (error) {
        problem(error);
        yield { value: undefined, line, index: index++, broken: true };
      }
    } else if ('list' in plan && !broken) {
      yield { value: { ...plan.list, items: [] }, line: plan.line, index: index++ };
    } else {
      if ('refused' in plan) problem(plan.refused);
      yield { value: undefined, line: it.line, index: index++, broken: true };
    }
    ordinal++;
    text = '';
    element = 0;
    broken = false;
    aliases.left = maxAliases;
  }
}

function readElement(segment: Segment, { form, file, max }: PartsOptions, aliases: { left: number }): YamlDocument {
  if (segment.oversize) throw tooLarge(file, segment.line, `an element of the list is longer than ${max} characters`);
  const [document, ...more] = form.parse(segment.text, 'element', { line: segment.line, aliases });
  const value = document?.value;
  if (document === undefined || more.length > 0 || !Array.isArray(value) || value.length !== 1) {
    throw new TokenwardError(
      'DOCUMENT_INVALID',
      `${file}: an element of the list cannot be told from what is around it`,
      {
        position: { file, line: segment.line },
      },
    );
  }
  return { value: value[0], line: document.line };
}

function tooLarge(file: string, line: number, what: string): TokenwardError {
  return new TokenwardError(
    'RECORD_TOO_LARGE',
    `${file}: ${what}; export it in parts, as with \`kubectl get\` for one namespace or kind at a time`,
    { position: { file, line } },
  );
}

/** Reads the text once for the lists that are too large to be read in one piece. */
async function survey({ form, chunks, max, file }: PartsOptions): Promise<ReadonlyMap<number, Plan>> {
  const plans = new Map<number, Plan>();
  let ordinal = 0;
  let size = 0;
  let frame = '';
  let before: string | undefined;
  let line = 1;
  let lost = false;
  for await (const it of segments(chunks(), form.cutter(max))) {
    if (size === 0) line = it.line;
    size += it.oversize ? max + 1 : it.text.length;
    if (it.role === 'frame') {
      if (it.oversize || frame.length + it.text.length > max) lost = true;
      else frame += it.text;
    } else if (it.role === 'item') before ??= frame;
    if (it.role !== 'end') continue;
    if (size > max) plans.set(ordinal, lost ? { refused: whole(file, line, max) } : plan(frame, before, line));
    ordinal++;
    size = 0;
    frame = '';
    before = undefined;
    lost = false;
  }
  return plans;

  function plan(all: string, head: string | undefined, first: number): Plan {
    if (head === undefined) return { refused: whole(file, first, max) };
    try {
      // Else the list was text of a scalar.
      if (form.headStands) form.parse(head, 'document', { line: first });
      const [document, ...more] = form.parse(all, 'document', { line: first });
      const value = document?.value;
      if (document !== undefined && more.length === 0 && isFields(value)) {
        const items = at(value, 'items');
        if (Object.hasOwn(value, 'items') && (items === null || (Array.isArray(items) && items.length === 0)))
          return { list: value, line: document.line };
      }
    } catch (error) {
      if (!(error instanceof TokenwardError)) throw error;
      // Lines behind the list are not counted in what is left without it.
      return {
        refused: new TokenwardError(error.code, error.message, { position: { file, line: first }, cause: error }),
      };
    }
    return { refused: whole(file, first, max) };
  }
}

function whole(file: string, line: number, max: number): TokenwardError {
  return tooLarge(file, line, `a document is longer than ${max} characters and no list that can be read in parts`);
}
