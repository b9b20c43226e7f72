// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

export const githubInputsNotInScripts = defineCheck({
  id: 'ci-github-inputs-not-in-scripts',
  area: 'ci',
  title: 'Scripts take inputs as variables',
  weakness: 'Input becomes part of a script',
  severity: 'low',
  rows: ['A4'],
  why: 'An action or a called workflow cannot know what its callers pass: if one passes the title of a pull request, the script of the callee runs it as a command, with the tokens of the caller. Whoever may start a workflow by hand can run any command in it, and so read secrets that only the workflow was to have.',
  remediation: ['Pass the input as a variable: `env: { NAME: <the expression> }`, and use `"$NAME"` in the script.'],
  mappings: {
    owasp: ['CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['template-injection'], poutine: ['injection'], octoscan: ['expression-injection'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const { pipeline } = view;
      const dispatched = pipeline.triggers.some((it) => it.event === 'repository_dispatch');
      if ((pipeline.inputs.length === 0 && !dispatched) || (step.run === undefined && step.with.script === undefined))
        return undefined;
      const types = new Map(pipeline.inputs.map((it) => [it.name.toLowerCase(), it.type]));
      for (const it of step.expressions) {
        if (it.at[0] !== 'run' && !(it.at[0] === 'with' && it.at[1] === 'script')) continue;
        for (const ref of it.yields) {
          const name = /^(?:(?:github\.event\.)?inputs|github\.event\.client_payload)\.(.+)$/i.exec(ref)?.[1];
          // Numbers, switches and choices cannot carry a command; those of actions have no type.
          if (
            name === undefined ||
            ['boolean', 'number', 'choice', 'environment'].includes(types.get(name.toLowerCase()) ?? '')
          )
            continue;
          return {
            summary: `${stepText(step, view)} writes the input "${name}" into its script, so whoever chooses it runs commands there.`,
            at: it.at,
            note: it.text,
            ...(pipeline.type === 'action' || prizeOf(view) !== undefined ? { severity: 'medium' as const } : {}),
          };
        }
      }
      return 'pass';
    });
  },
});
