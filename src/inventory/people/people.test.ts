// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dateOf, dayFirst } from './dates.ts';
import { columnsOf } from './hr-table.ts';

describe('dates of HR systems', () => {
  it('slashes are read by what the table tells, or not at all', () => {
    expect(dayFirst(['01/02/2026', '30/04/2026'])).toBe(true);
    expect(dayFirst(['01/02/2026', '04/30/2026'])).toBe(false);
    expect(dayFirst(['01/02/2026'])).toBeUndefined();
    expect(dateOf('04/03/2026', true)).toBe('2026-03-04T00:00:00.000Z');
    expect(dateOf('04/03/2026', false)).toBe('2026-04-03T00:00:00.000Z');
    expect(dateOf('04/03/2026', undefined)).toBeUndefined();
  });

  it.each(['2026-02-30', '31.02.2026', 'soon', '', '9999999-01-01'])('%s is no date', (text) => {
    expect(dateOf(text, true)).toBeUndefined();
  });
});

describe('columns of HR tables', () => {
  it.each([
    ['Employee ID,Name,Work email,Manager,Hire date,Termination date', 'id name mail manager start end'],
    ['Personalnummer,Nachname,Vorname,E-Mail,Eintritt,Austrittsdatum', 'id first last mail start end'],
    ['Matricule,Nom,Prénom,Courriel,Date sortie', 'id first last mail end'],
    ['id,first_name,last_name,email,last_day,employment_status', 'id first last mail end status'],
  ])('%s', (header, wanted) => {
    expect([...columnsOf(header.split(','), new Map()).keys()].join(' ')).toBe(wanted);
  });
});
