// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { filesBelow, isTest } from './sources.ts';

const pure = ['model', 'sigma', 'sources', 'enrich', 'detect', 'audit', 'accounts'];
const all = [...pure, 'ingest', 'inventory', 'report', 'run', 'lab', 'secrets', 'least-privilege', 'fix', 'cli'];

/** What each room of src may import, besides itself. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sigma: ['model/error.ts'],
  ingest: ['model'],
  sources: ['model'],
  enrich: ['model'],
  report: ['model'],
  lab: ['model'],
  detect: ['model', 'sigma', 'sources', 'enrich'],
  run: ['model', 'sigma', 'sources', 'enrich', 'detect', 'ingest'],
  inventory: ['model', 'ingest', 'sources', 'detect/fingerprint.ts'],
  audit: ['model', 'accounts'],
  accounts: ['model'],
  secrets: ['model', 'ingest', 'detect/fingerprint.ts'],
  'least-privilege': ['model', 'sources', 'ingest', 'inventory', 'detect/fingerprint.ts'],
  fix: ['model', 'inventory/yaml-documents.ts', 'inventory/yaml-tree.ts'],
  cli: all,
  'main.ts': all.filter((room) => room !== 'cli'),
};

/** Rooms that touch no file, network or clock; the named files are their only doors to the disk. */
const doors: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sigma: [],
  detect: [],
  sources: [],
  report: [],
  audit: [],
  accounts: [],
  enrich: ['src/enrich/load.ts'],
  fix: [],
};

const statement =
  /(?:^|[\n;}])\s*(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(statement)].map((match) => match[1] ?? match[2] ?? '');
}

const files = filesBelow(['src'], ['.ts']).filter((file) => !file.path.startsWith('src/detect/scan/wasm/'));
const shipped = files.filter((file) => !isTest(file.path));

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

describe('import directions', () => {
  it('knows every room', () => {
    expect([...new Set(files.map((file) => roomOf(file.path)))].filter((room) => !(room in rooms))).toEqual([]);
  });

  it('reads imports as they are written', () => {
    const text =
      "import a from './a.ts';\nimport {\n  type B,\n} from \"../b.ts\";\nexport * from './c.ts';\nawait import('./d.ts');";
    expect(importsOf(text)).toEqual(['./a.ts', '../b.ts', './c.ts', './d.ts']);
  });

  // Tests may join rooms: a test of a source may run the engine on it.
  it('rooms import only what they may', () => {
    const wrong = shipped.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(path), name).replace(/^src\//, ''))
        .filter((target) => {
          const room = roomOf(path);
          if (target.startsWith('../') || !target.includes('/')) return true;
          return (
            target.split('/')[0] !== room && !(rooms[room] ?? []).some((may) => `${target}/`.startsWith(`${may}/`))
          );
        })
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no files import each other, be it by way of others', () => {
    const paths = new Set(shipped.map(({ path }) => path));
    const importsBy = new Map(
      shipped.map(({ path, text }) => [
        path,
        importsOf(text)
          .filter((name) => name.startsWith('.'))
          .map((name) => join(dirname(path), name))
          .filter((target) => paths.has(target)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      if (done.has(path) || way.includes(path)) return;
      for (const target of importsBy.get(path) ?? []) visit(target, [...way, path]);
      done.add(path);
    };
    for (const path of paths) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('what ships imports no test helper and no development package', () => {
    const dev =
      /^(?:vitest|fast-check|ajv|ajv-formats|playwright-core|@duckdb\/.*|assemblyscript|publint|@microsoft\/jest-sarif)(?:\/|$)/;
    const wrong = shipped.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((name) => dev.test(name) || (name.startsWith('.') && isTest(join(dirname(path), name))))
        .map((name) => `${path} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('pure rooms touch no disk, network or clock', () => {
    const wrong = shipped
      .filter(({ path }) => doors[roomOf(path)]?.includes(path) === false)
      .flatMap(({ path, text }) => [
        ...importsOf(text)
          .filter((name) => /^node:(?:fs|fs\/promises|http|https|net|tls|dns|child_process|worker_threads)$/.test(name))
          .filter(
            (name) =>
              !(name === 'node:net' && /import \{ isIP(?:v[46])?(?:, isIPv[46])* \} from 'node:net'/.test(text)),
          )
          .map((name) => `${path} -> ${name}`),
        ...[...text.matchAll(/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(/g)].map(
          (it) => `${path}: ${it[0]}`,
        ),
      ]);
    expect(wrong).toEqual([]);
  });
});
