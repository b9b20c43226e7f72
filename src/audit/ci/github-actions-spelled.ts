// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

export const githubActionsSpelled = defineCheck({
  id: 'ci-github-actions-spelled',
  area: 'ci',
  title: 'Actions have the names that are meant',
  weakness: 'Name of an action that looks like that of a well-known one',
  severity: 'high',
  confidence: 'medium',
  rows: ['A3', 'A7'],
  why: 'Anybody can register `action/checkout` or `actons/checkout` and wait for somebody to mistype it. The action then runs with the tokens of the job.',
  remediation: [
    'Compare the name with that of the action that you mean, letter by letter.',
    'If it was a mistake, change every secret that the job had.',
  ],
  mappings: { owasp: ['CICD-SEC-3'], mitigations: ['M1047'], peers: { zizmor: ['typosquat-uses'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    'known-owners': {
      default: [
        'actions',
        'github',
        'docker',
        'aws-actions',
        'azure',
        'google-github-actions',
        'hashicorp',
        'softprops',
        'peter-evans',
        'pypa',
        'codecov',
        'gradle',
        'dependabot',
        'goreleaser',
        'sigstore',
        'aquasecurity',
        'reviewdog',
        'tj-actions',
        'dtolnay',
        'astral-sh',
        'googleapis',
        'changesets',
        'rubygems',
        'cloudflare',
      ],
      description: 'Owners whose names others imitate.',
    },
    'own-owners': { default: [], description: 'Owners that you know, though they look like one of the others.' },
  },
  *judge(inventory, context) {
    const known = context.settings.list('known-owners');
    const own = new Set([...known, ...context.settings.list('own-owners')].map((it) => it.toLowerCase()));
    const looks = new Map<string, string | undefined>();
    yield* judgeSteps(inventory, 'github', (step, view) => {
      const owner = step.uses?.owner?.toLowerCase();
      if (owner === undefined) return undefined;
      if (own.has(owner)) return 'pass';
      if (!looks.has(owner)) {
        const like = known.find((it) => context.knowledge.likeness(owner, it) !== undefined);
        looks.set(owner, like === undefined ? undefined : (context.knowledge.likeness(owner, like)?.why ?? ''));
      }
      const why = looks.get(owner);
      if (why === undefined) return 'pass';
      return {
        summary: `${stepText(step, view)} uses ${step.uses?.raw}: the owner "${owner}" is ${why}.`,
        at: ['uses'],
        note: step.uses?.raw ?? '',
        ...(prizeOf(view) === undefined ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
