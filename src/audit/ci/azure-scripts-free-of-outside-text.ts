// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { stepText } from './shared/views.ts';

/** Variables that whoever pushes or opens a pull request chooses. */
const free =
  /^(?:Build\.SourceVersionMessage|Build\.SourceBranch(?:Name)?|Build\.RequestedFor(?:Email)?|System\.PullRequest\.(?:SourceBranch|SourceRepositoryURI|SourceCommitId)|Build\.SourceVersionAuthor)$/i;

export const azureScriptsFreeOfOutsideText = defineCheck({
  id: 'ci-azure-scripts-free-of-outside-text',
  area: 'ci',
  title: 'Scripts take names and parameters as variables of the environment',
  weakness: 'Text that somebody else chooses becomes part of a script',
  severity: 'medium',
  rows: ['A4'],
  why: 'Azure Pipelines writes `$(Build.SourceVersionMessage)` and parameters into the script before the shell reads it. A commit message with a backquote is then a command, next to the service connection of the step.',
  remediation: [
    'Use the environment: `"$BUILD_SOURCEVERSIONMESSAGE"` in bash, `$env:BUILD_SOURCEVERSIONMESSAGE` in PowerShell.',
    'Give parameters a list of `values:`, or hand them over with `env:`.',
  ],
  mappings: { owasp: ['CICD-SEC-4'], mitigations: ['M1047'], peers: { poutine: ['injection'] } },
  needs: [{ kind: 'ci.step', provider: 'azure-devops' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'azure-devops', (step, view) => {
      if (step.run === undefined) return undefined;
      const connected = Object.keys(step.with).some((it) =>
        /^(?:azureSubscription|connectedServiceName|awsCredentials)/i.test(it),
      );
      const types = new Map(view.pipeline.inputs.map((it) => [it.name.toLowerCase(), it.type]));
      // What anybody can choose comes before what the starter of a run chooses.
      const written = step.expressions.filter((it) => it.at[0] === 'run');
      const chosen = written.filter((it) => it.yields.some((one) => free.test(one)));
      for (const it of [...chosen, ...written]) {
        const ref = it.yields.find((one) => free.test(one));
        const parameter = it.yields
          .map((one) => /^parameters\.(\w+)$/i.exec(one)?.[1])
          .find((one) => one !== undefined && types.get(one.toLowerCase()) === 'string');
        const undeclared = it.yields
          .map((one) => /^parameters\.(\w+)$/i.exec(one)?.[1])
          .find((one) => one !== undefined && !types.has(one.toLowerCase()));
        if (ref === undefined && undeclared !== undefined)
          return {
            unknown: `what ${stepText(step, view)} gets as the parameter ${undeclared} is not declared in ${view.pipeline.where.file}; the file that uses it tells`,
          };
        if (ref === undefined && parameter === undefined) continue;
        return {
          summary: `${stepText(step, view)} writes ${ref ?? `the parameter ${parameter}`} into its script, so whoever chooses it runs commands there.`,
          at: step.runAt ?? [],
          note: it.text,
          ...(connected && ref !== undefined
            ? { severity: 'high' as const }
            : ref === undefined && !connected
              ? { severity: 'low' as const }
              : {}),
        };
      }
      return 'pass';
    });
  },
});
