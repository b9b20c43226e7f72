// SPDX-License-Identifier: Apache-2.0
// Answers of a provider's API, described as data: which there are, how each is told by its path or shape, and what it says.
// One description serves the saved pages of a collector and the answers that people saved themselves.
import type { Collected } from '../../model/inventory/inventory.ts';
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provider } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { ResponseReader } from '../collect/collector.ts';
import { maxTextBytes } from '../inventory-file.ts';
import type { InventoryFile, InventoryReader } from '../reader.ts';
import { type Fields, isFields } from '../values.ts';
import { at } from './values.ts';

/** One kind of answer. */
export interface AnswerType {
  /** Ends of the path (query cut off) that it is asked by, as in `/api/v1/apps`. The first group is what the answer is of. */
  readonly path: RegExp;
  /** Members that each object has, and no other type's have together: first come, first taken. */
  readonly shape: readonly string[];
  /** Where the objects stand, unless the answer is a list or an object by itself. */
  readonly list?: string;
  readonly tells: readonly ItemKind[];
  /** @param of what the path names, as in the user of `/users/ID/tokens` */
  readonly read: (object: Fields, where: Provenance, of: string | undefined) => Iterable<Item>;
}

export interface Answers {
  readonly provider: Provider;
  readonly types: readonly AnswerType[];
  /** The member that names the next page, where a list goes on. */
  readonly more?: string;
  /** How many a page holds, unless asked otherwise, and at most: a list of just so many may go on, where nothing says. */
  readonly pages?: readonly number[];
}

