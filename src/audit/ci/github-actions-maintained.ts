// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { prizeOf } from './shared/tokens.ts';
import { stepText } from './shared/views.ts';

export const githubActionsMaintained = defineCheck({
  id: 'ci-github-actions-maintained',
  area: 'ci',
  title: 'Actions are maintained by somebody',
  weakness: 'Action that nobody maintains any more',
  severity: 'low',
  rows: ['A3'],
  why: 'Nobody repairs an archived action, and its repository may be transferred or its owner renamed: whoever takes the name over runs in every job that still uses it, with its tokens.',
  remediation: [
    'Replace it: `gh release create` for releases, `dtolnay/rust-toolchain` for Rust, `actions/create-github-app-token` for tokens of GitHub Apps.',
  ],
  mappings: { owasp: ['CICD-SEC-3', 'CICD-SEC-8'], mitigations: ['M1047'], peers: { zizmor: ['archived-uses'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  settings: {
    archived: {
      default: [
        'actions/create-release',
        'actions/upload-release-asset',
        'actions/setup-ruby',
        'actions-rs/toolchain',
        'actions-rs/cargo',
        'actions-rs/clippy-check',
        'actions-rs/audit-check',
        'actions-rs/install',
        'gradle/gradle-build-action',
      ],
      description: 'Actions whose repository is archived or whose README names a successor.',
      published: ['the repositories say so themselves on github.com'],
    },
  },
  *judge(inventory, context) {
    const archived = new Set(context.settings.list('archived').map((it) => it.toLowerCase()));
    yield* judgeSteps(inventory, 'github', (step, view) => {
      if (step.uses?.type !== 'action') return undefined;
      if (!archived.has(step.uses.name.toLowerCase())) return 'pass';
      const prize = prizeOf(view);
      return {
        summary: `${stepText(step, view)} uses ${step.uses.name}, which nobody maintains any more${prize === undefined ? '' : `, in a job with ${prize}`}.`,
        at: ['uses'],
        note: step.uses.raw,
        ...(prize !== undefined && !step.uses.pinned ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
