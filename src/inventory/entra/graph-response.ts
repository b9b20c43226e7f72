// SPDX-License-Identifier: Apache-2.0
// Saved answers of Microsoft Graph, at any size.
import type { Item } from '../../model/inventory/item.ts';
import { maxTextBytes } from '../inventory-file.ts';
import type { InventoryFile, InventoryReader } from '../reader.ts';
import { objectOfPath, readGraphObject } from './entra-responses.ts';
import { claimsByShape, contextPattern, type GraphType, typeOfPath, typeTells } from './graph-types.ts';

/** How the objects stand in the file: in `value`, in an array, or one by itself. */
type Layout = 'value' | 'array' | 'object';

function layoutOf(head: string): Layout {
  if (/^\s*\[/.test(head)) return 'array';
  return /"value"\s*:\s*\[/.test(head.slice(0, beginOfObjects(head))) ? 'value' : 'object';
}

/** Where the first inner object begins: what stands before is of the answer itself. */
function beginOfObjects(head: string): number {
  const first = head.indexOf('{');
  const second = head.indexOf('{', first + 1);
  return second === -1 ? head.length : second;
}

/** The type by the answer's own context, or by the file's name (`servicePrincipals.json`, `.../GUID/owners.json`). */
function typeOf(file: InventoryFile): GraphType | undefined {
  const context = contextPattern.exec(file.head.slice(0, 32_768))?.[1];
  const byContext = context === undefined ? undefined : typeOfPath(context);
  if (byContext !== undefined) return byContext;
  const named = `/${file.path.replace(/\.[a-z]+$/i, '')}`;
  return context === undefined || /directoryobjects/i.test(context) ? typeOfPath(named) : undefined;
}

/** Kinds of which a tenant has many: one object alone is not all of them. */
const many: ReadonlySet<GraphType> = new Set([
  'applications',
  'servicePrincipals',
  'users',
  'groups',
  'conditionalAccessPolicies',
]);

/** What `az ad` gives without `--all`. */
const defaultLength = 100;

/** Why there is more than the file holds, as the end of a sentence; undefined where nothing says so. */
function restOf(file: InventoryFile, type: GraphType, layout: Layout, count: number): string | undefined {
  // What a tool has put in order may name the next page behind the objects.
  const ends = [
    file.head.slice(0, beginOfObjects(file.head)),
    ...(file.size <= maxTextBytes ? [file.text().slice(-8_192)] : []),
  ];
  if (layout !== 'array' && ends.some((it) => /"@odata\.nextLink"\s*:\s*"/i.test(it)))
    return 'is one page of several: it names a next page (@odata.nextLink)';
  if (layout === 'object' && many.has(type)) return 'is one object, not the list of them';
  if (layout === 'array' && many.has(type) && count === defaultLength)
    return `holds ${defaultLength}, which is where \`az ad\` stops without --all`;
  return undefined;
}

/** Answers of Microsoft Graph as JSON. */
export const graphResponse: InventoryReader = {
  id: 'entra.graph',
  title: 'Answers of Microsoft Graph',
  how: "`az rest --url 'https://graph.microsoft.com/v1.0/servicePrincipals?$top=999'`, `Invoke-MgGraphRequest -OutputType Json`, Graph Explorer, `az ad app list --all`, `az ad sp list --all`, or `Get-MgApplication -All | ConvertTo-Json -Depth 10`",
  claims: (file) => {
    if (!/\.(?:json|jsonl|ndjson)(?:\.gz|\.zst)?$/i.test(file.path)) return false;
    // What a collector saved is read page by page, by its own reader.
    if (/^\s*\{\s*"tokenward"\s*:/.test(file.head)) return false;
    const context = contextPattern.exec(file.head.slice(0, 32_768))?.[1];
    // Logs of sign-ins and audits come from Graph too: they are no inventory.
    if (context !== undefined) return typeOfPath(context) !== undefined || /^directoryobjects/i.test(context);
    return claimsByShape(file.head);
  },
  async *read(file, context): AsyncIterable<readonly Item[]> {
    const type = typeOf(file);
    const layout = layoutOf(file.head);
    // Paths are for showing lines, which is done for files that can be held; a large file has its line numbers.
    const paths = file.size <= maxTextBytes;
    const of = objectOfPath(`/${file.path}`);
    let index = 0;
    for await (const batch of file.batches()) {
      const items: Item[] = [];
      for (const { value, line } of batch) {
        const path = layout === 'value' ? ['value', index] : layout === 'array' ? [index] : [];
        index++;
        const where = context.where(paths ? { line, document: 0, path } : { line });
        for (const item of readGraphObject(value, where, type, of)) items.push(item);
      }
      yield items;
    }
    const rest = type === undefined ? undefined : restOf(file, type, layout, index);
    for (const kind of type === undefined ? [] : typeTells[type]) {
      context.collected({
        kind,
        provider: 'entra',
        complete: rest === undefined,
        ...(rest === undefined ? {} : { note: `${file.name} ${rest}` }),
      });
    }
  },
};
