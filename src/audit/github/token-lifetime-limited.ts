// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeLastChange } from './judge-last-change.ts';

export const tokenLifetimeLimited = defineCheck({
  id: 'github-token-lifetime-limited',
  area: 'ci',
  title: 'The life of personal tokens is limited',
  weakness: 'The limit on the life of personal tokens was taken away',
  severity: 'medium',
  rows: ['A1', 'A4', 'A7'],
  why: 'Without a limit people choose tokens without an end, and each one that leaks stays good.',
  remediation: [
    'Organisation Settings, Personal access tokens, Settings, Set maximum lifetimes for personal access tokens.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-8'] },
  needs: [{ kind: 'github.setting-change' }],
  judge: (inventory) =>
    judgeLastChange(
      inventory,
      'token-lifetime-limited',
      'Personal access tokens, maximum lifetimes',
      (organization) => `The organisation ${organization} sets no limit on the life of personal tokens.`,
    ),
});
