// SPDX-License-Identifier: Apache-2.0
// Holds SARIF against the schema of the standard, as the package @microsoft/jest-sarif brings it.
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

// Written for draft-04, yet with no word that draft-07 reads otherwise: Ajv refuses the old forms. Only its name for
// itself goes. Errata 01 to SARIF 2.1.0 adds that a region says where it starts, which this edition does not have yet.
const { $schema: _draft, id: _id, ...official } = schema;
const region = {
  ...official.definitions.region,
  anyOf: ['startLine', 'charOffset', 'byteOffset'].map((start) => ({ required: [start] })),
};
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, unicodeRegExp: false, allErrors: true });
formats.default(ajv);
const validate = ajv.compile({ ...official, definitions: { ...official.definitions, region } });

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function at(object: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), object);
}

/** [3.30] The end of a region is not before its start. */
function regionFaults(found: Json): readonly string[] {
  const { startLine, startColumn = 1, endLine = startLine, endColumn } = found;
  if (typeof startLine !== 'number' || typeof endLine !== 'number') return [];
  if (endLine < startLine) return [`ends in line ${endLine}, before it starts in line ${startLine}`];
  const backwards = endLine === startLine && Number(endColumn ?? startColumn) < Number(startColumn);
  return backwards ? [`ends in column ${endColumn}, before it starts in column ${startColumn}`] : [];
}

/** [3.11.5] A brace in text is doubled, or it begins a placeholder, for which there has to be an argument. */
function textFaults(text: string, supplied: number): readonly string[] {
  const rest = text
    .replace(/\{\{|\}\}/g, '')
    .replace(/\{(\d+)\}/g, (placeholder, index) => (Number(index) < supplied ? '' : placeholder));
  return /[{}]/.test(rest) ? ['has a brace that is neither doubled nor a placeholder with an argument'] : [];
}

/** [3.27.5 to 3.27.7] A result names a rule that is there. */
function ruleFaults(run: unknown): readonly string[] {
  const rules = listOf(at(run, 'tool', 'driver', 'rules'));
  const identical = rules.filter((rule) => at(rule, 'name') !== undefined && at(rule, 'name') === at(rule, 'id'));
  const lost = listOf(at(run, 'results')).filter((result) => {
    const index = at(result, 'ruleIndex');
    return typeof index === 'number' && at(rules[index], 'id') !== at(result, 'ruleId');
  });
  return [
    ...identical.map((rule) => `rule ${at(rule, 'id')} is named like its id [3.49.7]`),
    ...lost.map((result) => `a result names rule ${at(result, 'ruleIndex')}, which is not ${at(result, 'ruleId')}`),
  ];
}

function walk(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, `${path}/${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    // Property bags are for the tool alone.
    if (key === 'properties') return [];
    const here = `${path}/${key}`;
    const own = /(?:^r|R)egion$/.test(key) && isObject(item) ? regionFaults(item) : [];
    const isText = (key === 'text' || key === 'markdown') && !path.endsWith('snippet') && typeof item === 'string';
    const words = isText ? textFaults(item, listOf(value.arguments).length) : [];
    return [...[...own, ...words].map((fault) => `${here} ${fault}`), ...walk(item, here)];
  });
}

/**
 * What is wrong with a SARIF 2.1.0 log: by the official schema, and by the few requirements of the standard that a
 * schema cannot tell and a writer can miss. Empty where it is right.
 *
 * @param log what was parsed from the file
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export function sarifFaults(log: unknown): readonly string[] {
  validate(log);
  const bySchema = (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
  return [...bySchema, ...listOf(at(log, 'runs')).flatMap(ruleFaults), ...walk(log, '')];
}
