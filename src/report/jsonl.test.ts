// SPDX-License-Identifier: Apache-2.0
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingJsonSchema } from './finding-schema.ts';
import { renderJsonl } from './jsonl.ts';
import { hostileResult, manyResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';

const ajv = new Ajv2020({ strict: true });
formats.default(ajv);
const validate = ajv.compile(findingJsonSchema);

describe('renderJsonl', () => {
  it('gives back every finding, one a line, as the schema says', () => {
    const lines = [...renderJsonl(sampleResult)];
    expect(lines.map((line) => JSON.parse(line))).toEqual(sampleResult.findings);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('cuts nothing', () => {
    expect([...renderJsonl(manyResult(10_000))]).toHaveLength(10_000);
  });

  it('keeps hostile values whole and harmless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = hostileResult(text);
        const out = [...renderJsonl(result)];
        expect(out.map((line) => JSON.parse(line))).toEqual(result.findings);
        for (const line of out) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
        expect(unsafeCharacters(out.join(''))).toEqual([]);
      }),
    );
    expect([...renderJsonl(hostileResult('\u009b\u202e\u{e0041}\u2028'))].join('')).not.toMatch(
      /[^ -~\n…áñ\u3000-\u9fff]/u,
    );
  });

  it('has a schema that refuses what is not a finding', () => {
    expect(validate({ ...sampleResult.findings[0], severity: 'huge' })).toBe(false);
    expect(validate({ ...sampleResult.findings[0], more: 1 })).toBe(false);
  });
});
