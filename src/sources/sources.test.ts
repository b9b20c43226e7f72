// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../model/event.ts';
import { lifecycleFields } from '../model/lifecycle.ts';
import { createRecogniser, fitsShape } from './recognise.ts';
import { isObject } from './shared/read.ts';
import { sources } from './sources.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const logs = `${process.env.TOKENWARD_REFERENCE_DATA ?? '../shared/data'}/logs`;
const recognise = createRecogniser(sources);

/** Ids of all sources that a record fits, by shape or variant. */
function fitting(record: RawRecord): readonly string[] {
  return sources
    .filter(({ shapes, variants = [] }) =>
      [...shapes, ...variants.map(({ shape }) => shape)].some((shape) => fitsShape(record, shape)),
    )
    .map(({ id }) => id);
}

const records = (values: readonly unknown[]): readonly RawRecord[] => values.filter(isObject);
const lines = (content: string): readonly unknown[] =>
  content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));

/** Records of a reference file: a JSON array, CloudTrail's Records, or lines, a verdict's record being under `log`. */
function realRecords(path: string): readonly RawRecord[] {
  const content = gunzipSync(readFileSync(path)).toString('utf8');
  if (path.includes('panther-verdicts')) return records(records(lines(content)).map((verdict) => verdict.log));
  if (!path.includes('cloudtrail')) return records(lines(content));
  const parsed: unknown = JSON.parse(content);
  const listed = isObject(parsed) ? parsed.Records : parsed;
  return Array.isArray(listed) ? records(listed) : [];
}

test('ids and logsources are in order', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  for (const source of sources) {
    expect(source.id).toMatch(/^[a-z0-9]+\.[a-z0-9-]+$/);
    expect(source.documentation).toMatch(/^https:\/\//);
    expect(source.logsources.length).toBeGreaterThan(0);
    const fields = source.lifecycle.map(({ field }) => field);
    expect(fields.filter((field) => !Object.hasOwn(lifecycleFields, field))).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
  }
});

test('an example fits one source and no other', () => {
  const folders = readdirSync(here).filter((folder) => existsSync(`${here}${folder}/example.ndjson`));
  expect(folders.length).toBeGreaterThanOrEqual(8);
  for (const folder of folders) {
    for (const record of records(lines(readFileSync(`${here}${folder}/example.ndjson`, 'utf8')))) {
      expect(fitting(record), `${folder}: ${JSON.stringify(record).slice(0, 200)}`).toHaveLength(1);
    }
  }
});

test.each(sources.map((source) => [source.id, source] as const))('%s projects whatever the values are', (_, source) => {
  for (const { field, from, to } of source.lifecycle) {
    const value = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.string(), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(value, { minLength: from.length, maxLength: from.length }), (values) => {
        const projected = to(values);
        const known =
          ['string', 'number', 'boolean', 'undefined'].includes(typeof projected) || Array.isArray(projected);
        expect(known, `${source.id} ${field}`).toBe(true);
        expect(projected, `${source.id} ${field}`).not.toBe('');
      }),
      { numRuns: 30 },
    );
  }
});

test.each(sources.flatMap(({ id, variants = [] }) => variants.map((variant) => [id, variant] as const)))(
  'a variant of %s is normalised whatever it holds',
  (_, { normalise }) => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        expect(isObject(normalise(record))).toBe(true);
      }),
      { numRuns: 50 },
    );
  },
);

/** Records of each source in each file; sources that others look after are counted in their own tests. */
const counts: Readonly<Record<string, number>> = {
  'aws-cloudtrail-invictus aws.cloudtrail': 2900,
  'aws-cloudtrail-stratus aws.cloudtrail': 310,
  'panther-verdicts/AWS.CloudTrail.jsonl.gz aws.cloudtrail': 221,
  'panther-verdicts/Amazon.EKS.Audit.jsonl.gz kubernetes.audit': 90,
  'panther-verdicts/Azure.MonitorActivity.jsonl.gz azure.activity': 90,
  'panther-verdicts/Azure.MonitorActivity.jsonl.gz kubernetes.audit': 16,
  'panther-verdicts/GCP.AuditLog.jsonl.gz kubernetes.audit': 23,
  'panther-verdicts/GitHub.Audit.jsonl.gz github.audit': 46,
  'panther-verdicts/Okta.SystemLog.jsonl.gz okta.system': 35,
  'samples-elastic/aks_kube-audit_sample.jsonl.gz kubernetes.audit': 1,
  'samples-elastic/github_audit_test-api-request-events.jsonl.gz github.audit': 2,
};

const ours: ReadonlySet<string> = new Set([
  'aws.cloudtrail',
  'azure.activity',
  'falco.alerts',
  'github.audit',
  'gitlab.audit',
  'kubernetes.audit',
  'okta.system',
  'tetragon.events',
]);

describe.skipIf(!existsSync(logs))('real records', () => {
  const files = existsSync(logs)
    ? readdirSync(logs).flatMap((folder) => readdirSync(`${logs}/${folder}`).map((file) => `${folder}/${file}`))
    : [];

  test.each(files)('%s: no record fits two sources', (file) => {
    for (const record of realRecords(`${logs}/${file}`)) {
      expect(fitting(record).length, JSON.stringify(record).slice(0, 300)).toBeLessThanOrEqual(1);
    }
  });

  test('as many are recognised as there are', () => {
    const found: Record<string, number> = {};
    for (const file of files) {
      // The two CloudTrail folders are many small files of one kind.
      const counted = file.startsWith('aws-') ? file.split('/', 1)[0] : file;
      for (const record of realRecords(`${logs}/${file}`)) {
        const id = recognise(record)?.source.id;
        if (id === undefined || !ours.has(id)) continue;
        const key = `${counted} ${id}`;
        found[key] = (found[key] ?? 0) + 1;
      }
    }
    expect(found).toEqual(counts);
  });
});
