// SPDX-License-Identifier: Apache-2.0
// What the command line writes about examples/, against the schema of each format.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { ocsfFaults } from '../../src/report/testing/official-ocsf.ts';
import { sarifFaults } from '../../src/report/testing/official-sarif.ts';
import { root } from '../house/sources.ts';
import { tokenward } from './cli.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(`${root}docs/finding.schema.json`, 'utf8')));

function linesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const findings = (format: string, text: string): readonly unknown[] =>
  format === 'sarif' ? JSON.parse(text).runs[0].results : linesOf(text);

const faults: Readonly<Record<string, (text: string) => readonly unknown[]>> = {
  jsonl: (text) => linesOf(text).flatMap((finding) => (validate(finding) ? [] : (validate.errors ?? []))),
  ocsf: (text) => linesOf(text).flatMap(ocsfFaults),
  sarif: (text) => sarifFaults(JSON.parse(text)),
};

test.each(Object.keys(faults))('what is found in examples/ follows the schema of %s', async (format) => {
  const { code, stdout } = await tokenward(['detect', 'examples', '--quiet', '--format', format], { cwd: root });
  expect(code).toBe(0);
  expect(findings(format, stdout).length).toBeGreaterThan(0);
  expect(faults[format]?.(stdout)).toEqual([]);
});
