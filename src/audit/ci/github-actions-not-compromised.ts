// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { knownBad, listedActions } from './shared/known-bad.ts';
import { stepText } from './shared/views.ts';

export const githubActionsNotCompromised = defineCheck({
  id: 'ci-github-actions-not-compromised',
  area: 'ci',
  title: 'No action is used in a version that stole or leaks tokens',
  weakness: 'Action in a version that stole or leaks tokens',
  severity: 'high',
  rows: ['A3'],
  why: 'These versions are known to have read the tokens of the jobs that used them, or to let others read them. Tokens that a stolen version saw were published or sent away, and work until they are changed.',
  remediation: [
    'Move to a version that is not affected, by its full hash.',
    'Change every secret that the job had since the date of the incident, and search its logs: `gh run list --workflow FILE --created 2025-03-14..2025-03-15`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-8'],
    mitigations: ['M1047'],
    peers: {
      zizmor: ['known-vulnerable-actions'],
      poutine: ['known_vulnerability_in_build_component'],
      octoscan: ['known-vulnerability'],
    },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const { uses } = step;
      if (uses?.type !== 'action') return undefined;
      const bad = knownBad(uses);
      if (bad === undefined) return listedActions.includes(uses.name.toLowerCase()) ? 'pass' : undefined;
      return {
        summary: `${stepText(step, view)} uses ${uses.raw}, which ${bad.what} (${bad.id}).`,
        at: ['uses'],
        note: `${bad.id}: ${bad.source}`,
        severity: bad.stole ? 'critical' : 'high',
        next: [`${bad.advice}.`],
      };
    });
  },
});
