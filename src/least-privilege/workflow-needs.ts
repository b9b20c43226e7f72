// SPDX-License-Identifier: Apache-2.0
// What the steps of a workflow need of GITHUB_TOKEN, as far as actions and commands are known. Facts of the READMEs of the
// actions and of GitHub's documentation; what is not here is unknown, never "nothing".
import type { CiStep } from '../model/inventory/ci.ts';

export type Level = 'read' | 'write';
export type Needs = Readonly<Record<string, Level>>;

/** Undefined: cannot be told. */
type Rule = Needs | ((input: Readonly<Record<string, string>>) => Needs | undefined);

const none: Needs = {};
/** An input that hands over another token takes the job's own out of it. */
const ownToken = (input: Readonly<Record<string, string>>, name: string): boolean => {
  const given = input[name];
  return given === undefined || given === '' || /\b(?:github\.token|secrets\.GITHUB_TOKEN)\b/i.test(given);
};
const withToken =
  (name: string, needs: Needs): Rule =>
  (input) =>
    ownToken(input, name) ? needs : none;

const actions: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'actions/checkout',
    (input) => (ownToken(input, 'token') && input['ssh-key'] === undefined ? { contents: 'read' } : none),
  ],
  ['actions/cache', none],
  ['actions/cache/restore', none],
  ['actions/cache/save', none],
  ['actions/upload-artifact', none],
  ['actions/upload-artifact/merge', none],
  [
    'actions/download-artifact',
    (input) => (input['github-token'] === undefined ? none : withInput(input, 'github-token', { actions: 'read' })),
  ],
  ['actions/setup-node', none],
  ['actions/setup-python', none],
  ['actions/setup-go', none],
  ['actions/setup-java', none],
  ['actions/setup-dotnet', none],
  ['actions/create-github-app-token', none],
  ['actions/labeler', withToken('repo-token', { contents: 'read', 'pull-requests': 'write' })],
  ['actions/stale', withToken('repo-token', { issues: 'write', 'pull-requests': 'write' })],
  ['actions/first-interaction', withToken('repo-token', { issues: 'write', 'pull-requests': 'write' })],
  [
    'actions/dependency-review-action',
    (input) =>
      input['comment-summary-in-pr'] === undefined || input['comment-summary-in-pr'] === 'never'
        ? { contents: 'read' }
        : { contents: 'read', 'pull-requests': 'write' },
  ],
  ['actions/configure-pages', (input) => ({ pages: input.enablement === 'true' ? 'write' : 'read' })],
  ['actions/upload-pages-artifact', none],
  ['actions/deploy-pages', { pages: 'write', 'id-token': 'write' }],
  ['actions/attest', { 'id-token': 'write', attestations: 'write' }],
  ['actions/attest-build-provenance', { 'id-token': 'write', attestations: 'write' }],
  ['actions/attest-sbom', { 'id-token': 'write', attestations: 'write' }],
  ['github/codeql-action/init', { contents: 'read' }],
  ['github/codeql-action/autobuild', none],
  ['github/codeql-action/analyze', { 'security-events': 'write', contents: 'read', actions: 'read' }],
  ['github/codeql-action/upload-sarif', { 'security-events': 'write', contents: 'read', actions: 'read' }],
  ['dependabot/fetch-metadata', { 'pull-requests': 'read' }],
  ['docker/setup-buildx-action', none],
  ['docker/setup-qemu-action', none],
  ['docker/metadata-action', none],
  [
    'docker/login-action',
    (input) => (/ghcr\.io/.test(input.registry ?? '') && ownToken(input, 'password') ? { packages: 'write' } : none),
  ],
  ['docker/build-push-action', none],
  ['softprops/action-gh-release', withToken('token', { contents: 'write' })],
  ['ncipollo/release-action', withToken('token', { contents: 'write' })],
  ['peter-evans/create-pull-request', withToken('token', { contents: 'write', 'pull-requests': 'write' })],
  ['peter-evans/create-or-update-comment', withToken('token', { issues: 'write', 'pull-requests': 'write' })],
  [
    'aws-actions/configure-aws-credentials',
    (input) =>
      input['role-to-assume'] !== undefined &&
      input['aws-access-key-id'] === undefined &&
      input['web-identity-token-file'] === undefined
        ? { 'id-token': 'write' }
        : none,
  ],
  ['aws-actions/amazon-ecr-login', none],
  [
    'google-github-actions/auth',
    (input) => (input.workload_identity_provider === undefined ? none : { 'id-token': 'write' }),
  ],
  ['google-github-actions/setup-gcloud', none],
  [
    'azure/login',
    (input) => (input.creds === undefined && input['client-id'] !== undefined ? { 'id-token': 'write' } : none),
  ],
  [
    'hashicorp/vault-action',
    (input) => (input.method === 'jwt' && input.jwtPrivateKey === undefined ? { 'id-token': 'write' } : none),
  ],
  ['hashicorp/setup-terraform', none],
  ['pypa/gh-action-pypi-publish', (input) => (input.password === undefined ? { 'id-token': 'write' } : none)],
  [
    'ossf/scorecard-action',
    (input) => ({
      contents: 'read',
      actions: 'read',
      ...(input.publish_results === 'true' ? { 'id-token': 'write' as const } : {}),
    }),
  ],
  ['sigstore/cosign-installer', none],
  ['pnpm/action-setup', none],
  ['oven-sh/setup-bun', none],
  ['astral-sh/setup-uv', none],
  ['codecov/codecov-action', (input) => (input.use_oidc === 'true' ? { 'id-token': 'write' } : none)],
  ['step-security/harden-runner', none],
]);

