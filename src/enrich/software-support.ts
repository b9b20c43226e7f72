// SPDX-License-Identifier: Apache-2.0
import type { Support } from '../model/check.ts';
import { tsvRows } from './lists.ts';
import { readList } from './load.ts';

/** Until when versions of software are supported, from content/lists/software-support.tsv; read when first asked for. */
export function createSupport(): (product: string, version: string) => Support | undefined {
  let table: Map<string, Support> | undefined;
  return (product, version) => {
    table ??= new Map(
      [...tsvRows(readList('software-support.tsv'))].flatMap(
        ([name = '', number = '', until = '', note = '', source = '']) =>
          name === '' ? [] : [[`${name} ${number}`, { until, note, source }] as const],
      ),
    );
    return table.get(`${product} ${version}`);
  };
}
