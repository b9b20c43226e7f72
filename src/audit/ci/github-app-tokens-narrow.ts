// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { stepText } from './shared/views.ts';

interface Maker {
  readonly permissions: RegExp;
  /** Undefined where it only ever makes tokens for the repository that it runs in. */
  readonly ownerWide?: (inputs: Readonly<Record<string, string>>) => boolean;
}

const makers: ReadonlyMap<string, Maker> = new Map([
  [
    'actions/create-github-app-token',
    {
      permissions: /^permission-/,
      ownerWide: (inputs: Readonly<Record<string, string>>) =>
        inputs.owner !== undefined && inputs.repositories === undefined,
    },
  ],
  ['tibdex/github-app-token', { permissions: /^permissions$/ }],
  [
    'peter-murray/workflow-application-token-action',
    {
      permissions: /^permissions$/,
      ownerWide: (inputs: Readonly<Record<string, string>>) => inputs.organization !== undefined,
    },
  ],
  ['getsentry/action-github-app-token', { permissions: /^permissions$/ }],
]);

export const githubAppTokensNarrow = defineCheck({
  id: 'ci-github-app-tokens-narrow',
  area: 'ci',
  title: 'Tokens of GitHub Apps are made for one purpose and given back',
  weakness: 'Token of a GitHub App has all that the app may do',
  severity: 'medium',
  rows: ['U1', 'A4', 'A7'],
  why: 'A token of an installation has every permission of the app, on every repository of the owner, unless it is asked for less. Stolen in one job, it works on all of them for an hour.',
  remediation: [
    'Name what the job needs: `permission-contents: read`, ... and `repositories:`.',
    'Take `skip-token-revoke` out, so that the token is dead when the job ends.',
  ],
  mappings: { owasp: ['CICD-SEC-2', 'CICD-SEC-5'], mitigations: ['M1018'], peers: { zizmor: ['github-app'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const maker = makers.get(step.uses?.name.toLowerCase() ?? '');
      if (maker === undefined) return undefined;
      const faults: readonly { readonly text: string; readonly at: readonly string[] }[] = [
        ...(Object.keys(step.with).some((it) => maker.permissions.test(it))
          ? []
          : [{ text: 'has all permissions of the app', at: ['with'] }]),
        ...(maker.ownerWide?.(step.with) === true
          ? [{ text: 'works on all repositories of the owner', at: ['with', 'owner'] }]
          : []),
        ...(step.with['skip-token-revoke'] === 'true'
          ? [{ text: 'is not given back at the end', at: ['with', 'skip-token-revoke'] }]
          : []),
      ];
      const [first] = faults;
      if (first === undefined) return 'pass';
      return {
        summary: `the token that ${stepText(step, view)} makes ${faults.map((it) => it.text).join(' and ')}.`,
        at: first.at,
        note: first.text,
        ...(faults.length > 1 ? { severity: 'high' as const } : {}),
      };
    });
  },
});
