// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, judgeSteps } from './shared/judge.ts';
import { stepText } from './shared/views.ts';

export const azureAccessTokenNarrow = defineCheck({
  id: 'ci-azure-access-token-narrow',
  area: 'ci',
  title: 'The access token of a run reaches only the step that needs it',
  weakness: 'Access token of the run is left on disk or given to foreign code',
  severity: 'medium',
  rows: ['U1', 'A4'],
  why: '`System.AccessToken` acts as the build service of the project: it reads every repository that this account may, and often writes. `persistCredentials: true` leaves it in the configuration of Git for all later steps; a script that is downloaded has it in its environment.',
  remediation: [
    'Take `persistCredentials: true` out; where a step pushes, use `git -c http.extraheader="AUTHORIZATION: bearer $(System.AccessToken)" push` in that step.',
    'Limit the token: Project settings > Pipelines > Settings > "Limit job authorization scope to current project" and "Protect access to repositories in YAML pipelines".',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-5'], mitigations: ['M1018'], peers: { zizmor: ['artipacked'] } },
  needs: [{ kind: 'ci.step', provider: 'azure-devops' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'azure-devops', (step, view) => {
      const checkout = step.uses?.name === 'checkout';
      if (checkout && /^true$/i.test(step.with.persistCredentials ?? '')) {
        const pushes = view.steps.some((it) => it.index > step.index && /\bgit\b[^\n]*\bpush\b/.test(it.run ?? ''));
        const fix = pushes
          ? undefined
          : fixOf(step, 'unsafe', 'take out persistCredentials', [{ op: 'remove', at: ['persistCredentials'] }]);
        return {
          summary: `${stepText(step, view)} leaves the access token of the run on disk for all later steps.`,
          at: ['persistCredentials'],
          note: 'persistCredentials: true',
          ...(pushes ? { severity: 'low' as const } : {}),
          ...(fix === undefined ? {} : { fix }),
        };
      }
      if (checkout && /\$[{([]/.test(step.with.persistCredentials ?? ''))
        return {
          unknown: `whether ${stepText(step, view)} leaves the token on disk depends on ${step.with.persistCredentials}; the run tells`,
        };
      const variable = Object.keys(step.env).find((it) => /System\.AccessToken/i.test(step.env[it] ?? ''));
      const inText = step.expressions.find(
        (it) => it.at[0] === 'run' && it.refs.some((ref) => /^System\.AccessToken$/i.test(ref)),
      );
      if (variable === undefined && inText === undefined) return checkout ? 'pass' : undefined;
      if (inText !== undefined)
        return {
          summary: `${stepText(step, view)} writes the access token of the run into its script, and so into a file and the command line.`,
          at: step.runAt ?? [],
          note: inText.text,
          severity: 'low',
        };
      const foreign =
        /\b(?:npm|pnpm|yarn)\s+(?:ci|install|run|test)\b|\bnpx\b|\bpip\s+install\b|\|\s*(?:bash|sh|pwsh)\b|\bdotnet\s+(?:build|test)\b|\bmvn\b|\bgradlew?\b/.exec(
          step.run ?? '',
        )?.[0];
      if (foreign === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} runs "${foreign}" with the access token of the run in its environment.`,
        at: ['env', variable ?? ''],
        note: `${variable}: ${step.env[variable ?? '']}`,
      };
    });
  },
});
