// SPDX-License-Identifier: Apache-2.0
// Secrets never rest: tokens in every text of every record never show up in anything that is written.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateLab } from '../../src/lab/lab.ts';
import { makeFolder, tokenRead, tokenward } from './cli.ts';

const folder = makeFolder();
afterAll(folder.remove);
const settings = fileURLToPath(new URL('../../examples/tokenward.yml', import.meta.url));

// A body of its own in every token, which no log would hold by chance, put together so that no scanner trips over it.
const body = (at: number): string => `plAnt${String(at).padStart(5, '0')}`;
const shapes: readonly ((at: number) => string)[] = [
  (at) => `${'gh'}p_${body(at)}${'a1B2'.repeat(7)}`,
  (at) => `${'eyJ'}hbGciOiJSUzI1NiJ9.${body(at)}${'c3D4'.repeat(10)}.${'e5F6'.repeat(10)}`,
  (at) => `${'xo'}xb-123456789012-${body(at)}${'g7H8'.repeat(6)}`,
  (at) => `${'Bea'}rer ${body(at)}${'i9J0'.repeat(8)}`,
  (at) => `/cb?${'access'}_token=${body(at)}${'k1L2'.repeat(6)}&x=1`,
  (at) => `${'gl'}pat-${body(at)}${'m3N4'.repeat(4)}`,
  (at) => `curl -H "Authorization: ${'Bas'}ic ${body(at)}${'o5P6'.repeat(5)}"`,
];

let planted = 0;

/** A copy with a token after every text; at some places `instead`. Times and what a record is known by stay as they are. */
function plant(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    if (
      /time|date|^(?:kind|apiVersion|category|published|created_at|eventVersion|eventSource|eventName|schemaId)$/i.test(
        key,
      )
    ) {
      return value;
    }
    planted++;
    // Lists of scopes are cut at spaces, which leaves a bare word: it is joined by `+`, as in a form.
    if (/scope/i.test(key)) return `${value} ${shapes[planted % shapes.length]?.(planted).replaceAll(' ', '+')}`;
    return `${value} ${shapes[planted % shapes.length]?.(planted)}`;
  }
  if (Array.isArray(value)) return value.map((it: unknown) => plant(it, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, plant(it, name)]));
}

beforeAll(() => {
  const texts = new Map<string, string[]>();
  const lab = generateLab({ seed: 5, start: '2026-03-02T00:00:00.000Z', days: 1, people: 8, size: { events: 200 } });
  for (const { record, file } of lab) {
    const name = file.replaceAll('/', '_').replace(/\.gz$/, '');
    const list = texts.get(name) ?? [];
    // One text at a time keeps the record one that rules are met by; all at once shows up as samples of strange records.
    const fields = Object.entries(record);
    const only = list.length % (fields.length + 1);
    list.push(
      JSON.stringify(
        Object.fromEntries(
          fields.map(([key, it], at) => [key, at === only || only === fields.length ? plant(it, key) : it]),
        ),
      ),
    );
    texts.set(name, list);
  }
  for (const [name, list] of texts) writeFileSync(folder.path(name), `${list.join('\n')}\n`);
  const evil = shapes.map((shape) => shape(++planted));
  const found = evil.flatMap((secret) => [
    tokenRead({ user: { username: secret } }),
    tokenRead({ userAgent: secret, auditID: secret }),
    tokenRead({ objectRef: { resource: 'pods', subresource: 'exec', namespace: secret, name: secret } }),
    tokenRead({ sourceIPs: [secret] }),
    `{"broken": "${secret}", `,
    `${secret} in a line that is no JSON`,
    JSON.stringify({ of: 'no source', secret }),
  ]);
  writeFileSync(folder.path('evil.log'), `${found.join('\n')}\n`);
});

/** Texts with a planted body in them, `\\u` escapes undone. */
function leaks(text: string): readonly string[] {
  const plain = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_it, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return [...plain.matchAll(/.{0,60}plAnt\d{5}.{0,20}/g)].map(([it]) => it);
}

function everything(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => readFileSync(`${it.parentPath}/${it.name}`, 'utf8'));
}

test.each(['terminal', 'jsonl', 'ocsf', 'sarif', 'html'])(
  'no planted token is in %s, on standard error or in state',
  async (format) => {
    expect(planted).toBeGreaterThan(200);
    const state = folder.path(`.state-${format}`);
    const { code, stdout, stderr } = await tokenward([
      'detect',
      folder.path(),
      '--format',
      format,
      '--state',
      state,
      '--settings',
      settings,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('‹secret ');
    expect(leaks(stdout)).toEqual([]);
    expect(leaks(stderr)).toEqual([]);
    const kept = everything(state);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.flatMap(leaks)).toEqual([]);
  },
);
