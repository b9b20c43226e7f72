// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { looseInstalls } from './shared/installs.ts';
import { type Answer, judgeSteps } from './shared/judge.ts';
import { namedSecrets, scriptLines } from './shared/scripts.ts';
import { prizeOf, secretsOfStep } from './shared/tokens.ts';
import { type JobView, stepText } from './shared/views.ts';

/** Whether an earlier step installed what the project's own lock file names: `npx tool` then means that. */
function hasOwnPackages({ steps }: JobView): boolean {
  return steps.some((it) =>
    /\b(?:npm\s+(?:ci|i|install)|yarn(?:\s+install)?|pnpm\s+(?:i|install)|bun\s+install)\s*(?:-\S+\s*)*(?:$|[;&|\n])/m.test(
      it.run ?? '',
    ),
  );
}

export const packagesFixed = defineCheck({
  id: 'ci-packages-fixed',
  area: 'ci',
  title: 'Packages that are installed next to tokens have a fixed version',
  weakness: 'Whatever version a registry offers is installed next to tokens',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: 'A package that is named in a script, and not in a lock file, comes in the version that was published last. Whoever takes over its maintainer runs an install script next to the tokens of the job within the hour: so it was with chalk and debug in September 2025, and with every package that the worm Shai-Hulud reached.',
  remediation: [
    'Put the package into the manifest and lock file of the project and install from there: `npm ci`, `pip install --require-hashes -r requirements.txt`, `uv sync --locked`, `bundle install`.',
    'Where that is too much, name the exact version: `pip install twine==6.1.0`, `npx --yes serve@14.2.4`, `go install tool@v1.2.3`, `cargo install --locked tool@1.2.3`.',
    'Or install in a job that has neither secrets nor a token that writes.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { zizmor: ['adhoc-packages', 'misfeature'], scorecard: ['Pinned-Dependencies'] },
  },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view): Answer => {
      const input = step.uses?.name.toLowerCase() === 'actions/setup-python' ? step.with['pip-install'] : undefined;
      const lines = input === undefined ? scriptLines(step.run ?? '') : [`pip install ${input}`];
      const found = lines.map((line) => ({ line, ...looseInstalls(line, hasOwnPackages(view)) }));
      if (!found.some((it) => it.installs)) return undefined;
      const loose = found.find((it) => it.loose.length > 0);
      if (loose === undefined) return 'pass';
      const secrets = step.provider === 'github' ? secretsOfStep(step, view) : [...namedSecrets(step, view)];
      const prize = step.provider === 'github' ? prizeOf(view) : 'the token of the job';
      if (prize === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} installs ${loose.loose.slice(0, 3).join(', ')} in whatever version is the newest, ${secrets.length > 0 ? `with ${secrets.slice(0, 3).join(', ')} in its environment` : `in a job with ${prize}`}.`,
        at: input === undefined ? (step.runAt ?? []) : ['with', 'pip-install'],
        note: loose.line.trim().slice(0, 200),
        ...(secrets.length > 0 ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
