// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { fixOf, toVerdict } from './shared/judge.ts';

export const dependabotCodeContained = defineCheck({
  id: 'ci-dependabot-code-contained',
  area: 'ci',
  title: 'Dependabot does not run code of dependencies next to registry tokens',
  weakness: 'Dependabot runs code of dependencies next to registry tokens',
  severity: 'medium',
  rows: ['A4'],
  why: 'With `insecure-external-code-execution: allow` the manifests of dependencies run while Dependabot has the tokens of the private registries. A malicious dependency reads them.',
  remediation: [
    'Take `insecure-external-code-execution: allow` out.',
    'Where it is needed, give the registries of this entry tokens that read only.',
  ],
  mappings: {
    owasp: ['CICD-SEC-3', 'CICD-SEC-6'],
    mitigations: ['M1047'],
    peers: { zizmor: ['dependabot-execution'] },
  },
  // A repository without Dependabot has nothing to judge.
  needs: [],
  *judge(inventory) {
    for (const it of inventory.of('ci.updates')) {
      const subject = {
        kind: 'dependabot-entry',
        id: it.id,
        name: `${it.where.file}: ${it.ecosystem} ${it.directory}`,
      };
      if (it.externalCode !== 'allow') {
        const known = it.externalCode === undefined || it.externalCode === 'deny';
        yield* toVerdict(
          it,
          subject,
          known
            ? 'pass'
            : { unknown: `insecure-external-code-execution is ${it.externalCode}, which is neither allow nor deny` },
        );
        continue;
      }
      const fix = fixOf(it, 'unsafe', 'take out insecure-external-code-execution', [
        { op: 'remove', at: ['insecure-external-code-execution'] },
      ]);
      yield* toVerdict(it, subject, {
        summary: `Dependabot runs code of ${it.ecosystem} dependencies of ${it.directory || 'the repository'}${it.registries.length > 0 ? `, next to the tokens of ${it.registries.join(', ')}` : ''}.`,
        at: ['insecure-external-code-execution'],
        note: 'allow',
        severity: it.registries.length > 0 ? 'high' : 'medium',
        ...(fix === undefined ? {} : { fix }),
      });
    }
  },
});
