// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { brief, event, rule, run } from './testing/samples.ts';
import { distanceKm } from './travel.ts';

const hour = 3_600_000;
const berlin = { latitude: 52.52, longitude: 13.405 };
const potsdam = { latitude: 52.4, longitude: 13.06 };
const sydney = { latitude: -33.8688, longitude: 151.2093 };
const travel = rule('travel', {
  type: 'travel',
  latitude: 'latitude',
  longitude: 'longitude',
  radius: 'radius',
  speed: 1000,
  timespan: 24 * hour,
});
const at = (time: number, place: object, id?: string) => event('a', time, { ...place }, id);

it('measures on the globe', () => {
  expect(distanceKm(berlin, sydney)).toBeCloseTo(16_094, -2);
  expect(distanceKm({ latitude: 0, longitude: 179 }, { latitude: 0, longitude: -179 })).toBeCloseTo(222.4, 0);
  expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 50 })).toBeCloseTo(20_015.1, 0);
});

describe('two consecutive places', () => {
  it('too far apart for the time between', () => {
    const [hit] = run([travel], [at(0, berlin), at(hour, sydney)]);
    expect(hit === undefined ? '' : brief(hit)).toBe(`travel alice ${hour} 0-${hour} x2 a0 a${hour}`);
    expect(hit?.values[0]).toBe(hit?.values[1]);
  });
  it('within reach, near, or too long ago', () => {
    expect(run([travel], [at(0, berlin), at(17 * hour, sydney)])).toEqual([]);
    expect(run([travel], [at(0, berlin), at(1, potsdam)])).toEqual([]);
    const short = rule('short', { ...travel.correlation, timespan: hour - 1 } as typeof travel.correlation);
    expect(run([short], [at(0, berlin), at(hour, sydney)])).toEqual([]);
  });
  it('less what both may be off', () => {
    const off = (place: object, radius: number) => ({ ...place, radius });
    expect(run([travel], [at(0, off(berlin, 7000)), at(2 * hour, off(sydney, 7100))])).toEqual([]);
    expect(run([travel], [at(0, off(berlin, 7000)), at(2 * hour, off(sydney, 6900))])).toHaveLength(1);
  });
  it('at one instant: a second lies between', () => {
    const [hit] = run([travel], [at(0, berlin, 'x'), at(0, sydney, 'y')]);
    expect(Number(hit?.values[1])).toBeGreaterThan(50_000_000);
  });
  it('of different people, or not places at all', () => {
    expect(run([travel], [at(0, berlin), event('a', 1, { ...sydney, user: 'bob' })])).toEqual([]);
    expect(run([travel], [at(0, berlin), at(1, { latitude: 91, longitude: 0 }), at(2, {})])).toEqual([]);
  });
});

it('grows while it goes on', () => {
  const all = [at(0, berlin), at(1, sydney), at(2, sydney), at(3, berlin), at(4, sydney)];
  expect(run([travel], all).map(brief)).toEqual(['travel alice 1 0-4 x5 a0 a1 a2 a3 a4']);
});
