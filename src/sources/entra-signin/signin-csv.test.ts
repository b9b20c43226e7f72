// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { toEvent } from '../event.ts';
import { createRecogniser } from '../recognise.ts';
import { sources } from '../sources.ts';

const recognise = createRecogniser(sources);

const row = {
  'Date (UTC)': '2026-03-02T12:00:00Z',
  'Request ID': 'r1',
  'User agent': 'axios/1.7',
  'Correlation ID': 'c1',
  'User ID': 'u1',
  User: 'Erin',
  Username: 'erin@example.com',
  'Incoming token type': 'none',
  'Authentication Protocol': 'deviceCode',
  'Unique token identifier': 'NWIwYzFkMmUtM2Y0MC00YTUxLThiNjItN2M4M2Q5NGVhNWY2',
  Application: 'Mail Sync',
  'Application ID': 'a1',
  'IP address': '203.0.113.9',
  Location: 'Berlin, Berlin, DE',
  Status: 'Success',
  'Session ID': 's1',
};

test.each([
  [row, 'SignInLogs', 'success', 'issue'],
  [{ ...row, Status: 'Failure', 'Sign-in error code': '50126' }, 'SignInLogs', 'failure', 'issue'],
  [{ ...row, 'Incoming token type': 'refreshToken' }, 'NonInteractiveUserSignInLogs', 'success', 'refresh'],
])('a row of the admin centre’s CSV is a sign-in', (record, category, outcome, stage) => {
  const found = recognise(record);
  if (found === undefined) throw new Error('not recognised');
  expect(toEvent(found.source, found.record, { file: 'x', line: 1, offset: 0 })).toMatchObject({
    source: 'entra.signin',
    id: 'r1',
    time: Date.UTC(2026, 2, 2, 12),
    raw: { category, properties: { location: { countryOrRegion: 'DE' } } },
    lifecycle: {
      stage,
      outcome,
      action: 'sign-in deviceCode',
      'principal.id': 'u1',
      'principal.name': 'erin@example.com',
      'credential.id': '5b0c1d2e-3f40-4a51-8b62-7c83d94ea5f6',
      'client.id': 'a1',
      'session.id': 's1',
      'network.ip': '203.0.113.9',
      'agent.raw': 'axios/1.7',
    },
  });
});
