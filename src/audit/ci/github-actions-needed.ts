// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

/** Actions for what a program does that every hosted runner has. */
const replaceable: ReadonlyMap<string, string> = new Map([
  ['actions/create-release', 'gh release create'],
  ['actions/upload-release-asset', 'gh release upload'],
  ['softprops/action-gh-release', 'gh release create'],
  ['ncipollo/release-action', 'gh release create'],
  ['elgohr/github-release-action', 'gh release create'],
  ['marvinpinto/action-automatic-releases', 'gh release create'],
  ['svenstaro/upload-release-action', 'gh release upload'],
  ['dacbd/create-issue-action', 'gh issue create'],
  ['actions-ecosystem/action-add-labels', 'gh issue edit --add-label'],
  ['actions-ecosystem/action-remove-labels', 'gh issue edit --remove-label'],
  ['peter-evans/close-issue', 'gh issue close'],
  ['addnab/docker-run-action', 'docker run'],
  ['sergeysova/jq-action', 'jq'],
]);

export const githubActionsNeeded = defineCheck({
  id: 'ci-github-actions-needed',
  area: 'ci',
  title: 'Nobody else is given a token for what the runner can do itself',
  weakness: "Somebody else's action gets a token for what the runner can do itself",
  severity: 'informational',
  rows: ['A3'],
  why: 'Each action of somebody else is one more account that can be taken over to read the tokens of the job. `gh`, `docker` and `jq` are on every hosted runner already.',
  remediation: [
    'Call the program in a script: `gh release create "$TAG" --generate-notes` with `GH_TOKEN: <github.token>` in `env:`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-8'],
    mitigations: ['M1047'],
    peers: { zizmor: ['superfluous-actions'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    'own-owners': { default: [], description: 'Owners whose actions are your own.' },
  },
  *judge(inventory, context) {
    const own = new Set(context.settings.list('own-owners').map((it) => it.toLowerCase()));
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.type !== 'action' || step.uses.owner === undefined) return undefined;
      const instead = replaceable.get(step.uses.name.toLowerCase());
      if (instead === undefined || own.has(step.uses.owner.toLowerCase())) return 'pass';
      const prize = view.pipeline.type === 'action' ? 'the tokens of whoever uses the action' : prizeOf(view);
      if (prize === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} uses ${step.uses.name} for what \`${instead}\` does, in a job with ${prize}.`,
        at: ['uses'],
        note: step.uses.raw,
        next: [`Replace it by \`${instead}\`.`],
      };
    });
  },
});
