// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiStep } from '../../model/inventory/ci.ts';
import { evidenceAt, fixOf, judgeSteps } from './shared/judge.ts';
import { pushesLater } from './shared/token-needs.ts';
import { writesOf } from './shared/tokens.ts';
import { versionOf } from './shared/versions.ts';
import { type JobView, stepText } from './shared/views.ts';

/** Since 4.4 hidden files, and so `.git`, are left out unless asked for: https://github.com/actions/upload-artifact/releases/tag/v4.4.0 */
function uploadsWorkspace({ uses, with: inputs }: CiStep): boolean {
  if (uses?.name.toLowerCase() !== 'actions/upload-artifact') return false;
  const [major = 99, minor = 99] = versionOf(uses) ?? [];
  const whole = (inputs.path ?? '')
    .split('\n')
    .some((it) =>
      /^\s*(?:\.\/?(?:\*\*?)?|\*\*?(?:\/\*)?|\$\{\{\s*github\.workspace\s*\}\}\/?|\.git(?:\/.*)?)\s*$/.test(it),
    );
  return whole && (inputs['include-hidden-files']?.toLowerCase() === 'true' || major < 4 || (major === 4 && minor < 4));
}

function leak(view: JobView, step: CiStep): CiStep | undefined {
  // From version 6 the token is kept outside of the working folder.
  if ((versionOf(step.uses)?.[0] ?? 0) >= 6) return undefined;
  return view.steps.find((it) => it.index > step.index && uploadsWorkspace(it));
}

export const githubCheckoutDropsToken = defineCheck({
  id: 'ci-github-checkout-drops-token',
  area: 'ci',
  title: 'The checkout leaves no token behind where no later step pushes',
  weakness: 'Checkout leaves its token on disk for all later steps',
  severity: 'low',
  rows: ['A4', 'U1'],
  why: '`actions/checkout` keeps its token in the configuration of Git, unless told not to. Every later step, and every dependency that it runs, can read it there, though no variable names it; and an artifact of the working folder publishes it.',
  remediation: [
    'Add `with: { persist-credentials: false }` to the checkout.',
    'Where a later step pushes, give the token to that step alone: `git push "https://x-access-token:$TOKEN@github.com/$GITHUB_REPOSITORY"`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-6'],
    mitigations: ['M1047', 'M1018'],
    peers: { zizmor: ['artipacked'], octoscan: ['dangerous-artefact'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.name.toLowerCase() !== 'actions/checkout') return undefined;
      if (step.with['persist-credentials']?.toLowerCase() === 'false') return 'pass';
      const upload = leak(view, step);
      const pushes = pushesLater(view, step);
      if (pushes === 'yes' && upload === undefined) return 'pass';
      const foreign = step.expressions.some((it) => it.at[1] === 'token' || it.at[1] === 'ssh-key');
      const writes = foreign || writesOf(view)?.length !== 0;
      const fix = fixOf(step, pushes === 'no' ? 'safe' : 'unsafe', 'set persist-credentials: false', [
        { op: 'set', at: ['with', 'persist-credentials'], value: false },
      ]);
      return {
        summary: `${stepText(step, view)} leaves ${foreign ? 'the token that it was given' : writesOf(view) === undefined ? 'its token, which may be one that writes,' : writes ? 'a token that writes' : 'its token'} on disk for all later steps${upload === undefined ? '' : ', and an artifact with the whole folder publishes it'}.`,
        at: ['with', 'persist-credentials'],
        note: 'persist-credentials is not false',
        also:
          upload === undefined ? [] : [evidenceAt(upload, ['with', 'path'], 'uploads the folder with the token in it')],
        severity: upload !== undefined ? 'high' : foreign || (writesOf(view)?.length ?? 0) > 0 ? 'medium' : 'low',
        ...(fix === undefined ? {} : { fix }),
      };
    });
  },
});
