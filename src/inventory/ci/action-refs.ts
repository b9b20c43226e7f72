// SPDX-License-Identifier: Apache-2.0
// Tags and branches of the repositories of actions, which tell what a pin is.
//
// Sources: https://docs.github.com/en/rest/repos/repos#list-repository-tags and
// https://docs.github.com/en/rest/branches/branches#list-branches; of an annotated tag `commit` is the commit that it names.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { at, below, isFields, text } from '../values.ts';

const path = /(?:^|\/)repos\/(?<owner>[\w.-]{1,100})\/(?<name>[\w.-]{1,100})\/(?<type>tags|branches)\.json$/i;
/** Lengths of pages: a list as long as one may go on. */
const pages = [30, 100];

/** Lists of tags and branches that people saved with `gh api`. */
export const actionRefs: InventoryReader = {
  id: 'github.action-refs',
  title: 'Tags and branches of actions',
  how: '`gh api --paginate repos/actions/checkout/tags > repos/actions/checkout/tags.json`, and `branches` the same way',
  claims: (file) =>
    path.test(file.path) &&
    (/^\s*\[\s*\]\s*$/.test(file.head) ||
      (/^\s*\[/.test(file.head) && /"commit"\s*:\s*\{\s*"sha"\s*:/.test(file.head))),
  *read(file, context): Iterable<Item> {
    const { owner = '', name = '', type = '' } = path.exec(file.path)?.groups ?? {};
    const repository = `${owner}/${name}`.toLowerCase();
    const kind = type.toLowerCase() === 'branches' ? 'branches' : 'tags';
    context.collected({ kind: 'action-refs.list', provider: 'github', complete: true });
    for (const { value, index } of file.documents('1.2').slice(0, 1)) {
      if (!Array.isArray(value)) continue;
      const refs = value.slice(0, 50_000).flatMap((it: unknown) => {
        const ref = isFields(it) ? text(at(it, 'name')) : undefined;
        const commit = isFields(it) ? text(at(below(it, 'commit'), 'sha'))?.toLowerCase() : undefined;
        return ref === undefined || commit === undefined ? [] : [{ name: ref, commit }];
      });
      yield {
        kind: 'action-refs.list',
        id: `github:action-refs:${repository}/${kind}`,
        provider: 'github',
        where: context.where({ document: index, path: [] }),
        repository,
        type: kind,
        whole: !pages.includes(value.length),
        refs,
      };
    }
  },
};
