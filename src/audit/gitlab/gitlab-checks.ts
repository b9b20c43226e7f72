// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { adminModeOn } from './admin-mode-on.ts';
import { administratorsActive } from './administrators-active.ts';
import { deployKeysExpire } from './deploy-keys-expire.ts';
import { deployKeysReadOnly } from './deploy-keys-read-only.ts';
import { deployTokensExpire } from './deploy-tokens-expire.ts';
import { environmentsProtected } from './environments-protected.ts';
import { forkPipelinesOutside } from './fork-pipelines-outside.ts';
import { gitWithoutPasswords } from './git-without-passwords.ts';
import { groupTwoFactorRequired } from './group-two-factor-required.ts';
import { hooksStayOutside } from './hooks-stay-outside.ts';
import { hooksVerifyTls } from './hooks-verify-tls.ts';
import { jobTokenLimitEnforced } from './job-token-limit-enforced.ts';
import { jobTokenListShort } from './job-token-list-short.ts';
import { jobTokensCannotPush } from './job-tokens-cannot-push.ts';
import { jobTokensLimited } from './job-tokens-limited.ts';
import { mergesApproved } from './merges-approved.ts';
import { noRunnerRegistrationTokens } from './no-runner-registration-tokens.ts';
import { oidcSubjectNarrow } from './oidc-subject-narrow.ts';
import { pipelineVariablesLimited } from './pipeline-variables-limited.ts';
import { protectedBranchesHold } from './protected-branches-hold.ts';
import { protectedBranchesNotRewritten } from './protected-branches-not-rewritten.ts';
import { protectedTagsHold } from './protected-tags-hold.ts';
import { pushesFreeOfSecrets } from './pushes-free-of-secrets.ts';
import { runnerTokensExpire } from './runner-tokens-expire.ts';
import { runnersProtected } from './runners-protected.ts';
import { serviceAccountsNoOwners } from './service-accounts-no-owners.ts';
import { serviceTokenExpiryRequired } from './service-token-expiry-required.ts';
import { signUpClosed } from './sign-up-closed.ts';
import { tokenExpiryRequired } from './token-expiry-required.ts';
import { tokenLifetimeLimited } from './token-lifetime-limited.ts';
import { tokensExpire } from './tokens-expire.ts';
import { tokensNarrow } from './tokens-narrow.ts';
import { tokensUsed } from './tokens-used.ts';
import { triggersUsed } from './triggers-used.ts';
import { twoFactorGraceShort } from './two-factor-grace-short.ts';
import { usersHaveTwoFactor } from './users-have-two-factor.ts';
import { usersRegisterNoApplications } from './users-register-no-applications.ts';
import { variablesMasked } from './variables-masked.ts';
import { variablesProtected } from './variables-protected.ts';

export const gitlabChecks: readonly Check[] = [
  tokensExpire,
  tokensUsed,
  tokensNarrow,
  deployTokensExpire,
  deployKeysReadOnly,
  deployKeysExpire,
  jobTokensLimited,
  jobTokenListShort,
  jobTokensCannotPush,
  variablesMasked,
  variablesProtected,
  protectedBranchesHold,
  pipelineVariablesLimited,
  forkPipelinesOutside,
  oidcSubjectNarrow,
  triggersUsed,
  hooksVerifyTls,
  runnersProtected,
  groupTwoFactorRequired,
  twoFactorGraceShort,
  usersHaveTwoFactor,
  administratorsActive,
  tokenExpiryRequired,
  tokenLifetimeLimited,
  serviceTokenExpiryRequired,
  gitWithoutPasswords,
  noRunnerRegistrationTokens,
  jobTokenLimitEnforced,
  usersRegisterNoApplications,
  protectedTagsHold,
  environmentsProtected,
  protectedBranchesNotRewritten,
  pushesFreeOfSecrets,
  mergesApproved,
  hooksStayOutside,
  adminModeOn,
  signUpClosed,
  runnerTokensExpire,
  serviceAccountsNoOwners,
];
