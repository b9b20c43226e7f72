// SPDX-License-Identifier: Apache-2.0
// LDIF (RFC 2849), as ldifde and ldapsearch write it: content records, folded lines, base64 values, comments.
import type { InputProblem } from '../../model/account.ts';
import type { LineBatch } from '../reader.ts';
import { type DirectoryObject, maxValues, usedAttributes } from './directory-object.ts';
import { sidText } from './windows-values.ts';

/** Characters of one folded value. */
const maxValue = 4 << 20;

/**
 * Reads objects one after the other.
 *
 * ldifde marks exported objects as `changetype: add`; any other change record is no statement about what is, and refused.
 */
export async function* readLdif(
  batches: AsyncIterable<LineBatch>,
  file: string,
  problem: (problem: InputProblem) => void,
  seen: (object: DirectoryObject, attributes: Iterable<string>) => void,
): AsyncGenerator<DirectoryObject> {
  let dn: string | undefined;
  let values = new Map<string, string[]>();
  let names = new Set<string>();
  let start = 0;
  let refused = false;
  let pending: { text: string; line: number } | undefined;

  const bad = (line: number, message: string): void =>
    problem({ code: 'RECORD_INVALID', message: `${file}: line ${line}: ${message}`, position: { file, line } });

  const finishLine = (): void => {
    const it = pending;
    pending = undefined;
    if (it === undefined || it.text.startsWith('#')) return;
    const colon = it.text.indexOf(':');
    if (colon < 1) {
      bad(it.line, 'no attribute and value');
      return;
    }
    // An option, as in `member;range=0-1499`, is not part of the name.
    const name = (it.text.slice(0, colon).split(';')[0] ?? '').toLowerCase();
    const encoded = it.text[colon + 1] === ':';
    const raw = it.text.slice(colon + (encoded ? 2 : 1)).trimStart();
    if (name === 'version' && dn === undefined) return;
    if (!encoded && it.text[colon + 1] === '<') return; // a value in another file is never fetched
    if (name === 'dn') {
      if (dn !== undefined) bad(it.line, 'a second dn in one record');
      dn = encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
      start = it.line;
      return;
    }
    if (dn === undefined) {
      if (!refused && !/^(?:search|result|control|ref|numresponses)$/.test(name)) bad(it.line, 'a value before any dn');
      refused = true;
      return;
    }
    if (name === 'changetype') {
      if (raw !== 'add') {
        refused = true;
        bad(it.line, `this is a change (${raw.slice(0, 20)}), not an export; export with ldifde -f or ldapsearch -LLL`);
      }
      return;
    }
    names.add(name);
    if (!usedAttributes.has(name)) return;
    const list = values.get(name) ?? [];
    values.set(name, list);
    if (list.length < maxValues) list.push(decode(name, raw, encoded));
  };
  const finish = (): DirectoryObject | undefined => {
    finishLine();
    const object = dn === undefined || refused ? undefined : { dn, values, line: start };
    if (object !== undefined) seen(object, names);
    dn = undefined;
    values = new Map();
    names = new Set();
    refused = false;
    return object;
  };
  for await (const { first, lines } of batches) {
    for (const [index, line] of lines.entries()) {
      if (line === '') {
        const object = finish();
        if (object !== undefined) yield object;
      } else if (line.startsWith(' ')) {
        if (pending !== undefined && pending.text.length < maxValue) pending.text += line.slice(1);
      } else {
        finishLine();
        pending = { text: line, line: first + index };
      }
    }
  }
  const object = finish();
  if (object !== undefined) yield object;
}

function decode(name: string, raw: string, encoded: boolean): string {
  if (!encoded) return raw;
  const bytes = Buffer.from(raw, 'base64');
  if (name === 'objectsid') return sidText(bytes) ?? '';
  if (name === 'objectguid') return bytes.toString('hex');
  return bytes.toString('utf8');
}
