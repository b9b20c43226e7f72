// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { awsFederated } from './aws-federated.ts';
import { azureAccessTokenNarrow } from './azure-access-token-narrow.ts';
import { azureFederated } from './azure-federated.ts';
import { azureJobTokenLimited } from './azure-job-token-limited.ts';
import { azureOauthAppsBlocked } from './azure-oauth-apps-blocked.ts';
import { azureScriptsFreeOfOutsideText } from './azure-scripts-free-of-outside-text.ts';
import { azureSecretsKeptFromForks } from './azure-secrets-kept-from-forks.ts';
import { azureTokensNotGlobal } from './azure-tokens-not-global.ts';
import { azureTokensScoped } from './azure-tokens-scoped.ts';
import { azureTokensShortLived } from './azure-tokens-short-lived.ts';
import { debugOff } from './debug-off.ts';
import { dependabotCodeContained } from './dependabot-code-contained.ts';
import { dependabotWaits } from './dependabot-waits.ts';
import { downloadsVerified } from './downloads-verified.ts';
import { gcpFederated } from './gcp-federated.ts';
import { githubActionsAllowed } from './github-actions-allowed.ts';
import { githubActionsMaintained } from './github-actions-maintained.ts';
import { githubActionsNeeded } from './github-actions-needed.ts';
import { githubActionsNotCompromised } from './github-actions-not-compromised.ts';
import { githubActionsPinned } from './github-actions-pinned.ts';
import { githubActionsSpelled } from './github-actions-spelled.ts';
import { githubAppTokensNarrow } from './github-app-tokens-narrow.ts';
import { githubArtifactsDistrusted } from './github-artifacts-distrusted.ts';
import { githubBotsProven } from './github-bots-proven.ts';
import { githubCachesApart } from './github-caches-apart.ts';
import { githubCheckoutByCommit } from './github-checkout-by-commit.ts';
import { githubCheckoutDropsToken } from './github-checkout-drops-token.ts';
import { githubCloudSignInGuarded } from './github-cloud-sign-in-guarded.ts';
import { githubCommandsSafe } from './github-commands-safe.ts';
import { githubCommentCommandsAuthorised } from './github-comment-commands-authorised.ts';
import { githubConditionsSound } from './github-conditions-sound.ts';
import { githubContainerPasswordsSecret } from './github-container-passwords-secret.ts';
import { githubEnvironmentFilesTrusted } from './github-environment-files-trusted.ts';
import { githubForeignCodeUnprivileged } from './github-foreign-code-unprivileged.ts';
import { githubIdTokenNeeded } from './github-id-token-needed.ts';
import { githubInputsNotInScripts } from './github-inputs-not-in-scripts.ts';
import { githubJobTokenPreferred } from './github-job-token-preferred.ts';
import { githubOwnActionsFixed } from './github-own-actions-fixed.ts';
import { githubPermissionsByJob } from './github-permissions-by-job.ts';
import { githubPermissionsDeclared } from './github-permissions-declared.ts';
import { githubPermissionsExplained } from './github-permissions-explained.ts';
import { githubPermissionsListed } from './github-permissions-listed.ts';
import { githubPermissionsNeeded } from './github-permissions-needed.ts';
import { githubPinsAgree } from './github-pins-agree.ts';
import { githubPinsReleased } from './github-pins-released.ts';
import { githubPrivilegedTriggersBare } from './github-privileged-triggers-bare.ts';
import { githubRunnersHostedForPullRequests } from './github-runners-hosted-for-pull-requests.ts';
import { githubScriptsFreeOfOutsideText } from './github-scripts-free-of-outside-text.ts';
import { githubSecretsInEnvironments } from './github-secrets-in-environments.ts';
import { githubSecretsMasked } from './github-secrets-masked.ts';
import { githubSecretsNamed } from './github-secrets-named.ts';
import { githubSecretsOneByOne } from './github-secrets-one-by-one.ts';
import { githubToolsFixed } from './github-tools-fixed.ts';
import { gitlabArtifactsWithoutSecrets } from './gitlab-artifacts-without-secrets.ts';
import { gitlabIdTokensNarrow } from './gitlab-id-tokens-narrow.ts';
import { gitlabIncludesFixed } from './gitlab-includes-fixed.ts';
import { gitlabJobTokenStays } from './gitlab-job-token-stays.ts';
import { gitlabPrivilegedBuildsApart } from './gitlab-privileged-builds-apart.ts';
import { gitlabVariablesKeptFromMergeRequests } from './gitlab-variables-kept-from-merge-requests.ts';
import { imagesPinned } from './images-pinned.ts';
import { jenkinsAgentsNamed } from './jenkins-agents-named.ts';
import { jenkinsCredentialsByStage } from './jenkins-credentials-by-stage.ts';
import { jenkinsCredentialsInFolders } from './jenkins-credentials-in-folders.ts';
import { jenkinsSecretsForTheShell } from './jenkins-secrets-for-the-shell.ts';
import { nothingDisguised } from './nothing-disguised.ts';
import { packagesFixed } from './packages-fixed.ts';
import { packagesTrustedPublishing } from './packages-trusted-publishing.ts';
import { platformsPatched } from './platforms-patched.ts';
import { registriesFederated } from './registries-federated.ts';
import { secretsEncryptedInTransit } from './secrets-encrypted-in-transit.ts';
import { secretsNotInCommandLines } from './secrets-not-in-command-lines.ts';
import { secretsNotPrinted } from './secrets-not-printed.ts';
import { vaultFederated } from './vault-federated.ts';

