// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting, seconds } from './google-index.ts';

export const googleSessionsLimited = defineCheck({
  id: 'google-sessions-limited',
  area: 'google',
  title: 'Sessions end within half a day',
  weakness: 'Long sessions',
  severity: 'medium',

  rows: ['A4'],
  why: 'A session cookie is a token too. One that is stolen from a browser is good until the session ends, whatever the second step was.',
  remediation: ['Security, Access and data control, Google session control: "Web session duration" 12 hours.'],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.4.1'],
    mitigations: ['M1047', 'M1018'],
    techniques: ['T1528', 'T1539'],
    peers: { prowler: ['security_session_duration_limited'] },
  },
  needs: [{ kind: 'google.policy' }],
  settings: {
    hours: {
      default: 12,
      description: 'the longest web session in hours',
      published: ['ScubaGoggles: 12 hours', 'Google: 14 days is its default'],
    },
  },
  judge: (inventory, { settings }) =>
    judgeSetting(inventory, 'security.session_controls', 'webSessionDuration', (value) => {
      const length = seconds(value);
      if (length !== undefined && length > 0 && length <= settings.number('hours') * 3_600) return undefined;
      const how =
        length === 63_072_000 || length === 0 || length === undefined
          ? 'never end'
          : `last ${Math.round(length / 3_600)} hours`;
      return { summary: `web sessions ${how}; at most ${settings.number('hours')} hours are expected.` };
    }),
});
