// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { prizeOf, secretsOfStep } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

/** Actions that install the newest version of a tool unless told which: the input that tells. From the README of each, 2026-11. */
const newestByDefault: ReadonlyMap<string, string> = new Map([
  ['aquasecurity/setup-trivy', 'version'],
  ['1password/load-secrets-action', 'version'],
  ['extractions/setup-just', 'just-version'],
  ['extractions/setup-crate', 'version'],
  ['hashicorp/setup-terraform', 'terraform_version'],
  ['azure/setup-helm', 'version'],
  ['azure/setup-kubectl', 'version'],
  ['goreleaser/goreleaser-action', 'version'],
]);

const floating = /^(?:latest|nightly|edge|canary|main|master|head|\*|(?:~>|>=|\^|~)\s*v?\d.*)$/i;
/** Runtimes of languages: what is built with them is fixed by lock files, and they hold no tokens themselves. */
const runtimes =
  /^(?:actions\/setup-(?:node|python|go|java|dotnet|ruby)|ruby\/setup-ruby|shivammathur\/setup-php|dtolnay\/rust-toolchain)$/i;

export const githubToolsFixed = defineCheck({
  id: 'ci-github-tools-fixed',
  area: 'ci',
  title: 'Tools that actions install next to tokens have a fixed version',
  weakness: 'Action installs the newest version of a tool next to tokens',
  severity: 'low',
  rows: ['A3', 'A4'],
  why: 'An action that is pinned to a commit may still download whatever its tool is today. In March 2026 a release of trivy stole the secrets of the runners that asked for the newest one, pinned action or not.',
  remediation: ['Name the exact version: `with: { version: v1.2.3 }`. Renovate keeps such inputs up to date.'],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { zizmor: ['unpinned-tools'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.type !== 'action' || runtimes.test(step.uses.name)) return undefined;
      const listed = newestByDefault.get(step.uses.name.toLowerCase());
      const inputs = Object.keys(step.with).filter((it) => it === listed || /(?:^|[-_])version$/i.test(it));
      if (listed === undefined && inputs.length === 0) return undefined;
      const input = inputs.find((it) => floating.test(step.with[it]?.trim() ?? '') || step.with[it]?.trim() === '');
      const silent = listed !== undefined && step.with[listed] === undefined;
      if (input === undefined && !silent) return 'pass';
      const prize = view.pipeline.type === 'action' ? 'the tokens of whoever uses the action' : prizeOf(view);
      if (prize === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} installs the newest version of its tool, in a job with ${prize}.`,
        at: input === undefined ? ['uses'] : ['with', input],
        note: input === undefined ? `no ${listed}: the newest version` : `${input}: ${step.with[input]}`,
        ...(secretsOfStep(step, view).length > 0 ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
