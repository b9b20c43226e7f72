// SPDX-License-Identifier: Apache-2.0
// Which permissions of the job's token known steps need. From the README of each action, 2026.
import type { CiStep } from '../../../model/inventory/ci.ts';
import { usesOwnToken } from './tokens.ts';
import { type JobView, jobsOfPipeline } from './views.ts';

type Needs = Readonly<Record<string, 'read' | 'write'>>;

const none: Needs = {};
const release: Needs = { contents: 'write' };
const pages: Needs = { pages: 'write', 'id-token': 'write' };
const attest: Needs = { 'id-token': 'write', attestations: 'write', contents: 'read', packages: 'write' };
const proposes: Needs = { contents: 'write', 'pull-requests': 'write' };
const comments: Needs = { issues: 'write', 'pull-requests': 'write' };

/** Action -> what it may need at most. */
const actions: ReadonlyMap<string, Needs> = new Map<string, Needs>([
  ['actions/checkout', { contents: 'read' }],
  ...['node', 'python', 'go', 'java', 'dotnet', 'ruby'].map((it): [string, Needs] => [`actions/setup-${it}`, none]),
  ...['cache', 'cache/restore', 'cache/save', 'upload-artifact', 'upload-pages-artifact'].map((it): [string, Needs] => [
    `actions/${it}`,
    none,
  ]),
  ['actions/download-artifact', { actions: 'read' }],
  ['actions/configure-pages', { pages: 'write' }],
  ['actions/deploy-pages', pages],
  ['actions/attest', attest],
  ['actions/attest-build-provenance', attest],
  ['actions/attest-sbom', attest],
  ['actions/stale', { ...comments, contents: 'write', actions: 'write' }],
  ['actions/labeler', { contents: 'read', issues: 'write', 'pull-requests': 'write' }],
  ['actions/first-interaction', comments],
  ['actions/dependency-review-action', { contents: 'read', 'pull-requests': 'write' }],
  ['actions/create-github-app-token', none],
  ['actions/create-release', release],
  ['softprops/action-gh-release', release],
  ['ncipollo/release-action', release],
  ['svenstaro/upload-release-action', release],
  [
    'goreleaser/goreleaser-action',
    { contents: 'write', packages: 'write', issues: 'write', 'id-token': 'write', attestations: 'write' },
  ],
  ['stefanzweifel/git-auto-commit-action', release],
  ['peaceiris/actions-gh-pages', release],
  ['jamesives/github-pages-deploy-action', release],
  ['peter-evans/create-pull-request', proposes],
  ['googleapis/release-please-action', { ...proposes, issues: 'write' }],
  ['changesets/action', { ...proposes, 'id-token': 'write' }],
  ['peter-evans/create-or-update-comment', comments],
  ['peter-evans/find-comment', { issues: 'read', 'pull-requests': 'read' }],
  ['dependabot/fetch-metadata', { 'pull-requests': 'read', contents: 'read' }],
  ...['init', 'analyze', 'autobuild', 'upload-sarif'].map((it): [string, Needs] => [
    `github/codeql-action/${it}`,
    { 'security-events': 'write', actions: 'read', contents: 'read', packages: 'read' },
  ]),
  ['ossf/scorecard-action', { 'security-events': 'write', 'id-token': 'write', contents: 'read', actions: 'read' }],
  ['docker/setup-buildx-action', none],
  ['docker/setup-qemu-action', none],
  ['docker/metadata-action', { contents: 'read' }],
  ['docker/build-push-action', { packages: 'write', contents: 'read', 'id-token': 'write', attestations: 'write' }],
  ['docker/login-action', { packages: 'write' }],
  ['aws-actions/configure-aws-credentials', { 'id-token': 'write' }],
  ['aws-actions/amazon-ecr-login', none],
  ['google-github-actions/auth', { 'id-token': 'write' }],
  ['google-github-actions/setup-gcloud', none],
  ['azure/login', { 'id-token': 'write' }],
  ['hashicorp/vault-action', { 'id-token': 'write' }],
  ['hashicorp/setup-terraform', none],
  ['azure/setup-kubectl', none],
  ['azure/setup-helm', none],
  ['pypa/gh-action-pypi-publish', { 'id-token': 'write' }],
  ['rubygems/release-gem', { 'id-token': 'write', contents: 'write' }],
  ['rubygems/configure-rubygems-credentials', { 'id-token': 'write' }],
  ['rust-lang/crates-io-auth-action', { 'id-token': 'write' }],
  ['nuget/login', { 'id-token': 'write' }],
  ['sigstore/cosign-installer', none],
  ['pnpm/action-setup', none],
  ['astral-sh/setup-uv', none],
  ['ruby/setup-ruby', none],
  ['oven-sh/setup-bun', none],
  ['dtolnay/rust-toolchain', none],
  ['swatinem/rust-cache', none],
  ['gradle/actions/setup-gradle', { contents: 'write' }],
  ['codecov/codecov-action', { 'id-token': 'write' }],
]);

const gh: readonly (readonly [RegExp, Needs])[] = [
  [/\bgh\s+release\s+(?:create|upload|edit|delete)/, release],
  [/\bgh\s+release\b/, { contents: 'read' }],
  [/\bgh\s+pr\s+(?:view|list|diff|checks|status|checkout)/, { 'pull-requests': 'read', contents: 'read' }],
  [/\bgh\s+pr\s+merge/, proposes],
  [/\bgh\s+pr\b/, { 'pull-requests': 'write', issues: 'write', contents: 'write' }],
  [/\bgh\s+(?:issue|label)\b/, { issues: 'write' }],
  [/\bgh\s+(?:workflow\s+run|run\s+(?:rerun|cancel|delete)|cache\s+delete)/, { actions: 'write' }],
  [/\bgh\s+(?:workflow|run|cache)\b/, { actions: 'read' }],
  [/\bgh\s+attestation\b/, { attestations: 'read' }],
];

