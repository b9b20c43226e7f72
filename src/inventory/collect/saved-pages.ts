// SPDX-License-Identifier: Apache-2.0
import type { Collected } from '../../model/inventory/inventory.ts';
import { type Item, type ItemKind, itemSchema } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { pageLineSchema, pagesEndSchema, pagesHeaderSchema } from './page-lines.ts';
import { responseReaders } from './response-readers.ts';

const kinds: ReadonlyMap<string, ItemKind> = new Map(
  itemSchema.options.map((it) => it.unwrap().shape.kind.value).map((kind) => [kind, kind]),
);

/** Pages that `tokenward inventory collect` saved, of any provider and size. */
export const savedPages: InventoryReader = {
  id: 'collect.pages',
  title: 'Answers of an API, as `tokenward inventory collect` saves them',
  how: '`tokenward inventory collect PROVIDER --output FOLDER`',
  claims: (file) => /^\s*\{\s*"tokenward"\s*:\s*"pages"/.test(file.head),
  async *read(file, context): AsyncGenerator<Item> {
    let header: ReturnType<typeof pagesHeaderSchema.parse> | undefined;
    let ended = false;
    /** Why a kind is not complete; undefined where it is. */
    const told = new Map<string, string | undefined>();
    for await (const { value, line } of file.records()) {
      const position = { file: file.name, line };
      if (header === undefined) {
        const parsed = pagesHeaderSchema.safeParse(value);
        if (!parsed.success) {
          context.problem({
            code: 'ITEM_INVALID',
            message: `${file.name}: the first line is no header of saved pages of this version: collect them again`,
            position,
          });
          return;
        }
        header = parsed.data;
        continue;
      }
      if (pagesEndSchema.safeParse(value).success) {
        ended = true;
        continue;
      }
      const parsed = pageLineSchema.safeParse(value);
      if (!parsed.success) {
        context.problem({ code: 'ITEM_INVALID', message: `${file.name}: this line is no saved page`, position });
        continue;
      }
      const page = parsed.data;
      const why = page.refused ?? page.failed;
      for (const kind of page.tells) {
        const before = told.get(kind);
        const place = page.of ?? page.path;
        const note =
          why === undefined ? undefined : `${place} was answered with ${page.status}${why === '' ? '' : `: ${why}`}`;
        told.set(kind, before ?? note);
      }
      if (page.body === undefined || page.body === null) continue;
      const reader = responseReaders.get(header.provider);
      if (reader === undefined) continue;
      const where = context.where({ line, path: ['body'], collectedAt: page.at });
      yield* reader(page.of ?? page.path, page.body, { ...where, source: `${header.provider}.api` }, context.collected);
    }
    if (header === undefined) return;
    if (!responseReaders.has(header.provider)) {
      context.problem({
        code: 'UNRECOGNISED',
        message: `${file.name}: nobody reads saved pages of ${header.provider} yet`,
        position: { file: file.name },
      });
      return;
    }
    for (const [name, why] of told) {
      const kind = kinds.get(name);
      if (kind === undefined) continue;
      const note = why ?? (ended ? undefined : 'the collection was interrupted: run it again, it goes on from there');
      const it: Collected = { kind, provider: header.provider, complete: note === undefined };
      context.collected(note === undefined ? it : { ...it, note });
    }
  },
};
