// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeOwners } from './shared/judge.ts';

export const githubCommandsSafe = defineCheck({
  id: 'ci-github-commands-safe',
  area: 'ci',
  title: 'Output of programs cannot set variables',
  weakness: 'Output of any program can set variables of later steps',
  severity: 'high',
  rows: ['A3', 'A4'],
  why: '`ACTIONS_ALLOW_UNSECURE_COMMANDS` brings `::set-env::` and `::add-path::` back, which GitHub took out in 2020: whatever a program prints, such as the name of a test in a pull request, sets variables and paths of the steps that follow.',
  remediation: ['Take `ACTIONS_ALLOW_UNSECURE_COMMANDS` out; replace `::set-env::` by a line in `$GITHUB_ENV`.'],
  mappings: {
    owasp: ['CICD-SEC-4', 'CICD-SEC-7'],
    mitigations: ['M1047'],
    peers: { zizmor: ['insecure-commands'], octoscan: ['unsecure-commands'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, 'github', (item, _view, text) => {
      const name = Object.keys(item.env).find((it) => it.toUpperCase() === 'ACTIONS_ALLOW_UNSECURE_COMMANDS');
      if (name === undefined) return item.kind === 'ci.pipeline' ? 'pass' : undefined;
      if (!/^(?:true|1)$/i.test(item.env[name] ?? '') && !/\$\{\{/.test(item.env[name] ?? '')) return 'pass';
      const fix = fixOf(item, 'unsafe', `take out ${name}`, [{ op: 'remove', at: ['env', name] }]);
      return {
        summary: `${text} lets the output of any program set variables.`,
        at: ['env', name],
        note: `${name}: ${item.env[name]}`,
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