/** What the steps of an action of the same repository need together. */
function needsOfLocal(folder: string, view: JobView, depth: number): Needs | undefined {
  const { root } = view.pipeline;
  const wanted = root === '' ? folder : `${root}/${folder}`;
  const action = view.inventory
    .of('ci.pipeline')
    .find(
      (it) => it.type === 'action' && it.id.replace(/^github:action:/, '').replace(/\/?action\.ya?ml$/i, '') === wanted,
    );
  if (action === undefined || depth > 5) return undefined;
  const all: Record<string, 'read' | 'write'> = {};
  for (const inner of jobsOfPipeline(view.inventory, action.id))
    for (const step of inner.steps) {
      const needs = needsOf(step, inner, depth + 1);
      if (needs === undefined || (step.run !== undefined && !isPlain(step.run))) return undefined;
      for (const [scope, access] of Object.entries(needs)) if (all[scope] !== 'write') all[scope] = access;
    }
  return all;
}

/** What a step may need of the token at most; undefined where nobody can tell from the file. */
export function needsOf(step: CiStep, view: JobView, depth = 0): Needs | undefined {
  if (step.uses !== undefined) {
    const { type, name, path } = step.uses;
    if (type === 'local') return needsOfLocal(name, view, depth);
    if (type === 'image') return usesOwnToken(step.expressions) ? undefined : none;
    return actions.get(`${name}${path === undefined ? '' : `/${path}`}`.toLowerCase());
  }
  const script = step.run ?? '';
  const found: Record<string, 'read' | 'write'> = {};
  const add = (needs: Needs): void => {
    for (const [scope, access] of Object.entries(needs)) if (found[scope] !== 'write') found[scope] = access;
  };
  if (/\bgit\s+(?:-\S+\s+\S+\s+)*push\b/.test(script)) add(release);
  if (/\bghcr\.io\b|npm\.pkg\.github\.com|maven\.pkg\.github\.com|nuget\.pkg\.github\.com/.test(script))
    add({ packages: 'write' });
  if (
    /ACTIONS_ID_TOKEN_REQUEST|\bcosign\s+(?:sign|attest)|--provenance\b|\bnpm\s+publish\b|\buv\s+publish\b|\bpnpm\s+publish\b|\bactions\/toolkit\b/.test(
      script,
    )
  )
    add({ 'id-token': 'write' });
  const commands = gh.filter(([pattern]) => pattern.test(script));
  for (const [, needs] of commands.slice(0, 1)) add(needs);
  for (const [, needs] of commands) add(needs);
  if (/\bgh\s+api\b/.test(script)) return undefined;
  const told = commands.length > 0 || Object.keys(found).length > 0;
  return usesOwnToken(step.expressions) && !told ? undefined : found;
}

/** Whether a later step of a job may push with the token that the checkout left behind: `no` only where all are known. */
export function pushesLater(view: JobView, after: CiStep): 'yes' | 'no' | 'unknown' {
  let sure: 'no' | 'unknown' = 'no';
  for (const step of view.steps) {
    if (step.index <= after.index) continue;
    if (/\bgit\s+(?:-\S+\s+\S+\s+)*(?:push|fetch|pull|submodule|lfs|clone|ls-remote)\b/.test(step.run ?? ''))
      return 'yes';
    if (
      /^(?:stefanzweifel\/git-auto-commit-action|peter-evans\/create-pull-request|ad-m\/github-push-action|endbug\/add-and-commit|changesets\/action|jamesives\/github-pages-deploy-action|rubygems\/release-gem)$/i.test(
        step.uses?.name ?? '',
      )
    )
      return 'yes';
    if (step.uses !== undefined && needsOf(step, view) === undefined) sure = 'unknown';
    // A script of the repository may do anything; what is a plain tool by name does not push.
    if (step.run !== undefined && !isPlain(step.run, true)) sure = 'unknown';
  }
  return sure;
}

const plain =
  /^(?:npm (?:ci|install|test|run (?:build|lint|test))|pnpm (?:install|test|build|lint)|yarn(?: install| build| test)?|pip install|python -m (?:pip|pytest|build|unittest)|pytest|go (?:build|test|vet|mod)|cargo (?:build|test|check|fmt|clippy)|mvn (?:-\S+ )*(?:test|verify|package)\b|\.?\/?gradlew? (?:build|test|check)\b|make (?:build|test|lint)|docker (?:build|push|login|tag)|terraform (?:init|plan|apply|fmt|validate)|aws |az |gcloud |kubectl |helm |npm publish|git (?:tag|status|log|diff|describe|rev-parse|config|show)|echo |cd |mkdir |ls|set |export |true$|#)/;

/** Tools that run scripts of the repository: mostly harmless, but they may fetch or push. */
const scripted = /^(?:npm run |pnpm (?:build|lint)|yarn build|make |\.?\/?gradlew? |mvn )/;

/** Whether a script only runs well-known tools, none of which pushes; `strict` leaves out those that run scripts themselves. */
export function isPlain(script: string, strict = false): boolean {
  return script
    .split(/\n|&&|\|\|?|;/)
    .map((it) => it.trim())
    .every((line) => line === '' || (plain.test(line) && !(strict && scripted.test(line))));
}
