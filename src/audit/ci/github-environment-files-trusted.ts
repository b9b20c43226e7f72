// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { takesForeignCode } from './shared/foreign-code.ts';
import { judgeSteps } from './shared/judge.ts';
import { outsidePayload, outsideTexts, outsideVariables, privilegedEventsOf } from './shared/outsiders.ts';
import { stepText } from './shared/views.ts';

const target = /\bGITHUB_(?:ENV|PATH)\b|\bcore\.(?:exportVariable|addPath)\s*\(/;

export const githubEnvironmentFilesTrusted = defineCheck({
  id: 'ci-github-environment-files-trusted',
  area: 'ci',
  title: 'Nothing that outsiders write reaches the environment of later steps',
  weakness: 'Outsiders can set environment variables of later steps',
  severity: 'high',
  rows: ['A4'],
  why: 'A line written to GITHUB_ENV sets a variable for all later steps, and a line break in the value sets more of them: `LD_PRELOAD`, `NODE_OPTIONS` or `BASH_ENV` make the next step run foreign code next to its tokens. GITHUB_PATH replaces the programs themselves.',
  remediation: [
    'Hand values on with `GITHUB_OUTPUT`, which sets no variables, and check them first (`[[ "$NUMBER" =~ ^[0-9]+$ ]]`).',
    'Never write the content of a downloaded file to GITHUB_ENV or GITHUB_PATH.',
  ],
  mappings: {
    owasp: ['CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['github-env'], octoscan: ['dangerous-write'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const script = step.run ?? step.with.script ?? '';
      if (!target.test(script)) return undefined;
      const lines = script.split('\n').filter((it) => target.test(it));
      const texts = step.expressions
        .filter((it) => it.at[0] === 'run' || (it.at[0] === 'with' && it.at[1] === 'script'))
        .flatMap((it) => outsideTexts(it, view, step));
      const variables = outsideVariables(view, step).filter((name) =>
        new RegExp(`\\$\\{?${name}\\b|\\benv:${name}\\b|\\bprocess\\.env\\.${name}\\b`).test(script),
      );
      const read =
        step.run === undefined ? lines.map((it) => outsidePayload(it, view)).find((it) => it !== undefined) : undefined;
      const source = texts[0] ?? variables[0] ?? read;
      const report = (what: string, confidence: 'high' | 'medium') => ({
        summary: `${stepText(step, view)} writes ${what} to ${lines.some((it) => /GITHUB_PATH|addPath/.test(it)) ? 'GITHUB_PATH' : 'GITHUB_ENV'}, so outsiders set variables of all later steps.`,
        at: step.runAt ?? ['with', 'script'],
        note: lines[0]?.trim() ?? '',
        confidence,
        ...(privilegedEventsOf(view.pipeline).length === 0 ? { severity: 'medium' as const } : {}),
      });
      if (source !== undefined) return report(source, 'high');
      const foreign = view.steps.some(
        (it) =>
          it.index < step.index &&
          (takesForeignCode(it, view) !== undefined ||
            /download-artifact/.test(it.uses?.name ?? '') ||
            /\bgh run download\b/.test(it.run ?? '')),
      );
      const copies = lines.some((it) => /\bcat\b|\$\(\s*<|\bjq\b|\bunzip\b|Get-Content|`/.test(it));
      if (privilegedEventsOf(view.pipeline).length > 0 && foreign && copies)
        return report('the content of a file that outsiders made', 'medium');
      return 'pass';
    });
  },
});
