// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { actionsCannotApprove } from './actions-cannot-approve.ts';
import { actionsLimited } from './actions-limited.ts';
import { actionsPinned } from './actions-pinned.ts';
import { approvalsCoverLastPush } from './approvals-cover-last-push.ts';
import { appsDoNotAdminister } from './apps-do-not-administer.ts';
import { appsNarrow } from './apps-narrow.ts';
import { authorisedCredentialsUsed } from './authorised-credentials-used.ts';
import { basePermissionLow } from './base-permission-low.ts';
import { branchProtectionBindsAdministrators } from './branch-protection-binds-administrators.ts';
import { classicTokensClosedOut } from './classic-tokens-closed-out.ts';
import { defaultBranchNotRewritten } from './default-branch-not-rewritten.ts';
import { defaultBranchReviewed } from './default-branch-reviewed.ts';
import { deployKeysReadOnly } from './deploy-keys-read-only.ts';
import { deployKeysRotated } from './deploy-keys-rotated.ts';
import { deployKeysUsed } from './deploy-keys-used.ts';
import { deploymentBranchesNarrow } from './deployment-branches-narrow.ts';
import { deploymentTagsProtected } from './deployment-tags-protected.ts';
import { environmentApprovalsByOthers } from './environment-approvals-by-others.ts';
import { environmentSecretsProtected } from './environment-secrets-protected.ts';
import { environmentsBindAdministrators } from './environments-bind-administrators.ts';
import { environmentsHaveProtectedBranches } from './environments-have-protected-branches.ts';
import { fineGrainedTokensExpire } from './fine-grained-tokens-expire.ts';
import { fineGrainedTokensNarrow } from './fine-grained-tokens-narrow.ts';
import { fineGrainedTokensUsed } from './fine-grained-tokens-used.ts';
import { forkRunsApproved } from './fork-runs-approved.ts';
import { forkRunsWithoutSecrets } from './fork-runs-without-secrets.ts';
import { hooksSigned } from './hooks-signed.ts';
import { hooksVerifyTls } from './hooks-verify-tls.ts';
import { ipAllowList } from './ip-allow-list.ts';
import { leakedSecretsRevoked } from './leaked-secrets-revoked.ts';
import { membersActive } from './members-active.ts';
import { membersHaveTwoFactor } from './members-have-two-factor.ts';
import { newRepositoriesScanned } from './new-repositories-scanned.ts';
import { noClassicTokens } from './no-classic-tokens.ts';
import { oidcSubjectNarrow } from './oidc-subject-narrow.ts';
import { organizationSecretsSelected } from './organization-secrets-selected.ts';
import { outsidersInvitedByOwners } from './outsiders-invited-by-owners.ts';
import { ownersFew } from './owners-few.ts';
import { publicRepositoriesWithoutOwnRunners } from './public-repositories-without-own-runners.ts';
import { pushProtectionOn } from './push-protection-on.ts';
import { repositoriesKeptPrivate } from './repositories-kept-private.ts';
import { repositoryRunnersLimited } from './repository-runners-limited.ts';
import { rulesetsEnforced } from './rulesets-enforced.ts';
import { rulesetsNotBypassed } from './rulesets-not-bypassed.ts';
import { runnerGroupsLimited } from './runner-groups-limited.ts';
import { runnerGroupsPrivate } from './runner-groups-private.ts';
import { runnersEphemeral } from './runners-ephemeral.ts';
import { secretScanningOn } from './secret-scanning-on.ts';
import { secretsRotated } from './secrets-rotated.ts';
import { singleSignOn } from './single-sign-on.ts';
import { singleSignOnRequired } from './single-sign-on-required.ts';
import { suspendedAppsRemoved } from './suspended-apps-removed.ts';
import { thirdPartyAppsRestricted } from './third-party-apps-restricted.ts';
import { tokenApprovalRequired } from './token-approval-required.ts';
import { tokenLifetimeLimited } from './token-lifetime-limited.ts';
import { tokenRequestsAnswered } from './token-requests-answered.ts';
import { twoFactorRequired } from './two-factor-required.ts';
import { workflowChangesOwned } from './workflow-changes-owned.ts';
import { workflowTokenReadOnly } from './workflow-token-read-only.ts';

export const githubChecks: readonly Check[] = [
  workflowTokenReadOnly,
  actionsCannotApprove,
  actionsLimited,
  actionsPinned,
  forkRunsApproved,
  forkRunsWithoutSecrets,
  runnerGroupsPrivate,
  runnerGroupsLimited,
  publicRepositoriesWithoutOwnRunners,
  runnersEphemeral,
  secretsRotated,
  organizationSecretsSelected,
  environmentSecretsProtected,
  oidcSubjectNarrow,
  deployKeysReadOnly,
  deployKeysRotated,
  deployKeysUsed,
  fineGrainedTokensExpire,
  fineGrainedTokensNarrow,
  fineGrainedTokensUsed,
  tokenRequestsAnswered,
  noClassicTokens,
  authorisedCredentialsUsed,
  appsNarrow,
  appsDoNotAdminister,
  suspendedAppsRemoved,
  hooksSigned,
  hooksVerifyTls,
  thirdPartyAppsRestricted,
  classicTokensClosedOut,
  tokenApprovalRequired,
  tokenLifetimeLimited,
  twoFactorRequired,
  membersHaveTwoFactor,
  basePermissionLow,
  ownersFew,
  singleSignOn,
  ipAllowList,
  secretScanningOn,
  pushProtectionOn,
  newRepositoriesScanned,
  leakedSecretsRevoked,
  membersActive,
  defaultBranchReviewed,
  approvalsCoverLastPush,
  defaultBranchNotRewritten,
  branchProtectionBindsAdministrators,
  rulesetsNotBypassed,
  rulesetsEnforced,
  environmentsHaveProtectedBranches,
  deploymentBranchesNarrow,
  deploymentTagsProtected,
  environmentApprovalsByOthers,
  environmentsBindAdministrators,
  workflowChangesOwned,
  singleSignOnRequired,
  repositoriesKeptPrivate,
  outsidersInvitedByOwners,
  repositoryRunnersLimited,
];
