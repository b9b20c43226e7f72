// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { createNamesakes } from './namesake.ts';

const namesake = createNamesakes({
  microsoft: '# id\tname\n00000003-0000-0000-c000-000000000000\tMicrosoft Graph\n1\tPortal\n',
  phished: '04b07795-8ddb-461a-bbee-02f9e1bf7b46\tMicrosoft Azure CLI\twhy\n',
  abused: 'b15665d9-eda6-4092-8539-0eec376afd59\trclone\t\tSomebody\tnote\n',
});

it('knows a name whatever its case', () => {
  expect(namesake('microsoft  graph')).toMatchObject({ id: '00000003-0000-0000-c000-000000000000', why: 'same' });
  expect(namesake('RCLONE')).toMatchObject({ abused: true });
});

it('sees names that look alike', () => {
  expect(namesake('Micr0soft Graph')?.why).toContain('looks the same');
  expect(namesake('Microsoft Azure CIi')?.firstParty).toBe(true);
  expect(namesake('Microsft Azure CLI')?.why).toContain('letter');
});

it('lets names alone that are common words or far away', () => {
  expect(namesake('Portal')).toBeUndefined();
  expect(namesake('Time sheets')).toBeUndefined();
});
