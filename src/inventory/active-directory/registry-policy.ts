// SPDX-License-Identifier: Apache-2.0
// Registry.pol: what the administrative templates of a GPO set, in SYSVOL, in a backup, or of a machine itself.
//
// Verified against [MS-GPREG] 2.2.1 (layout, types, names that delete) and Microsoft's page on the Registry Policy File Format.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { policyFolder, settingsItems } from './security-settings.ts';

const maxEntries = 100_000;
/** Characters of a key or of a name: the registry allows 255 and 16,383. */
const maxName = 16_384;

/** Keys of which values are kept; others may hold anything, passwords among them. */
const kept: readonly RegExp[] = [
  /^system\\currentcontrolset\\control\\lsa(?:\\|$)/,
  /^system\\currentcontrolset\\control\\securityproviders\\wdigest$/,
  /^software\\policies\\microsoft\\windows\\(?:system|deviceguard)$/,
  /^software\\microsoft\\windows\\currentversion\\policies\\system(?:\\|$)/,
];

class Bytes {
  readonly #bytes: Buffer;
  at = 8;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  fail(what: string): never {
    throw new RangeError(`${what} at byte ${this.at}`);
  }

  number(bytes: 2 | 4): number {
    if (this.left < bytes) this.fail('the file ends');
    const value = this.#bytes.readUIntLE(this.at, bytes);
    this.at += bytes;
    return value;
  }

  sign(wanted: string): void {
    if (this.number(2) !== wanted.charCodeAt(0)) this.fail(`"${wanted}" is missing`);
  }

  /** Up to the zero behind it. */
  name(): string {
    const from = this.at;
    for (let many = 0; many <= maxName; many++) {
      if (this.number(2) === 0) return this.#bytes.toString('utf16le', from, this.at - 2);
    }
    return this.fail('a name does not end');
  }

  take(size: number): Buffer {
    if (size > this.left) this.fail('a value is longer than the file');
    this.at += size;
    return this.#bytes.subarray(this.at - size, this.at);
  }
}

/** A value as the other forms of policies write it; undefined for what is neither text nor number. */
function valueText(type: number, data: Buffer): string | undefined {
  if (type === 4 && data.length === 4) return String(data.readUInt32LE(0));
  if (type === 1 || type === 2)
    return data
      .toString('utf16le')
      .replace(/\0[\s\S]*$/, '')
      .slice(0, 4_096);
  return undefined;
}

/** Forgets what a name that begins with `**` deletes. */
function forget(found: Map<string, string>, key: string, name: string, data: Buffer): void {
  const one = /^\*\*del\.(.+)$/i.exec(name)?.[1];
  const names = /^\*\*deletevalues$/i.test(name)
    ? (valueText(1, data) ?? '').split(';')
    : one === undefined
      ? []
      : [one];
  for (const it of names) found.delete(`${key}\\${it.trim().toLowerCase()}`);
  if (!/^\*\*delvals\.?$/i.test(name)) return;
  for (const it of [...found.keys()]) {
    if (it.startsWith(`${key}\\`) && !it.slice(key.length + 1).includes('\\')) found.delete(it);
  }
}

/**
 * Values by key and name in lower case, in the order of the file: later ones win.
 *
 * @throws RangeError that names the byte, where the file is not what it seems; `found` holds what came before
 */
export function readRegistryPolicy(bytes: Buffer, found: Map<string, string>): void {
  const input = new Bytes(bytes);
  for (let entries = 0; input.left > 0; entries++) {
    if (entries >= maxEntries) input.fail(`there are more than ${maxEntries} values`);
    input.sign('[');
    const key = input.name().toLowerCase();
    input.sign(';');
    const name = input.name();
    input.sign(';');
    const type = input.number(4);
    input.sign(';');
    const size = input.number(4);
    input.sign(';');
    const data = input.take(size);
    input.sign(']');
    if (!kept.some((it) => it.test(key))) continue;
    if (name.startsWith('**')) {
      forget(found, key, name, data);
      continue;
    }
    const text = valueText(type, data);
    if (text !== undefined) found.set(`${key}\\${name.toLowerCase()}`, text);
  }
}

export const registryPolicy: InventoryReader = {
  id: 'active-directory.registry-policy',
  title: 'Administrative templates of Group Policy (Registry.pol)',
  how: '`Machine\\Registry.pol` of a policy in SYSVOL, of a backup made with `Backup-GPO -All -Path gpo`, or of C:\\Windows\\System32\\GroupPolicy',
  claims: (file) => /(?:^|\/)registry\.pol$/i.test(file.path) && file.head.startsWith('PReg\u0001\0\0\0'),
  *read(file, context): Iterable<Item> {
    const found = new Map<string, string>();
    try {
      readRegistryPolicy(file.bytes(), found);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = `${file.name} is not a whole Registry.pol: ${error.message}; what stands before it was read`;
      context.problem({ code: 'DOCUMENT_INVALID', message, position: { file: file.name } });
    }
    // Nothing of what checks ask for is set by users' policies.
    const user = /(?:^|\/)user\/[^/]+$/i.test(file.path);
    const registry = new Map([...found].map(([key, value]) => [`${user ? 'USER' : 'MACHINE'}\\${key}`, value]));
    const guid = policyFolder(file.path);
    // A policy's other files are items of their own: what each sets is judged by itself.
    const stable = guid === undefined ? file.path : `${guid}/${user ? 'user' : 'machine'}/registry.pol`;
    const name = guid === undefined ? file.path : `policy ${guid} (Registry.pol)`;
    yield* settingsItems(
      { system: new Map(), rights: new Map(), registry },
      stable,
      name,
      'group-policy',
      context.where(),
    );
  },
};
