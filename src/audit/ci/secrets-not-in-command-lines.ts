// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { namedSecrets, scriptLines } from './shared/scripts.ts';
import { stepText } from './shared/views.ts';

/** An option, the password of an address (`https://x:$TOKEN@`, `https://$TOKEN@`), or that of `--user name:$PASSWORD`. */
const argument =
  /(?:\s-p\s*|--(?:password|passwd|token|secret|api-?key|access-token)[ =]|(?:\s-u\s*|--user[ =])["']?[^\s:"']{1,100}:|:\/\/(?:[^\s:@/]{1,100}:)?)["']?(?:\$\{?|\$\(|%|\$env:)(?<name>[A-Za-z_][\w.]*)/g;

export const secretsNotInCommandLines = defineCheck({
  id: 'ci-secrets-not-in-command-lines',
  area: 'ci',
  title: 'Secrets reach programs as variables or input, not in the command line',
  weakness: 'Secret in a command line',
  severity: 'low',
  rows: ['A4'],
  why: 'The command line of a process can be read by every process of the machine, and is kept in audit logs and crash reports. A secret that an expression writes into a script is also in a file on the runner, and a quote in it breaks the script.',
  remediation: ['Give the secret as a variable (`env:`) that the program reads itself, or by `--password-stdin`.'],
  mappings: { owasp: ['CICD-SEC-6'], mitigations: ['M1047'], peers: { zizmor: ['template-injection'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      if (step.run === undefined) return undefined;
      const written = step.expressions.find(
        (it) => it.at[0] === 'run' && it.yields.some((ref) => /^(?:secrets\.|github\.token$)/i.test(ref)),
      );
      if (written !== undefined)
        return {
          summary: `${stepText(step, view)} writes ${written.text} into its script.`,
          at: written.at,
          note: written.text,
        };
      const names = namedSecrets(step, view);
      if (names.size === 0) return undefined;
      for (const line of scriptLines(step.run)) {
        const name = [...line.matchAll(argument)].map((it) => it.groups?.name ?? '').find((it) => names.has(it));
        if (name === undefined) continue;
        // GitLab's own registry login is documented so; it is still one.
        return {
          summary: `${stepText(step, view)} gives ${name} as an argument.`,
          at: step.runAt ?? [],
          note: line.trim(),
        };
      }
      return 'pass';
    });
  },
});
