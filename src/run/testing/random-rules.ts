// SPDX-License-Identifier: Apache-2.0
// Rules by chance over the fields of the hostile logs.
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { RuleFile } from '../../detect/rule-set.ts';
import { type PoolName, sourcePools } from './hostile-logs.ts';

const lifecycle: readonly (readonly [field: string, values: readonly unknown[]])[] = [
  ['stage', ['use', 'read', 'issue', 'grant', 'refresh']],
  ['outcome', ['success', 'failure']],
  ['action', ['get pods', 's3:GetObject', 'create pods/exec', 'deviceCode']],
  ['principal.kind', ['service-account', 'node', 'user', 'instance', 'role']],
  ['principal.id', ['system:serviceaccount:shop:cart', 'user-1']],
  ['credential.kind', ['bound-token', 'session', 'access-key']],
  ['credential.id', ['ASIAEXAMPLE0000000001', '5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6']],
  ['client.id', ['app-1', 'app-2']],
  ['network.ip', ['198.51.100.77', '10.0.0.7']],
  ['network.class', ['private', 'unknown']],
  ['network.zone', ['office']],
  ['agent.family', ['kubectl', 'curl', 'python', 'go']],
  ['agent.raw', ['curl/8.9.1']],
  ['host.pod', ['cart-1', 'cart-2']],
  ['host.instance', ['i-0123456789abcdef0']],
  ['resource.name', ['db', 'logs']],
];

function scalars(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function fieldsOf(name: PoolName): readonly (readonly [string, readonly unknown[]])[] {
  return [
    ...sourcePools[name].fields.map(({ path, values }) => [path.join('.'), values.flatMap(scalars)] as const),
    ...lifecycle.map(([field, values]) => [`lifecycle.${field}`, values] as const),
    ['user', ['x']],
    ['properties', ['x']],
  ];
}

const modifiers = [
  '',
  '',
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|exists',
  '|re',
  '|cased',
  '|null',
  '|fieldref',
];

function test(name: PoolName): fc.Arbitrary<readonly [string, unknown]> {
  const fields = fieldsOf(name);
  return fc
    .tuple(
      fc.constantFrom(...fields),
      fc.constantFrom(...modifiers),
      fc.nat(9),
      fc.boolean(),
      fc.constantFrom(...fields),
    )
    .map(([[field, values], modifier, at, list, [other]]): readonly [string, unknown] => {
      const value = values[at % values.length];
      if (modifier === '|exists') return [`${field}|exists`, at % 2 === 0];
      if (modifier === '|null') return [field, null];
      if (modifier === '|fieldref') return [`${field}|fieldref`, other];
      if (modifier === '|re')
        return [
          `${field}|re`,
          `${String(value)
            .slice(0, 3)
            .replaceAll(/[^a-z0-9]/gi, '.')}.*`,
        ];
      if (modifier === '' || typeof value !== 'string') return [field, list ? values : value];
      return [field + modifier, value.slice(0, 1 + at)];
    });
}

function detection(name: PoolName): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const selection = fc.oneof(
    { weight: 5, arbitrary: fc.array(test(name), { minLength: 1, maxLength: 3 }).map((it) => Object.fromEntries(it)) },
    {
      weight: 1,
      arbitrary: fc
        .array(test(name), { minLength: 1, maxLength: 3 })
        .map((it) => it.map((one) => Object.fromEntries([one]))),
    },
    { weight: 1, arbitrary: fc.constantFrom(['curl'], ['secrets', 'i-0']) },
  );
  return fc
    .record({
      a: selection,
      b: selection,
      c: selection,
      condition: fc.constantFrom(
        'a',
        'a and b',
        'a or b',
        'a and not b',
        'not a',
        'a and (b or c)',
        '(a or b) and (b or c)',
        'not (a or b) and c',
        'a or not (b and c)',
        '1 of a',
      ),
    })
    .map(({ a, b, c, condition }) => ({ a, b, c, condition }));
}

/** A few detections, and correlations over some of them. */
export function ruleFile(name: PoolName): fc.Arbitrary<RuleFile> {
  const fields = fieldsOf(name).map(([field]) => field);
  const grouping = fc.constantFrom(
    ...fields,
    'lifecycle.principal.id',
    'lifecycle.credential.id',
    'lifecycle.client.id',
  );
  const correlation = fc
    .record({
      type: fc.constantFrom('first_seen', 'event_count', 'temporal_ordered', 'value_count', 'temporal', 'absence'),
      group: grouping,
      field: grouping,
      least: fc.integer({ min: 1, max: 4 }),
      generate: fc.boolean(),
      timespan: fc.constantFrom('1s', '10s', '5m', '1d'),
      parts: fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 2 }),
    })
    .map(({ type, group, field, least, generate, timespan, parts }) => {
      const many = type.startsWith('temporal') || type === 'absence';
      const conditions: Readonly<Record<string, object>> = {
        first_seen: { field },
        event_count: { gte: least },
        value_count: { gte: least, field },
      };
      const condition = conditions[type];
      return {
        type,
        rules: (many ? parts : parts.slice(0, 1)).map((at) => `d${at}`),
        'group-by': [group],
        timespan,
        generate,
        ...(condition === undefined ? {} : { condition }),
        ...(type === 'first_seen' ? { learning: '2s', known: 1 } : {}),
      };
    });
  return fc
    .tuple(
      fc.array(detection(name), { minLength: 6, maxLength: 6 }),
      fc.array(correlation, { maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    )
    .map(([detections, correlations, everywhere]) => ({
      file: 'random.yml',
      text: [
        ...detections.map((it, at) => ({
          title: `Detection ${at}`,
          name: `d${at}`,
          logsource: everywhere[at] ? { product: 'tokenward', service: 'lifecycle' } : sourcePools[name].logsource,
          detection: it,
        })),
        ...correlations.map((it, at) => ({ title: `Correlation ${at}`, name: `c${at}`, correlation: it })),
      ]
        .map((document) => stringify(document, { aliasDuplicateObjects: false }))
        .join('---\n'),
    }));
}
