// SPDX-License-Identifier: Apache-2.0
import { scrub } from '../../detect/fingerprint.ts';
import type { Severity } from '../../model/finding.ts';
import type { ImportedResult } from '../../model/inventory/imported.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

/** What a tool told, before it is an item. Snippets are never taken: they are where secrets stand. */
export interface ToldResult {
  readonly tool: string;
  readonly rule: string;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly severity: Severity;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly commit?: string | undefined;
  readonly help?: string | undefined;
  readonly verified?: boolean | undefined;
}

const longest = 500;

/** Names of tools as checks' mappings write them. */
export function toolName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'unnamed' : plain.slice(0, 60);
}

function clean(text: string): string {
  return scrub(text.slice(0, 4 * longest))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
}

/** A path as a user would write it: without scheme, decoded, with forward slashes. */
export function plainPath(uri: string): string {
  let path = uri.replace(/^file:\/\/(?:localhost)?(?=\/)/, '').replace(/\\/g, '/');
  try {
    path = decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error; // a percent sign that is one
  }
  return clean(path.replace(/^\.\//, '').replace(/^\/([A-Za-z]:\/)/, '$1'));
}

/** The item of a result; the same result in two reports is one. */
export function toImportedResult(it: ToldResult, where: Provenance): ImportedResult {
  const title = clean(it.title ?? it.rule);
  const rule = clean(it.rule);
  const place = [it.commit?.slice(0, 12), it.file, it.line].filter((part) => part !== undefined).join(':');
  return {
    id: `tools:${it.tool}:${rule}:${place === '' ? clean(it.message ?? title) : place}`,
    provider: 'tools',
    where,
    kind: 'imported.result',
    tool: it.tool,
    rule,
    title,
    message: clean(it.message ?? title),
    severity: it.severity,
    ...(it.file === undefined ? {} : { file: it.file }),
    ...(it.line === undefined ? {} : { line: it.line }),
    ...(it.column === undefined ? {} : { column: it.column }),
    ...(it.commit === undefined ? {} : { commit: clean(it.commit) }),
    ...(it.help === undefined ? {} : { help: clean(it.help) }),
    ...(it.verified === undefined ? {} : { verified: it.verified }),
  };
}
