// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiStep } from '../../model/inventory/ci.ts';
import { takesForeignCode } from './shared/foreign-code.ts';
import { evidenceAt, judgeJobs } from './shared/judge.ts';
import { codeEvents } from './shared/outsiders.ts';
import { hasTrigger, jobText, jobViews } from './shared/views.ts';

/** Steps that make what others install. */
const publishing =
  /\b(?:npm|pnpm|yarn(?:\s+npm)?|cargo|poetry|uv|flit|hatch|pdm)\s+publish\b|\btwine\s+upload\b|\bgem\s+push\b|\bdocker\s+push\b|\bgh\s+release\s+(?:create|upload)\b|\bcosign\s+sign\b|\bnuget\s+push\b|\bhelm\s+push\b/;
const publishers =
  /^(?:pypa\/gh-action-pypi-publish|softprops\/action-gh-release|goreleaser\/goreleaser-action|ncipollo\/release-action|rubygems\/release-gem|js-devtools\/npm-publish|changesets\/action|actions\/attest(?:-build-provenance)?)$/i;

function publishes(step: CiStep): boolean {
  return (
    publishing.test(step.run ?? '') ||
    publishers.test(step.uses?.name ?? '') ||
    (step.uses?.name.toLowerCase() === 'docker/build-push-action' && step.with.push === 'true')
  );
}

/** Whether a step restores a cache of earlier runs. */
function restores({ uses, with: inputs }: CiStep): boolean {
  const name = `${uses?.name ?? ''}${uses?.path === undefined ? '' : `/${uses.path}`}`.toLowerCase();
  switch (name) {
    case 'actions/cache':
    case 'actions/cache/restore':
    case 'swatinem/rust-cache':
    case 'mozilla-actions/sccache-action':
      return inputs['lookup-only'] !== 'true';
    case 'actions/setup-node':
    case 'actions/setup-python':
    case 'actions/setup-java':
    case 'actions/setup-dotnet':
      return inputs.cache !== undefined && inputs.cache !== '' && inputs.cache !== 'false';
    case 'actions/setup-go':
      return inputs.cache !== 'false'; // on unless switched off, since version 4
    case 'astral-sh/setup-uv':
      return inputs['enable-cache'] !== 'false';
    case 'ruby/setup-ruby':
      return inputs['bundler-cache'] === 'true';
    case 'gradle/actions/setup-gradle':
      return inputs['cache-disabled'] !== 'true';
    case 'docker/build-push-action':
      return /type=gha/.test(inputs['cache-from'] ?? '');
    default:
      return false;
  }
}

export const githubCachesApart = defineCheck({
  id: 'ci-github-caches-apart',
  area: 'ci',
  title: 'Jobs that publish restore no cache of other jobs',
  weakness: 'Published from a cache that other jobs can fill',
  severity: 'low',
  confidence: 'medium',
  rows: ['A4'],
  why: 'Caches of the main branch are shared by all workflows. Who gets code to run in the least of them (a test, a bot) can put a changed dependency into the cache; the job that publishes restores it, and signs it with its identity and tokens.',
  remediation: [
    'Switch caching off in the job that publishes: no `actions/cache`, no `cache:` of setup actions (`cache: false` for setup-go).',
  ],
  mappings: { owasp: ['CICD-SEC-9'], mitigations: ['M1047'], peers: { zizmor: ['cache-poisoning'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    const views = jobViews(inventory, 'github');
    // Repositories in which foreign code runs in the scope of the main branch: there it is more than a chance.
    const exposed = new Set(
      views
        .filter(
          (view) =>
            hasTrigger(view.pipeline, ...codeEvents) &&
            view.steps.some((it) => takesForeignCode(it, view) !== undefined),
        )
        .map((it) => it.pipeline.root),
    );
    yield* judgeJobs(inventory, 'github', (view) => {
      const { job, pipeline, steps } = view;
      const publisher = steps.find(publishes);
      if (publisher === undefined) return undefined;
      const cache = steps.find(restores);
      if (cache === undefined) return 'pass';
      const near = exposed.has(pipeline.root);
      return {
        summary: `${jobText(job, pipeline)} publishes, and restores a cache that every other workflow of the main branch can fill${near ? '; one of them runs code of pull requests' : ''}.`,
        at: ['steps', cache.index, 'uses'],
        note: cache.uses?.raw ?? '',
        also: [evidenceAt(publisher, publisher.run === undefined ? ['uses'] : ['run'], 'publishes')],
        ...(near ? { severity: 'high' as const, confidence: 'high' as const } : {}),
      };
    });
  },
});
