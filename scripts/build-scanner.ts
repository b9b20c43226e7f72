// SPDX-License-Identifier: Apache-2.0
// Compiles src/detect/scan/wasm/scanner.ts with AssemblyScript into src/detect/scan/scanner-bytes.ts; --check only compares.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'src/detect/scan/scanner-bytes.ts');

/** Compiles the scanner and returns the text of the generated module. */
export function buildScanner(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-scanner-'));
  try {
    const out = join(folder, 'scanner.wasm');
    execFileSync(process.execPath, [
      join(root, 'node_modules/assemblyscript/bin/asc.js'),
      join(root, 'src/detect/scan/wasm/scanner.ts'),
      ...[
        '-O3',
        '--runtime',
        'stub',
        '--enable',
        'simd',
        '--noAssert',

        '--initialMemory',
        '64',
      ],
      ...['--maximumMemory', '8192', '-o', out],
    ]);
    const lines =
      readFileSync(out)
        .toString('base64')
        .match(/.{1,110}/g) ?? [];
    return [
      '// SPDX-License-Identifier: Apache-2.0',
      '// Generated from wasm/scanner.ts by `node scripts/build-scanner.ts`; a test compares them.',
      '',
      `const text = [\n${lines.map((line) => `  '${line}',`).join('\n')}\n].join('');`,
      '',
      '/** The compiled scanner, a WebAssembly module with 128-bit SIMD. */',
      'export function scannerBytes(): Uint8Array<ArrayBuffer> {',
      "  return new Uint8Array(Buffer.from(text, 'base64'));",
      '}',
      '',
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = buildScanner();
  if (process.argv.includes('--check')) {
    if (built !== readFileSync(target, 'utf8')) {
      console.error('scanner-bytes.ts is not what wasm/scanner.ts compiles to: run node scripts/build-scanner.ts');
      process.exitCode = 1;
    }
  } else writeFileSync(target, built);
}
