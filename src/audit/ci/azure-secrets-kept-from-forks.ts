// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgePipelines } from './shared/judge.ts';

const connection =
  /^(?:azureSubscription|connectedServiceName(?:ARM)?|azureResourceManagerConnection|serviceConnection|awsCredentials|kubernetesServiceConnection|containerRegistry|dockerRegistryServiceConnection|externalEndpoints?|sshEndpoint)$/i;

export const azureSecretsKeptFromForks = defineCheck({
  id: 'ci-azure-secrets-kept-from-forks',
  area: 'ci',
  title: 'Pipelines with secrets do not run for pull requests',
  weakness: 'Pull request can change a pipeline that has secrets',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A4', 'U1'],
  why: 'The pipeline of a pull request is the file as the pull request has it. With a variable group or a service connection in reach, whoever opens one writes a step that uses them. Unless the file says `pr: none`, a repository on GitHub or Bitbucket builds every pull request.',
  remediation: [
    'Keep the deployment in a pipeline of its own with `pr: none`.',
    'Let variable groups, service connections and environments ask for approval, and for the protected branch (Checks > Branch control).',
    'Project settings > Pipelines > Settings: "Limit building pull requests from forked GitHub repositories", without secrets.',
  ],
  mappings: { owasp: ['CICD-SEC-4', 'CICD-SEC-5'], mitigations: ['M1018'] },
  needs: [{ kind: 'ci.pipeline', provider: 'azure-devops' }],
  settings: {
    'repositories-at': {
      default: 'unknown',
      description: 'Where the code is: `azure` (`pr:` does not count there; branch policies do), `github` or unknown.',
    },
  },
  *judge(inventory, context) {
    const azure = context.settings.text('repositories-at') === 'azure';
    yield* judgePipelines(inventory, 'azure', (pipeline, jobs) => {
      if (pipeline.triggers.length === 0) return undefined;
      const [group] = pipeline.credentials;
      const steps = jobs.flatMap((it) => it.steps);
      const step = steps.find((it) => Object.keys(it.with).some((name) => connection.test(name)));
      const secret = steps.find((it) =>
        Object.values(it.env).some((value) => /\$\(\w*(?:secret|password|token|key|pat)\w*\)/i.test(value)),
      );
      if (group === undefined && step === undefined && secret === undefined) return undefined;
      const what =
        group === undefined
          ? step === undefined
            ? 'secret variables'
            : `the service connection ${step.with[Object.keys(step.with).find((name) => connection.test(name)) ?? ''] ?? ''}`
          : `the variable group ${group.name}`;
      const told = pipeline.triggers.some((it) => it.event === 'pr');
      const silent = pipeline.triggers.some((it) => it.event === 'pr-default');
      if (!told && !silent) return 'pass';
      if (azure)
        return {
          unknown: `${pipeline.where.file} has ${what}: whether pull requests start it, the build validation of the branch policies tells (\`az repos policy list\`)`,
        };
      return {
        summary: `${pipeline.where.file} has ${what} and ${told ? 'runs for pull requests' : 'does not say `pr: none`, so pull requests of GitHub and Bitbucket start it'}.`,
        at: group === undefined ? ['pr'] : group.at,
        note: told ? 'pr' : 'no pr: none',
        ...(told ? {} : { severity: 'low' as const }),
      };
    });
  },
});
