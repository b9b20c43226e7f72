// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/model/error.ts';
import { codeOnly, filesBelow, isTest, root } from './sources.ts';

const files = filesBelow(['src', 'scripts', 'test', 'bench'], ['.ts', '.sh', '.mjs']);
const typescript = files.filter((file) => file.path.endsWith('.ts') && !file.path.includes('/scan/wasm/'));
const code = new Map(typescript.map((file) => [file.path, codeOnly(file.text)]));

/** `path:line` of every place where the code itself (no comment, no string) has this. */
function places(pattern: RegExp, where: (path: string) => boolean = () => true): readonly string[] {
  return [...code]
    .filter(([path]) => where(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(pattern)].map((match) => `${path}:${text.slice(0, match.index).split('\n').length}`),
    );
}

/** Files longer than 400 lines, each with the reason. */
const long: Readonly<Record<string, string>> = {
  'src/detect/scan/scanner-bytes.ts': 'generated',
  'src/report/terminal.snapshot.test.ts': 'what the user sees, in full',
};

describe('house rules', () => {
  it('tells code from text', () => {
    expect(codeOnly("a('x any'); // any\nb(/any\\/'/); `any $" + '{c} any`').replace(/ +/g, ' ')).toBe(
      'a( ); \nb( ); c ',
    );
  });

  it('every file names its licence in its first lines', () => {
    const head = (text: string): string => text.split('\n').slice(0, 2).join('\n');
    expect(
      files.filter((it) => !head(it.text).includes('SPDX-License-Identifier: Apache-2.0')).map((it) => it.path),
    ).toEqual([]);
  });

  it('file names are kebab-case', () => {
    const wrong = files
      .map((it) => it.path)
      .filter((path) => !/^(?:[a-z0-9-]+\/)*[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]+$/.test(path));
    expect(wrong).toEqual([]);
  });

  it('files have at most 400 lines', () => {
    const tooLong = files
      .filter((it) => it.text.split('\n').length - 1 > 400 && !(it.path in long))
      .map((it) => it.path);
    expect(tooLong).toEqual([]);
  });

  it('no default exports', () => {
    expect(places(/^export default\b/gm, (path) => !path.endsWith('.config.ts'))).toEqual([]);
  });

  it('only the command line writes to the terminal or exits', () => {
    const inside = (path: string): boolean => path.startsWith('src/') && !path.startsWith('src/cli/') && !isTest(path);
    expect(places(/\bconsole\s*[.[]|\bprocess\.(?:exit|exitCode|stdout|stderr|abort)\b/g, inside)).toEqual([]);
  });

  it('types are told the truth: no any, no non-null, no double cast, no silenced check', () => {
    expect(places(/(?:[:<,|&(]|\bas|=>)\s*any\b(?!\s*[:(])/g)).toEqual([]);
    expect(places(/\bas\s+unknown\s+as\b/g)).toEqual([]);
    expect(places(/[\w)\]]!(?=[.;,)\]\s[])(?!\s*==?)/g)).toEqual([]);
    const silenced = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore(?! [\w/]+: \S)/;
    expect(
      typescript.filter((it) => it.path !== 'test/house/code.test.ts' && silenced.test(it.text)).map((it) => it.path),
    ).toEqual([]);
  });

  it('no caught error is dropped without a word', () => {
    expect(places(/catch(?:\s*\([^)]*\))?\s*\{\s*\}/g, (path) => path.startsWith('src/') && !isTest(path))).toEqual([]);
  });

  it('no path of somebody’s machine', () => {
    const machine =
      /(?:^|[\s'"`(=])\/(?:work|home\/(?!runner|user|ubuntu|node|dev|app|alice|bob)[a-z]|Users\/[a-z]+\/|private\/var|tmp\/(?:node24|[A-Z]{4,}))/m;
    const text = [
      ...files,
      ...filesBelow(['docs', 'content', 'examples', '.ci', 'bin'], ['']),
      ...['README.md', 'tokenward', 'package.json']
        .filter((path) => existsSync(join(root, path)))
        .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    ];
    expect(
      text.filter((it) => it.path !== 'test/house/code.test.ts' && machine.test(it.text)).map((it) => it.path),
    ).toEqual([]);
  });

  it('every room of src is tested', () => {
    const tests = typescript.filter((it) => it.path.endsWith('.test.ts'));
    const rooms = new Set(typescript.flatMap((it) => /^src\/([^/]+)\//.exec(it.path)?.[1] ?? []));
    // The model is types and schemas: its users test it.
    rooms.delete('model');
    const tested = (room: string): boolean =>
      tests.some(
        (it) =>
          it.path.startsWith(`src/${room}/`) || (it.path.startsWith('test/') && it.text.includes(`/src/${room}/`)),
      );
    expect([...rooms].filter((room) => !tested(room))).toEqual([]);
  });
});

const errorsPage = join(root, 'docs/errors.md');

describe.skipIf(!existsSync(errorsPage))('docs/errors.md', () => {
  it('lists every error code and no other', () => {
    const headings = [...readFileSync(errorsPage, 'utf8').matchAll(/^(?:#{2,4} |\| )`?([A-Z][A-Z_]{3,})`?/gm)].map(
      (it) => it[1],
    );
    expect(headings.toSorted()).toEqual([...errorCodes].toSorted());
  });
});

describe('package-lock.json', () => {
  it('names no registry host, no install script and a hash for every package', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<
        string,
        {
          integrity?: string;
          resolved?: string;
          hasInstallScript?: boolean;
          optional?: boolean;
          optionalDependencies?: Record<string, string>;
        }
      >;
    };
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.filter(([, it]) => it.resolved !== undefined)).toEqual([]);
    // npm ci refuses a lock file that leaves out a platform of an optional package.
    const wanted = packages.flatMap(([, it]) => Object.keys(it.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
    expect(packages.filter(([, it]) => it.integrity === undefined)).toEqual([]);
    expect(packages.filter(([, it]) => it.hasInstallScript === true && it.optional !== true)).toEqual([]);
  });
});