function plainPath(path: string): string {
  return path.slice(0, 1_024).replace(/[?#].*$/, '');
}

function typeOfPath(answers: Answers, path: string): AnswerType | undefined {
  const plain = plainPath(path);
  return answers.types.find((it) => it.path.test(plain));
}

/** The type that an object shows by its members. */
function typeOfShape(answers: Answers, value: unknown): AnswerType | undefined {
  if (!isFields(value)) return undefined;
  return answers.types.find((it) => it.shape.length > 0 && it.shape.every((key) => Object.hasOwn(value, key)));
}

/** The objects of an answer, and the way to each. */
function listOf(
  answers: Answers,
  body: unknown,
  told: AnswerType | undefined,
): { readonly values: readonly unknown[]; readonly path: readonly string[] | undefined } {
  if (Array.isArray(body)) return { values: body, path: [] };
  if (isFields(body)) {
    const names = told === undefined ? answers.types.flatMap((it) => it.list ?? []) : [told.list ?? ''];
    for (const name of names) {
      const list = at(body, name);
      if (Array.isArray(list)) return { values: list, path: [name] };
    }
  }
  return { values: [body], path: undefined };
}

function* readBody(
  answers: Answers,
  told: AnswerType | undefined,
  of: string | undefined,
  body: unknown,
  where: Provenance,
  say: (type: AnswerType) => void,
): Iterable<Item> {
  const { values, path } = listOf(answers, body, told);
  if (told !== undefined) say(told);
  // An empty page of a list with a name of its own (`"tokens": []`) has no object to tell by.
  const named = told ?? (path?.[0] === undefined ? undefined : answers.types.find((it) => it.list === path[0]));
  for (const [index, value] of values.entries()) {
    if (!isFields(value)) continue;
    const type = told ?? typeOfShape(answers, value) ?? named;
    if (type === undefined) continue;
    if (type !== told) say(type);
    const at = path === undefined ? where : { ...where, path: [...(where.path ?? []), ...path, index] };
    yield* type.read(value, at, of);
  }
}

/** Why an answer is taken to go on. */
function goesOn(answers: Answers, body: unknown): string | undefined {
  if (Array.isArray(body)) {
    return answers.pages?.includes(body.length) === true
      ? `has just ${body.length} entries, as many as a page holds: save it with the pages that follow in one list`
      : undefined;
  }
  if (!isFields(body)) return undefined;
  if (answers.more !== undefined && typeof at(body, answers.more) === 'string') {
    return `is one page of several: it names a next page (${answers.more})`;
  }
  const [start, total] = [at(body, 'start'), at(body, 'total')];
  const here = answers.types.flatMap((it) => (it.list === undefined ? [] : [at(body, it.list)])).find(Array.isArray);
  if (typeof total !== 'number' || here === undefined) return undefined;
  return here.length < total
    ? `is one page of several: it has ${here.length} of ${total} entries${typeof start === 'number' ? `, from ${start} on` : ''}`
    : undefined;
}

/** The reader of saved pages. Answers that say an error are passed over. */
export function responseReader(answers: Answers): ResponseReader {
  return function* (path, body, where, collected) {
    const told = typeOfPath(answers, path);
    if (told === undefined) return;
    const of = told.path.exec(plainPath(path))?.[1];
    yield* readBody(answers, told, of === undefined ? undefined : decode(of), body, where, (type) => {
      for (const kind of type.tells) collected({ kind, provider: answers.provider, complete: true });
    });
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a file name that has a % by itself
  }
}

export interface SavedAnswers extends Answers {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  /** A file below such a folder is named after the path of the API that it answers. */
  readonly folder: RegExp;
  /** Sets of members: a file that has all of one in its first 16 KiB is of this provider. */
  readonly marks: readonly (readonly string[])[];
}

/** The path of the API that a file is named after; only below a folder of the provider. */
function toldPath(answers: SavedAnswers, file: InventoryFile): string | undefined {
  const path = `/${file.path}`;
  const folder = answers.folder.exec(path);
  return folder === null ? undefined : path.slice(folder.index).replace(/\.(?:json|jsonl|ndjson)$/i, '');
}

/** Whether a file that is named like an answer can be one: a folder of that name may hold other things too. */
function fits(type: AnswerType, head: string): boolean {
  const members = [...type.shape, ...(type.list === undefined ? [] : [type.list])];
  return head.length < 128 || members.length === 0 || members.some((it) => head.includes(`"${it}"`));
}

function marked(head: string, marks: readonly (readonly string[])[]): boolean {
  const found = new Set(Array.from(head.slice(0, 16_384).matchAll(/"([A-Za-z_][\w]{0,60})"\s*:/g), (it) => it[1]));
  return marks.some((keys) => keys.every((key) => found.has(key)));
}

/** The whole text as JSON; undefined where it is several documents or too large. */
function wholeBody(file: InventoryFile): { readonly body: unknown } | undefined {
  if (file.size > maxTextBytes) return undefined;
  try {
    return { body: JSON.parse(file.text()) };
  } catch {
    return undefined; // JSON lines, or not valid: its records are read one by one, and each problem is told
  }
}

/** The reader of answers that people saved themselves. */
export function answersReader(answers: SavedAnswers): InventoryReader {
  return {
    id: answers.id,
    title: answers.title,
    how: answers.how,
    claims: (file) => {
      if (!/\.(?:json|jsonl|ndjson)$/i.test(file.path) || !/^\s*[[{]/.test(file.head)) return false;
      if (/^\s*\{\s*"tokenward"\s*:/.test(file.head)) return false;
      const path = toldPath(answers, file);
      const told = path === undefined ? undefined : typeOfPath(answers, path);
      if (told !== undefined && fits(told, file.head)) return true;
      return marked(file.head, answers.marks);
    },
    async *read(file, context): AsyncIterable<Item> {
      const path = toldPath(answers, file);
      const told = path === undefined ? undefined : typeOfPath(answers, path);
      const of = told === undefined || path === undefined ? undefined : told.path.exec(path)?.[1];
      const seen = new Map<ItemKind, Collected>();
      const say = (type: AnswerType): void => {
        const asked = type === told && of !== undefined ? { of: [decode(of)] } : {};
        for (const kind of type.tells) {
          if (!seen.has(kind)) seen.set(kind, { kind, provider: answers.provider, complete: true, ...asked });
        }
      };
      const whole = wholeBody(file);
      if (whole !== undefined) {
        yield* readBody(answers, told, of, whole.body, context.where({ document: 0, path: [] }), say);
        const why = goesOn(answers, whole.body);
        if (why !== undefined) {
          const note = `${file.name} ${why}`;
          for (const [kind, it] of seen) seen.set(kind, { ...it, complete: false, note });
        }
      } else {
        for await (const { value, line } of file.records()) {
          yield* readBody(answers, told, of, value, context.where({ line }), say);
        }
      }
      for (const it of seen.values()) context.collected(it);
    },
  };
}
