// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiStep } from '../../model/inventory/ci.ts';
import { judgeSteps } from './shared/judge.ts';
import { type SignIn, secretInput, secretVariable } from './shared/stored-keys.ts';
import { hasIdToken } from './shared/tokens.ts';
import { type JobView, stepText } from './shared/views.ts';

interface Registry {
  readonly name: string;
  readonly publishes: RegExp;
  readonly actions: readonly string[];
  readonly inputs: readonly string[];
  readonly variable: RegExp;
  /** GitLab can publish there with its identity as well. */
  readonly gitlab: boolean;
  /** Keeps a token for the steps that follow. */
  readonly login?: RegExp;
}

/** Registries that take the identity token of a pipeline instead of a stored token, as of 2026. */
const registries: readonly Registry[] = [
  {
    name: 'npm',
    publishes: /\b(?:npm|pnpm|yarn(?:\s+npm)?|lerna)\s+publish\b|\bsemantic-release\b|\bchangeset\s+publish\b/,
    actions: ['js-devtools/npm-publish', 'changesets/action'],
    inputs: ['token'],
    variable: /^(?:NODE_AUTH_TOKEN|NPM_TOKEN|NPM_AUTH_TOKEN|YARN_NPM_AUTH_TOKEN)$/i,
    login: /\/\/registry\.npmjs\.org\/:_authToken\b/,
    gitlab: true,
  },
  {
    name: 'PyPI',
    publishes: /\btwine\s+upload\b|\b(?:uv|poetry|flit|hatch|pdm)\s+publish\b/,
    actions: ['pypa/gh-action-pypi-publish'],
    inputs: ['password'],
    variable:
      /^(?:TWINE_PASSWORD|UV_PUBLISH_(?:TOKEN|PASSWORD)|POETRY_PYPI_TOKEN_PYPI|FLIT_PASSWORD|HATCH_INDEX_AUTH|PDM_PUBLISH_PASSWORD|PYPI_(?:API_)?TOKEN)$/i,
    gitlab: true,
  },
  {
    name: 'RubyGems',
    publishes: /\bgem\s+push\b|\brake\s+release\b/,
    actions: ['rubygems/release-gem', 'rubygems/configure-rubygems-credentials'],
    inputs: ['api-token'],
    variable: /^(?:GEM_HOST_API_KEY|RUBYGEMS_API_KEY|RUBYGEMS_AUTH_TOKEN)$/i,
    gitlab: false,
  },
  {
    name: 'crates.io',
    publishes: /\bcargo\s+(?:publish|release|(?:--?[\w-]+\s+)+(?:publish|release))\b|\brelease-plz\s+release\b/,
    actions: [
      'katyo/publish-crates',
      'rust-lang/crates-io-auth-action',
      'release-plz/action',
      'marcoieni/release-plz-action',
    ],
    inputs: ['registry-token'],
    variable: /^(?:CARGO_REGISTRY_TOKEN|CRATES_(?:IO_)?(?:API_)?TOKEN)$/i,
    login: /\bcargo\s+login\b/,
    gitlab: false,
  },
  {
    name: 'NuGet',
    publishes: /\b(?:dotnet\s+nuget|nuget)\s+push\b/,
    actions: ['nuget/login'],
    inputs: [],
    variable: /^NUGET_(?:API_)?(?:KEY|TOKEN)$/i,
    gitlab: false,
  },
];

/** A script of one line that only tries. */
const rehearsing = /^[^\n]*\s--dry-run\b[^\n]*\s*$/;

/** A secret that an expression writes into the script of a step. */
function writtenSecret(step: CiStep): SignIn | undefined {
  for (const it of step.expressions) {
    const secret = it.at[0] === 'run' ? it.yields.find((ref) => /^secrets\.(?!github_token$)/i.test(ref)) : undefined;
    if (secret !== undefined) return { how: 'stored', name: secret.slice(8), at: it.at };
  }
  return undefined;
}

function storedToken(registry: Registry, step: CiStep, view: JobView): SignIn | undefined {
  const action = registry.actions.includes(step.uses?.name.toLowerCase() ?? '');
  const found =
    (action ? secretInput(step, ...registry.inputs) : undefined) ??
    secretVariable(step, view, registry.variable) ??
    (/\s--token[ =]/.test(step.run ?? '') ? writtenSecret(step) : undefined);
  if (found !== undefined) return found;
  const login = view.steps.find((it) => it.index <= step.index && registry.login?.test(it.run ?? '') === true);
  const secret =
    login === undefined ? undefined : (writtenSecret(login) ?? secretVariable(login, view, registry.variable));
  return secret === undefined ? undefined : { ...secret, at: login === step ? secret.at : [] };
}

export const packagesTrustedPublishing = defineCheck({
  id: 'ci-packages-trusted-publishing',
  area: 'ci',
  title: 'Packages are published with the identity of the pipeline',
  weakness: 'Long-lived registry token publishes packages',
  severity: 'high',
  rows: ['A3', 'A4'],
  why: 'A stored registry token publishes new versions from anywhere. Worms such as Shai-Hulud (2025) looked for exactly these tokens and published themselves with each one they found. With trusted publishing the registry takes only the identity token of one workflow of one repository.',
  remediation: [
    'Name the repository and the workflow as a trusted publisher in the settings of the package (npm, PyPI, RubyGems, crates.io and NuGet have it).',
    'Give the publishing job `permissions: { id-token: write }` and take the token out; then revoke it in the registry.',
  ],
  mappings: {
    owasp: ['CICD-SEC-6', 'CICD-SEC-9'],
    mitigations: ['M1018'],
    peers: { zizmor: ['use-trusted-publishing'] },
  },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      for (const registry of registries) {
        const action = registry.actions.includes(step.uses?.name.toLowerCase() ?? '');
        if (!action && (!registry.publishes.test(step.run ?? '') || rehearsing.test(step.run ?? ''))) continue;
        // A registry of one's own has no trusted publishing.
        if (
          /repository[-_]url|--registry|--source|--index-url|GITLAB|npm\.pkg\.github\.com/i.test(
            `${step.run ?? ''} ${Object.keys(step.with).join(' ')}`,
          ) &&
          !/pypi\.org|registry\.npmjs\.org|nuget\.org/.test(`${step.run ?? ''} ${Object.values(step.with).join(' ')}`)
        )
          return undefined;
        const stored = storedToken(registry, step, view);
        if (stored !== undefined) {
          if (step.provider !== 'github' && !registry.gitlab) return undefined;
          const rehearsal = /\btest\.pypi\.org\b|\btestpypi\b/i.test(
            [step.run, ...Object.values(step.with), ...Object.values(step.env)].join(' '),
          );
          return {
            summary: `${stepText(step, view)} publishes to ${rehearsal ? 'the rehearsal index of ' : ''}${registry.name} with a stored token (${stored.name}).`,
            at: stored.at,
            note: stored.name,
            ...(rehearsal ? { severity: 'low' as const } : {}),
          };
        }
        if (hasIdToken(view) || (view.job.idTokens ?? []).length > 0) return 'pass';
      }
      return undefined;
    });
  },
});
