// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { refreshReadme } from '../../scripts/docs/readme.ts';
import { drift } from '../../scripts/docs.ts';

test('generated pages are what the source gives (npm run docs)', { timeout: 300_000 }, () => {
  expect(drift()).toEqual([]);
});

test('a README without its marks is not passed over', () => {
  expect(() => refreshReadme('# Tokenward\n')).toThrow(/has no part/);
});
