// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../read-inventory.ts';
import { readRegistryPolicy } from './registry-policy.ts';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const header = Buffer.from('PReg\u0001\0\0\0', 'latin1');

function entry(key: string, name: string, type: number, data: Buffer, size = data.length): Buffer {
  const parts = [utf16(`[${key}\0;${name}\0;`), word(type), utf16(';'), word(size), utf16(';'), data, utf16(']')];
  return Buffer.concat(parts);
}

const lsa = 'SYSTEM\\CurrentControlSet\\Control\\Lsa';

function read(...entries: readonly Buffer[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  readRegistryPolicy(Buffer.concat([header, ...entries]), found);
  return Object.fromEntries(found);
}

describe('Registry.pol', () => {
  it('gives numbers and texts of the keys that checks ask for, and nothing else', () => {
    const secret = ['Ma', 'gic', '42'].join('');
    const winlogon = 'Software\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
    const read1 = read(
      entry(lsa, 'RunAsPPL', 4, word(4_000_000_000)),
      entry(lsa, 'Text', 1, utf16('ä; ]\0')),
      entry(lsa, 'Bytes', 3, Buffer.from([1, 2, 3])),
      entry(winlogon, 'DefaultPassword', 1, utf16(`${secret}\0`)),
    );
    const prefix = lsa.toLowerCase();
    expect(read1).toEqual({ [`${prefix}\\runasppl`]: '4000000000', [`${prefix}\\text`]: 'ä; ]' });
  });

  it('deletes what it says', () => {
    const two = [entry(lsa, 'A', 4, word(1)), entry(`${lsa}\\MSV1_0`, 'B', 4, word(1))];
    expect(Object.keys(read(...two, entry(lsa, '**del.a', 1, utf16(' \0'))))).toEqual([
      `${lsa}\\MSV1_0\\B`.toLowerCase(),
    ]);
    expect(Object.keys(read(...two, entry(lsa, '**delvals.', 1, utf16(' \0'))))).toHaveLength(1);
    expect(Object.keys(read(...two, entry(lsa, '**DeleteValues', 1, utf16('x;A\0'))))).toHaveLength(1);
  });

  it('keeps what stands before the place where it breaks, and says where', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'tokenward-ad-'));
    const guid = '{44444444-2222-4333-8444-555555555555}';
    const file = join(cwd, guid, 'Machine', 'Registry.pol');
    mkdirSync(dirname(file), { recursive: true });
    const whole = entry(lsa, 'RunAsPPL', 4, word(1));
    writeFileSync(file, Buffer.concat([header, whole, entry(lsa, 'LsaCfgFlags', 4, word(1), 0x7fff_ffff)]));
    const { inventory, problems } = await readInventory(['.'], { cwd });
    expect(inventory.of('active-directory.policy')).toMatchObject([
      {
        id: `active-directory:policy:${guid}/machine/registry.pol`,
        registry: { [`machine\\${lsa.toLowerCase()}\\runasppl`]: '1' },
      },
    ]);
    expect(problems).toMatchObject([
      { code: 'DOCUMENT_INVALID', message: expect.stringContaining('longer than the file') },
    ]);
  });

  it('ends on any bytes', () => {
    const pieces = [
      utf16('['),
      utf16(';'),
      utf16(']'),
      utf16('\0'),
      word(4),
      word(0xffff_ffff),
      utf16(lsa),
      Buffer.from([7]),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        try {
          readRegistryPolicy(Buffer.concat([header, ...parts]), new Map());
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
