// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeOwners } from './shared/judge.ts';

const names: Readonly<Record<string, RegExp>> = {
  github: /^(?:ACTIONS_STEP_DEBUG|ACTIONS_RUNNER_DEBUG)$/i,
  gitlab: /^(?:CI_DEBUG_TRACE|CI_DEBUG_SERVICES)$/i,
  'azure-devops': /^system\.debug$/i,
};

export const debugOff = defineCheck({
  id: 'ci-debug-off',
  area: 'ci',
  title: 'Pipelines do not log for debugging all the time',
  weakness: 'Pipeline always logs in debug mode',
  severity: 'medium',
  rows: ['A4'],
  why: 'Debug logs hold requests, environments and command lines that programs do not print otherwise. `CI_DEBUG_TRACE` of GitLab prints every variable of the job with its value, secrets among them.',
  remediation: [
    'Take the variable out of the file. Switch it on for one run where it is needed ("Re-run jobs" > "Enable debug logging"), and delete the log afterwards.',
  ],
  mappings: {
    owasp: ['CICD-SEC-6', 'CICD-SEC-10'],
    mitigations: ['M1047'],
    peers: { poutine: ['debug_enabled'] },
  },
  needs: [{ kind: 'ci.pipeline' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, undefined, (item, _view, text) => {
      const pattern = names[item.provider];
      if (pattern === undefined) return undefined;
      const name = Object.keys(item.env).find((it) => pattern.test(it));
      if (name === undefined) return item.kind === 'ci.pipeline' ? 'pass' : undefined;
      if (!/^(?:true|1)$/i.test(item.env[name] ?? '')) return 'pass';
      const listed = item.kind === 'ci.step' ? undefined : item.envAt?.[name];
      const at = listed ?? [item.provider === 'github' || item.kind === 'ci.step' ? 'env' : 'variables', name];
      const fix = fixOf(item, 'safe', `take out ${name}`, [{ op: 'remove', at }]);
      return {
        summary: `${text} always logs in debug mode (${name}).`,
        at,
        note: `${name}: ${item.env[name]}`,
        ...(item.provider === 'gitlab' ? { severity: 'high' as const } : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
