// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { place, tenant } from './auth0-index.ts';

export const auth0LogsStreamed = defineCheck({
  id: 'auth0-logs-streamed',
  area: 'auth0',
  title: 'The log is streamed out',
  weakness: 'The log is not streamed out',
  severity: 'low',
  rows: ['A1'],
  why: 'Auth0 keeps its log for days to weeks, by plan. A token that was stolen before leaves no trace to follow, unless the log went somewhere else in time.',
  remediation: [
    'Monitoring, Streams: create one; or fetch `GET /api/v2/logs` into your own store, and make an exception here.',
  ],
  mappings: { mitigations: ['M1047'], peers: {} },
  needs: [{ kind: 'auth0.log-stream' }],

  *judge(inventory) {
    const streams = inventory.of('auth0.log-stream');
    const [first] = streams;
    yield streams.some((it) => it.status === undefined || it.status === 'active')
      ? pass(tenant)
      : fail(
          tenant,
          'No log stream is active.',
          first === undefined ? [] : place(first, `${first.name} is ${first.status}`),
        );
  },
});
