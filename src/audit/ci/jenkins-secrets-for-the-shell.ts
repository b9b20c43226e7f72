// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { gravestFirst, namedSecrets } from './shared/scripts.ts';
import { stepText } from './shared/views.ts';

export const jenkinsSecretsForTheShell = defineCheck({
  id: 'ci-jenkins-secrets-for-the-shell',
  area: 'ci',
  title: 'Shell steps take secrets from the environment, not from Groovy',
  weakness: 'Groovy writes a secret into the command of a shell step',
  severity: 'medium',
  rows: ['A4'],
  why: 'In double quotes Jenkins puts the secret into the command itself: it is in the list of processes, in the log of the shell and, by way of quotes in it, can become a command. In single quotes the shell reads it from its environment.',
  remediation: ['Write single quotes: `sh \'curl -H "Authorization: $TOKEN" ...\'`.'],
  mappings: { owasp: ['CICD-SEC-6'], mitigations: ['M1047'] },
  needs: [{ kind: 'ci.step', provider: 'jenkins' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'jenkins', (step, view) => {
      // What Groovy prints without a shell is judged elsewhere.
      if (step.with.shell === 'groovy') return undefined;
      const secrets = namedSecrets(step, view);
      if (secrets.size === 0) {
        // Parameters in double quotes are commands of whoever starts the build.
        const parameter = step.expressions.find((it) =>
          it.yields.some((ref) => /^(?:params|env)\.(?:CHANGE_|BRANCH_NAME|GIT_BRANCH|ghprb)|^params\./.test(ref)),
        );
        return parameter === undefined
          ? undefined
          : {
              summary: `${stepText(step, view)} writes ${parameter.text.slice(1)} into its command, so whoever chooses it runs commands there.`,
              at: [],
              note: parameter.text,
            };
      }
      const written = step.expressions.filter((it) =>
        it.yields.some((ref) => secrets.has(ref.replace(/^env\./, '').replace(/\..*/, ''))),
      );
      const [found] = gravestFirst(written.map((it) => it.text));
      if (found === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} lets Groovy write ${found.slice(1)} into its command.`,
        at: [],
        note: `"... ${found} ..."`,
      };
    });
  },
});
