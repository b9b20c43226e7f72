// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildScanner } from '../../../scripts/build-scanner.ts';

test('scanner-bytes.ts is what wasm/scanner.ts compiles to', () => {
  const kept = readFileSync(new URL('scanner-bytes.ts', import.meta.url), 'utf8');
  // Not toBe: the difference of two long texts of base64 helps nobody.
  expect(buildScanner() === kept, 'run: node scripts/build-scanner.ts').toBe(true);
});
