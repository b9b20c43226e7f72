// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/processor-time.ts';
import { editDistance, looksLike, skeleton } from './lookalike.ts';

describe('skeleton', () => {
  test.each([
    ['Micros0ft', 'Microsoft'],
    ['Mіcrоsоft', 'Microsoft'], // Cyrillic i and o
    ['Μicrosoft', 'Microsoft'], // Greek capital mu
    ['rnicrosoft', 'microsoft'],
    ['ＯｎｅＤｒｉｖｅ', 'OneDrive'],
    ['One\u200bDrive', 'One Drive'],
    ['Slåck', 'Slack'],
    ['PayPaI', 'PayPal'], // capital i for l
    ['goog1e', 'google'],
    ['vvindows', 'windows'],
    ['𝐎𝐟𝐟𝐢𝐜𝐞', 'Office'],
    ['micro-soft', 'microsoft'],
  ])('%s looks like %s', (name, real) => {
    expect(skeleton(name)).toBe(skeleton(real));
  });

  test('names of different words stay different', () => {
    expect(skeleton('Slack')).not.toBe(skeleton('Skype'));
    expect(skeleton('Outlook')).not.toBe(skeleton('Office'));
  });

  test('nothing but signs gives nothing', () => {
    expect(skeleton('... \u200b\u0000')).toBe('');
    expect(skeleton('')).toBe('');
  });

  test('a text of ten megabytes costs no time, and no text throws', () => {
    const long = 'а'.repeat(10_000_000);
    expect(processorTime(200, () => expect(skeleton(long).length).toBe(256))).toBeLessThan(200);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(skeleton(` ${text}\u200b`)).toBe(skeleton(text));
      }),
    );
  });
});

describe('looksLike', () => {
  test.each([
    ['Microsоft Teams', 'Microsoft Teams', 0],
    ['Microsfot Teams', 'Microsoft Teams', 1],
    ['Microsoft Team', 'Microsoft Teams', 1],
    ['Micrsoft Temas', 'Microsoft Teams', 2],
    ['login.micros0ft.com', 'login.microsoft.com', 0],
    ['OneDirve', 'OneDrive', 1],
  ])('%s for %s: distance %d', (name, against, distance) => {
    const found = looksLike(name, against);
    expect(found?.distance).toBe(distance);
    expect(found?.why).toContain(against);
  });

  test.each([
    ['Microsoft Teams', 'Microsoft Teams'],
    ['microsoft  teams', 'Microsoft Teams'],
    ['Zoon', 'Zoom'],
    ['Slack', 'Skype'],
    ['Contoso Payroll', 'Microsoft Teams'],
    ['', 'Microsoft Teams'],
    ['Microsoft Teams', ''],
  ])('%j is no look-alike of %j', (name, against) => {
    expect(looksLike(name, against)).toBeUndefined();
  });
});

describe('editDistance', () => {
  /** The whole table, as the textbook has it. */
  function whole(left: string, right: string): number {
    const table = Array.from({ length: left.length + 1 }, (_, row) =>
      Array.from({ length: right.length + 1 }, (_, column) => row + column),
    );
    const cell = (row: number, column: number) => table[row]?.[column] ?? 0;
    for (let row = 1; row <= left.length; row++) {
      for (let column = 1; column <= right.length; column++) {
        const same = left[row - 1] === right[column - 1];
        let cost = Math.min(
          cell(row - 1, column - 1) + (same ? 0 : 1),
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
        );
        if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
          cost = Math.min(cost, cell(row - 2, column - 2) + 1);
        }
        table[row]?.splice(column, 1, cost);
      }
    }
    return cell(left.length, right.length);
  }

  test('agrees with the whole table wherever it is within the bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (left, right, most) => {
        const distance = whole(left, right);
        expect(editDistance(left, right, most)).toBe(distance <= most ? distance : undefined);
      }),
      { numRuns: 1000 },
    );
  });
});