function withInput(input: Readonly<Record<string, string>>, name: string, needs: Needs): Needs {
  return ownToken(input, name) ? needs : none;
}

/** `gh` subcommands that are clear; `gh api` is not. */
const commands: readonly (readonly [RegExp, Needs])[] = [
  [/\bgh\s+pr\s+(?:merge|update-branch)\b/, { 'pull-requests': 'write', contents: 'write' }],
  [
    /\bgh\s+pr\s+(?:comment|create|edit|close|reopen|ready|review|lock|unlock)\b/,
    { 'pull-requests': 'write', contents: 'read' },
  ],
  [/\bgh\s+pr\s+(?:view|list|diff|checks|status|checkout)\b/, { 'pull-requests': 'read', contents: 'read' }],
  [/\bgh\s+issue\s+(?:create|comment|edit|close|reopen|delete|lock|pin|transfer)\b/, { issues: 'write' }],
  [/\bgh\s+issue\s+(?:view|list|status)\b/, { issues: 'read' }],
  [/\bgh\s+release\s+(?:create|upload|edit|delete)\b/, { contents: 'write' }],
  [/\bgh\s+release\s+(?:view|list|download)\b/, { contents: 'read' }],
  [/\bgh\s+(?:workflow\s+(?:run|enable|disable)|run\s+(?:rerun|cancel|delete)|cache\s+delete)\b/, { actions: 'write' }],
  [/\bgh\s+(?:workflow\s+(?:view|list)|run\s+(?:view|list|download|watch)|cache\s+list)\b/, { actions: 'read' }],
  [/\bgh\s+label\s+(?:create|edit|delete|clone)\b/, { issues: 'write' }],
  [/\bgh\s+attestation\s+verify\b/, { attestations: 'read' }],
  [/\bgit\s+push\b/, { contents: 'write' }],
  [/\bdocker\s+push\s+ghcr\.io\//, { packages: 'write' }],
  [/\bnpm\s+publish\b.*--provenance\b/, { 'id-token': 'write' }],
  [/\bcosign\s+(?:sign|attest)\b/, { 'id-token': 'write' }],
  [/ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)/, { 'id-token': 'write' }],
];

export interface StepNeeds {
  readonly needs: Needs;
  /** Permissions that it may use without being handed the token, with the reason. */
  readonly may?: Readonly<Record<string, string>>;
  /** Whether it leaves the token behind for git. */
  readonly persists?: boolean;
  /** Why it cannot be told what more it needs. */
  readonly unknown?: string;
}

/** Commands that ask nobody for anything. */
const harmless =
  /^(?:#.*|echo\b.*|printf\b.*|cd\b.*|mkdir\b.*|ls\b.*|cat\b.*|cp\b.*|mv\b.*|rm\b.*|set\b.*|export\b.*|true|pwd|date|sleep\b.*|chmod\b.*|git (?:status|diff|log|show|config|add|commit|checkout|fetch|rev-parse)\b.*|fi|then|else|done|do|\}|\{)?$/;
const runsScript =
  /(?:^|[\s;&|])(?:\.{1,2}\/|\/)?\S*\.(?:sh|py|js|mjs|rb|pl)\b|(?:^|[\s;&|])(?:\.\/\S+|make|just|task|(?:npm|yarn|pnpm|bun) run|npx|rake|gradle|\.\/gradlew|mvn)\b/m;

function mayOf(script: string): Readonly<Record<string, string>> {
  const opaque = script.split('\n').some((line) => !harmless.test(line.trim()));
  return {
    ...(opaque ? { 'id-token': 'a command may ask for an OIDC token, as publishing and cloud tools do' } : {}),
    ...(runsScript.test(script) ? { contents: 'a script may push with the credentials that checkout leaves' } : {}),
  };
}

const token = /\b(?:github\.token|secrets\.GITHUB_TOKEN)\b/i;

/** @param env what the job and workflow set beside the step's own */
export function needsOfStep(step: CiStep, env: Readonly<Record<string, string>>): StepNeeds {
  if (step.uses !== undefined) {
    const { type, name, path } = step.uses;
    if (type === 'image') return { needs: none };
    const key = (path === undefined || name.endsWith(path) ? name : `${name}/${path}`).toLowerCase();
    const rule = actions.get(key);
    const found = typeof rule === 'function' ? rule(step.with) : rule;
    if (found !== undefined) {
      return { needs: found, persists: key === 'actions/checkout' && step.with['persist-credentials'] !== 'false' };
    }
    return { needs: none, unknown: `${step.uses.raw.slice(0, 100)} is not in our list of actions` };
  }
  const script = step.run ?? '';
  const needs: Record<string, Level> = {};
  let rest = script;
  for (const [pattern, found] of commands) {
    if (!pattern.test(script)) continue;
    for (const [name, level] of Object.entries(found)) needs[name] = needs[name] === 'write' ? 'write' : level;
    rest = rest.replace(new RegExp(pattern.source, 'g'), '');
  }
  const all = { ...env, ...step.env };
  const names = Object.entries(all)
    .filter(([, value]) => token.test(value))
    .map(([name]) => name);
  const handed = names.length > 0 || token.test(script);
  if (
    handed &&
    (/\bgh\s+api\b|api\.github\.com|GITHUB_API_URL|\bcurl\b|octokit/i.test(rest) || Object.keys(needs).length === 0)
  ) {
    return { needs, may: mayOf(rest), unknown: 'its script is given the token, and what it calls cannot be told' };
  }
  return { needs, may: mayOf(rest) };
}