/** Pipelines: GitHub Actions, GitLab CI, Azure Pipelines, Jenkins. */
export const ciChecks: readonly Check[] = [
  awsFederated,
  azureAccessTokenNarrow,
  azureFederated,
  azureJobTokenLimited,
  azureOauthAppsBlocked,
  azureScriptsFreeOfOutsideText,
  azureSecretsKeptFromForks,
  azureTokensNotGlobal,
  azureTokensScoped,
  azureTokensShortLived,
  debugOff,
  dependabotCodeContained,
  dependabotWaits,
  downloadsVerified,
  gcpFederated,
  githubActionsAllowed,
  githubActionsMaintained,
  githubActionsNeeded,
  githubActionsNotCompromised,
  githubActionsPinned,
  githubActionsSpelled,
  githubAppTokensNarrow,
  githubArtifactsDistrusted,
  githubBotsProven,
  githubCachesApart,
  githubCheckoutByCommit,
  githubCheckoutDropsToken,
  githubCloudSignInGuarded,
  githubCommandsSafe,
  githubCommentCommandsAuthorised,
  githubConditionsSound,
  githubContainerPasswordsSecret,
  githubEnvironmentFilesTrusted,
  githubForeignCodeUnprivileged,
  githubIdTokenNeeded,
  githubInputsNotInScripts,
  githubJobTokenPreferred,
  githubOwnActionsFixed,
  githubPermissionsByJob,
  githubPermissionsDeclared,
  githubPermissionsExplained,
  githubPermissionsListed,
  githubPermissionsNeeded,
  githubPinsAgree,
  githubPinsReleased,
  githubPrivilegedTriggersBare,
  githubRunnersHostedForPullRequests,
  githubScriptsFreeOfOutsideText,
  githubSecretsInEnvironments,
  githubSecretsMasked,
  githubSecretsNamed,
  githubSecretsOneByOne,
  githubToolsFixed,
  gitlabArtifactsWithoutSecrets,
  gitlabIdTokensNarrow,
  gitlabIncludesFixed,
  gitlabJobTokenStays,
  gitlabPrivilegedBuildsApart,
  gitlabVariablesKeptFromMergeRequests,
  imagesPinned,
  jenkinsAgentsNamed,
  jenkinsCredentialsByStage,
  jenkinsCredentialsInFolders,
  jenkinsSecretsForTheShell,
  nothingDisguised,
  packagesFixed,
  packagesTrustedPublishing,
  platformsPatched,
  registriesFederated,
  secretsEncryptedInTransit,
  secretsNotInCommandLines,
  secretsNotPrinted,
  vaultFederated,
];
