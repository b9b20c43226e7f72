// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { namedSecrets, scriptLines } from './shared/scripts.ts';
import { prizeOf, secretsOfStep } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

const piped =
  /\b(?:curl|wget)\b[^|\n]*\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:bash|sh|zsh|python3?|node|perl|ruby|pwsh|powershell)\b|\b(?:bash|sh|zsh|python3?|source|eval|\.)\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)\b|\b(?:iex|Invoke-Expression)\b[^\n]*(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)|(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)[^\n]*\|\s*(?:iex|Invoke-Expression)\b/i;

/** The address names a commit: what is there cannot change. */
const byCommit = /github(?:usercontent)?\.com\/[^\s"']*\/[0-9a-f]{40}\//i;

export const downloadsVerified = defineCheck({
  id: 'ci-downloads-verified',
  area: 'ci',
  title: 'Nothing is downloaded and run at once next to tokens',
  weakness: 'Downloaded script runs next to tokens',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'A script that is piped into a shell is whatever the server sends this time. The uploader of Codecov was changed so in 2021, for two months, and sent the environment of every pipeline away.',
  remediation: [
    'Download a named version, compare its checksum, then run it: `echo "HASH  file" | sha256sum --check`.',
    'Move the installation to a step or job without secrets.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-9'],
    mitigations: ['M1047'],
    peers: { poutine: ['unverified_script_exec'], scorecard: ['Pinned-Dependencies'] },
  },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      if (step.run === undefined) return undefined;
      const line = scriptLines(step.run).find((it) => piped.test(it) && !byCommit.test(it));
      if (line === undefined) return /\b(?:curl|wget)\b/.test(step.run) ? 'pass' : undefined;
      const secrets = step.provider === 'github' ? secretsOfStep(step, view) : [...namedSecrets(step, view)];
      const prize =
        secrets.length > 0
          ? secrets.slice(0, 3).join(', ')
          : step.provider === 'github'
            ? prizeOf(view)
            : 'the token of the job';
      if (prize === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} runs what a server sends, ${secrets.length > 0 ? `with ${prize} in its environment` : `in a job with ${prize}`}.`,
        at: step.runAt ?? [],
        note: line.trim().slice(0, 200),
        severity: secrets.length > 0 ? 'high' : 'low',
      };
    });
  },
});
