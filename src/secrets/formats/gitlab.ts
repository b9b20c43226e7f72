// SPDX-License-Identifier: Apache-2.0
import { hasRoutableChecksum } from '../checksums.ts';
import { family } from '../family.ts';
import { looksRandom, prefixed } from '../format.ts';

const kinds: Readonly<Record<string, string>> = {
  'glpat-': 'GitLab personal, project or group access token',
  'gldt-': 'GitLab deploy token',
  'glcbt-': 'GitLab job token',
  'glptt-': 'GitLab pipeline trigger token',
  'glrt-': 'GitLab runner authentication token',
  'glrtr-': 'GitLab runner registration token',
  'glft-': 'GitLab feed token',
  'glimt-': 'GitLab incoming mail token',
  'glagent-': 'GitLab agent token',
  'gloas-': 'GitLab OAuth application secret',
  'glsoat-': 'GitLab SCIM token',
  'glwt-': 'GitLab workspace token',
  'glffct-': 'GitLab feature-flag client token',
};

const lesser: ReadonlySet<string> = new Set(['glft-', 'glffct-', 'glimt-', 'glcbt-', 'glwt-']);

function kindOf(secret: string): string {
  return secret.slice(0, secret.indexOf('-') + 1);
}

export const gitlab = family(
  {
    id: 'gitlab-tokens',
    name: 'GitLab',
    severity: 'high',
    why: 'A personal, project or group token reads and writes repositories, variables and registries with the rights of its owner; a runner token lets an attacker take the jobs, and with them the secrets, of the projects that the runner serves.',
    revoke: [
      'Revoke it: `curl --request DELETE --header "PRIVATE-TOKEN: ..." "https://gitlab.example.com/api/v4/personal_access_tokens/self"`, or by its owner or an administrator under Access tokens; reset runner tokens with `POST /runners/reset_authentication_token`.',
    ],
    gitleaks: [
      'gitlab-pat',
      'gitlab-pat-routable',
      'gitlab-deploy-token',
      'gitlab-cicd-job-token',
      'gitlab-ptt',
      'gitlab-runner-authentication-token',
      'gitlab-runner-authentication-token-routable',
      'gitlab-rrt',
      'gitlab-feed-token',
      'gitlab-incoming-mail-token',
      'gitlab-kubernetes-agent-token',
      'gitlab-oauth-app-secret',
      'gitlab-scim-token',
      'gitlab-feature-flag-client-token',
    ],
    trufflehog: ['Gitlab'],
  },
  [
    prefixed({
      // prefix, payload, perhaps the version, then the payload's length in two digits and the checksum in seven.
      id: 'gitlab-routable-token',
      what: 'GitLab token',
      keywords: Object.keys(kinds),
      pattern: /gl[a-z]{2,5}-(?:t\d_)?[A-Za-z0-9_-]{27,300}(?:\.[0-9a-z]{2})?\.[0-9a-z]{9}(?![A-Za-z0-9])/,
      severity: 'high',
      accept(secret) {
        if (!hasRoutableChecksum(secret)) return undefined;
        const kind = kindOf(secret);
        return {
          what: kinds[kind] ?? 'GitLab token',
          facts: ['its checksum is right'],
          severity: lesser.has(kind) ? 'medium' : 'high',
        };
      },
    }),
    prefixed({
      id: 'gitlab-token',
      what: 'GitLab token',
      keywords: Object.keys(kinds),
      pattern:
        /(?:gl(?:pat|dt|rt|rtr|ft|soat|ffct|wt)-(?:t\d_)?[A-Za-z0-9_-]{20}|glimt-[A-Za-z0-9_-]{25}|glcbt-[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20}|glptt-[0-9a-f]{40}|glagent-[A-Za-z0-9_-]{50}|gloas-[A-Za-z0-9_-]{64})(?![A-Za-z0-9_.-]{2})/,
      severity: 'high',
      accept(secret) {
        if (!looksRandom(secret.slice(secret.indexOf('-') + 1))) return undefined;
        const kind = kindOf(secret);
        return {
          what: kinds[kind] ?? 'GitLab token',
          ...(lesser.has(kind) ? { severity: 'medium' as const } : {}),
        };
      },
    }),
    prefixed({
      id: 'gitlab-runner-registration-token',
      what: 'GitLab runner registration token',
      keywords: ['GR1348941'],
      pattern: /GR1348941[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/,
      severity: 'high',
    }),
  ],
);
