// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { RawRecord } from '../model/event.ts';
import { toEvent } from '../sources/event.ts';
import { createRecogniser } from '../sources/recognise.ts';
import { sources } from '../sources/sources.ts';
import { attackers } from './attacks/story.ts';
import { generateLab, type LabOptions, labAttacks, labSources } from './lab.ts';
import type { LabRecord } from './record.ts';
import { labelFile, writeLab } from './write.ts';

const options: LabOptions = { seed: 7, start: '2026-03-02T00:00:00Z', days: 4, people: 30, size: { events: 6000 } };
const records = [...generateLab(options)];
const recognise = createRecogniser(sources);
const lifecycles = records.map(({ record }) => {
  const found = recognise(record);
  const event = found && toEvent(found.source, found.record, { file: 'lab', line: 1, offset: 0 });
  if (event === undefined || !('lifecycle' in event)) throw new Error(`not read: ${JSON.stringify(record)}`);
  return event;
});
const folder = mkdtempSync(join(tmpdir(), 'tokenward-lab-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(file: string): string {
  const bytes = readFileSync(join(folder, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function count<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

test('the same options give the same records, another seed others', () => {
  const again = [...generateLab(options)];
  expect(JSON.stringify(again)).toBe(JSON.stringify(records));
  const other = generateLab({ ...options, seed: 8 }).next().value;
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(records[0]));
});

test('every source and every attack is there', () => {
  expect([...new Set(records.map(({ source }) => source))].sort()).toEqual([...labSources].sort());
  const staged = new Set(records.flatMap(({ label }) => label?.attack ?? []));
  expect([...staged].sort()).toEqual(labAttacks.map(({ name }) => name).sort());
  for (const { name, sources: named } of labAttacks) {
    const seen = new Set(records.filter(({ label }) => label?.attack === name).map(({ source }) => source));
    expect([...seen].sort(), name).toEqual([...named].sort());
  }
});

test('every record is marked as synthetic and read as what it is', () => {
  expect(records.every(({ record }) => record.tokenwardLab === true)).toBe(true);
  expect(lifecycles.map(({ source, id }) => `${source} ${id}`)).toEqual(
    records.map(({ source, id }) => `${source} ${id}`),
  );
});

test('no two attacks come from the same address', () => {
  const perAddress = new Map<unknown, Set<string>>();
  records.forEach(({ label }, index) => {
    const address = lifecycles[index]?.lifecycle['network.ip'];
    if (label === undefined || !Object.values(attackers).some(({ ip }) => ip === address)) return;
    perAddress.set(address, (perAddress.get(address) ?? new Set()).add(label.attack));
  });
  expect([...perAddress.values()].filter((attacks) => attacks.size > 1)).toEqual([]);
  expect(perAddress.size).toBe(labAttacks.length);
});

test('every attack is seen as a step in the life of a token', () => {
  for (const { name } of labAttacks) {
    const stages = lifecycles
      .filter((_, index) => records[index]?.label?.attack === name)
      .map(({ lifecycle }) => lifecycle.stage);
    expect(
      stages.some((stage) => stage !== undefined),
      name,
    ).toBe(true);
  }
});

test('every file is in the order in which its records arrived', () => {
  const last = new Map<string, number>();
  for (const { file, arrived } of records) {
    expect(arrived).toBeGreaterThanOrEqual(last.get(file) ?? 0);
    last.set(file, arrived);
  }
});

test('event time is in order too, save for the sources that come late', () => {
  const timeOf = (record: RawRecord): string => String(record.requestReceivedTimestamp ?? record.published ?? '');
  for (const source of ['kubernetes.audit', 'okta.system']) {
    const times = records.filter((one) => one.source === source).map(({ record }) => timeOf(record));
    expect(times.length).toBeGreaterThan(100);
    expect(times.map((time) => time.slice(0, 23))).toEqual(times.map((time) => time.slice(0, 23)).sort());
  }
  const signIns = records.filter(({ source }) => source === 'entra.signin').map(({ record }) => String(record.time));
  const late = signIns.filter((time, index) => index > 0 && time < String(signIns[index - 1]));
  expect(late.length).toBeGreaterThan(10);
});

test('ids are unique in their source', () => {
  const counts = count(records, ({ source, id }) => `${source} ${id}`);
  expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
});

test('people work by day and during the week', () => {
  const week = [...generateLab({ ...options, days: 7, attacks: 'none', sources: ['github.audit', 'okta.system'] })];
  const okta = week.filter(({ source }) => source === 'okta.system').map(({ arrived }) => new Date(arrived));
  const at = (from: number, to: number): number =>
    okta.filter((time) => time.getUTCDay() % 6 !== 0 && time.getUTCHours() >= from && time.getUTCHours() < to).length;
  expect(at(8, 16)).toBeGreaterThan(10 * at(0, 5));
  const weekend = okta.filter((time) => time.getUTCDay() % 6 === 0).length;
  expect(weekend).toBeLessThan(okta.length * 0.1);
});

test('a token that is used in Graph was issued in the sign-in log', () => {
  const issued = new Set(
    lifecycles.flatMap(({ source, lifecycle }) =>
      source === 'entra.signin' ? String(lifecycle['credential.issued']) : [],
    ),
  );
  for (const source of ['graph.activity', 'azure.activity', 'm365.unified']) {
    const used = lifecycles.filter((one) => one.source === source).map(({ lifecycle }) => lifecycle['credential.id']);
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((id) => !issued.has(String(id)))).toEqual([]);
  }
});

test('addresses are reserved ones, private ones, clouds, or the attackers', () => {
  const benign = records.filter(({ label, source }) => label === undefined && source === 'okta.system');
  const addresses = benign.map(({ record }) => String((record.client as RawRecord).ipAddress));
  const home = addresses.filter((ip) => ip.startsWith('203.0.113.') || ip.startsWith('198.51.100.'));
  expect(home.length).toBeGreaterThan(addresses.length * 0.85);
});

test('nobody is in two countries within four hours', () => {
  const seen = new Map<string, { readonly home: number[]; readonly away: number[] }>();
  for (const { source, label, arrived, record } of records) {
    if (source !== 'okta.system' || label !== undefined) continue;
    const { ipAddress } = record.client as Readonly<Record<string, string>>;
    const { id } = record.actor as Readonly<Record<string, string>>;
    const place = seen.get(String(id)) ?? { home: [], away: [] };
    seen.set(String(id), place);
    (/^(?:203\.0\.113|198\.51\.100)\./.test(String(ipAddress)) ? place.home : place.away).push(arrived);
  }
  const gaps = [...seen.values()].flatMap(({ home, away }) =>
    away.flatMap((there) => home.map((here) => Math.abs(there - here))),
  );
  expect(gaps.length).toBeGreaterThan(0);
  expect(Math.min(...gaps)).toBeGreaterThan(4 * 3_600_000);
});

test('only the sources and attacks that were asked for', () => {
  const some = [...generateLab({ ...options, sources: ['aws.cloudtrail'], attacks: ['aws-instance-credentials'] })];
  expect(new Set(some.map(({ source }) => source))).toEqual(new Set(['aws.cloudtrail']));
  expect(new Set(some.flatMap(({ label }) => label?.attack ?? []))).toEqual(new Set(['aws-instance-credentials']));
  expect([...generateLab({ ...options, attacks: 'none' })].some(({ label }) => label !== undefined)).toBe(false);
});

test.each([
  [{ sources: ['nonsense'] }, /no lab source is called "nonsense"/],
  [{ attacks: ['nonsense'] }, /no lab attack is called "nonsense"/],
  [{ start: 'soon' }, /not an ISO 8601 date/],
  [{ days: 0 }, /more than 0/],
])('refuses %j', (wrong, message) => {
  expect(() => generateLab({ ...options, ...wrong }).next()).toThrow(message);
});

test('it is lazy: a large lab gives its first record at once', () => {
  const first = generateLab({ ...options, size: { events: 50_000_000 } }).next();
  expect(first.done).toBe(false);
});

test('the label file names the file and the line of every labelled record', () => {
  const written = writeLab(records, folder);
  expect(written.records).toBe(records.length);
  const labels = read(labelFile)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(labels).toHaveLength(written.labelled);
  const labelledRecords = records.filter(
    (one): one is LabRecord & Required<Pick<LabRecord, 'label'>> => 'label' in one,
  );
  expect(labels.map(({ eventId }) => eventId)).toEqual(labelledRecords.map(({ id }) => id));
  labels.forEach(({ file, line, attack }, index) => {
    const text = read(file).split('\n')[line - 1]?.replace(/,$/, '') ?? '';
    expect(JSON.parse(text)).toEqual(labelledRecords[index]?.record);
    expect(attack).toBe(labelledRecords[index]?.label.attack);
  });
});

test('CloudTrail files are whole objects and the folder says what it is', () => {
  const files = [...new Set(records.filter(({ source }) => source === 'aws.cloudtrail').map(({ file }) => file))];
  const found = files.flatMap((file) => (JSON.parse(read(file)) as { readonly Records: readonly unknown[] }).Records);
  expect(found).toHaveLength(records.filter(({ source }) => source === 'aws.cloudtrail').length);
  expect(read('README.txt')).toMatch(/^SYNTHETIC DATA/);
  expect(read('tokenward.yml')).toContain('203.0.113.0/24');
});
