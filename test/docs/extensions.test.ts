// SPDX-License-Identifier: Apache-2.0
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { extensionTexts } from '../../scripts/docs/extensions.ts';
import { settingsExample, settingsJsonSchema } from '../../scripts/docs/settings.ts';
import { settingsSchema } from '../../src/model/settings.ts';
import { extensionSchemas, extensionTypes, parseRules } from '../../src/sigma/sigma.ts';

test.each(extensionTypes)('the example of %s is a rule and fits the schema', (type) => {
  const { example } = extensionTexts[type];
  const validate = new Ajv2020({ strict: false }).compile({ ...extensionSchemas[type] });
  expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  const { rules, rejected } = parseRules(example, 'example.yml');
  expect(rejected).toEqual([]);
  expect(rules.map((rule) => (rule.kind === 'correlation' ? rule.correlation.type : rule.kind))).toEqual([type]);
});

test('the example of tokenward.yml fits both schemas', () => {
  const validate = new Ajv2020({ strict: false }).compile({ ...settingsJsonSchema });
  const example: unknown = parse(settingsExample);
  expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  expect(settingsSchema.safeParse(example).error).toBeUndefined();
  expect(validate({ network: [] })).toBe(false);
});
