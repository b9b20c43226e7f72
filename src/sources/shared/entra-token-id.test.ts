// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entraTokenId } from './entra-token-id.ts';

const guid = '00112233-4455-6677-8899-aabbccddeeff';

/** The sixteen bytes as .NET's Guid.ToByteArray gives them, written down from its documentation. */
function netBytes(text: string): Buffer {
  const hex = text.replaceAll('-', '');
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)));
}

test('the first three groups of the bytes are little-endian', () => {
  expect(entraTokenId('MyIRAFVEd2aImaq7zN3u_w')).toBe(guid);
  expect(entraTokenId('MyIRAFVEd2aImaq7zN3u/w==')).toBe(guid);
});

test('every GUID comes back from each way of writing it', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      for (const written of [
        id,
        id.toUpperCase(),
        Buffer.from(id).toString('base64'),
        Buffer.from(id.toUpperCase()).toString('base64url'),
        netBytes(id).toString('base64url'),
        netBytes(id).toString('base64'),
      ]) {
        expect(entraTokenId(written)).toBe(id);
      }
    }),
  );
});

test.each(['', 'token', '00112233-4455-6677-8899', 'A'.repeat(48), `${guid}x`, '!'.repeat(22)])('%j is none', (text) =>
  expect(entraTokenId(text)).toBeUndefined(),
);
