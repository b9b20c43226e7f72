// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { githubCheckoutDropsToken } from './github-checkout-drops-token.ts';
import { githubCommentCommandsAuthorised } from './github-comment-commands-authorised.ts';
import { githubEnvironmentFilesTrusted } from './github-environment-files-trusted.ts';
import { githubForeignCodeUnprivileged } from './github-foreign-code-unprivileged.ts';
import { githubIdTokenNeeded } from './github-id-token-needed.ts';
import { githubInputsNotInScripts } from './github-inputs-not-in-scripts.ts';
import { githubPermissionsByJob } from './github-permissions-by-job.ts';
import { githubPermissionsDeclared } from './github-permissions-declared.ts';
import { githubPermissionsListed } from './github-permissions-listed.ts';
import { githubPermissionsNeeded } from './github-permissions-needed.ts';
import { githubPrivilegedTriggersBare } from './github-privileged-triggers-bare.ts';
import { githubScriptsFreeOfOutsideText } from './github-scripts-free-of-outside-text.ts';
import { githubSecretsInEnvironments } from './github-secrets-in-environments.ts';
import { githubSecretsMasked } from './github-secrets-masked.ts';
import { githubSecretsNamed } from './github-secrets-named.ts';
import { githubSecretsOneByOne } from './github-secrets-one-by-one.ts';
import { secretsNotInCommandLines } from './secrets-not-in-command-lines.ts';
import { secretsNotPrinted } from './secrets-not-printed.ts';

/** Pipelines: GitHub Actions, GitLab CI, Azure Pipelines, Jenkins. */
export const ciChecks: readonly Check[] = [
  githubCheckoutDropsToken,
  githubCommentCommandsAuthorised,
  githubEnvironmentFilesTrusted,
  githubForeignCodeUnprivileged,
  githubIdTokenNeeded,
  githubInputsNotInScripts,
  githubPermissionsByJob,
  githubPermissionsDeclared,
  githubPermissionsListed,
  githubPermissionsNeeded,
  githubPrivilegedTriggersBare,
  githubScriptsFreeOfOutsideText,
  githubSecretsInEnvironments,
  githubSecretsMasked,
  githubSecretsNamed,
  githubSecretsOneByOne,
  secretsNotInCommandLines,
  secretsNotPrinted,
];
