// SPDX-License-Identifier: Apache-2.0
import { pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { active, noneDoes, organisation } from './okta-index.ts';

export const oktaLogStreamed = defineCheck({
  id: 'okta-log-streamed',
  area: 'okta',
  title: 'The system log is streamed out',
  weakness: 'The system log is not streamed out',
  severity: 'low',
  confidence: 'medium',
  rows: ['A1', 'U10'],
  why: 'Okta keeps its log for 90 days. A token that was stolen before leaves no trace to follow, unless the log went somewhere else in time.',
  remediation: [
    'Reports, Log Streaming, Add Log Stream; or fetch `GET /api/v1/logs` into your own store, and make an exception here.',
  ],
  mappings: { mitigations: ['M1047'], peers: { prowler: ['systemlog_streaming_enabled'] } },
  needs: [{ kind: 'okta.log-stream' }],
  *judge(inventory) {
    const streams = inventory.of('okta.log-stream');
    const [first] = streams;
    yield active(streams).length > 0
      ? pass(organisation)
      : noneDoes(
          inventory,
          'okta.log-stream',
          'No log stream is active.',
          first === undefined ? [] : { where: first.where, note: `${first.name} is ${first.status ?? 'not active'}` },
        );
  },
});
