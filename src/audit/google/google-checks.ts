// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { googleAdminRolesOfKnownAccounts } from './admin-roles-of-known-accounts.ts';
import { googleAdminsGrantNothing } from './admins-grant-nothing.ts';
import { googleAdminsSecurityKeys } from './admins-security-keys.ts';
import { googleAdminsTwoStep } from './admins-two-step.ts';
import { googleAdvancedProtectionOpen } from './advanced-protection-open.ts';
import { googleAppAccessControlled } from './app-access-controlled.ts';
import { googleAppPasswordsAbsent } from './app-passwords-absent.ts';
import { googleChatAppsOff } from './chat-apps-off.ts';
import { googleChatWebhooksOff } from './chat-webhooks-off.ts';
import { googleDelegationKnown } from './delegation-known.ts';
import { googleDelegationNarrow } from './delegation-narrow.ts';
import { googleDevicesNotTrusted } from './devices-not-trusted.ts';
import { googleInternalAppsNotTrusted } from './internal-apps-not-trusted.ts';
import { googleLessSecureAppsOff } from './less-secure-apps-off.ts';
import { googleLowRiskConsentBlocked } from './low-risk-consent-blocked.ts';
import { googleMarketplaceAllowlisted } from './marketplace-allowlisted.ts';
import { googlePasswordsDoNotExpire } from './passwords-do-not-expire.ts';
import { googlePasswordsNotReused } from './passwords-not-reused.ts';
import { googlePasswordsStrong } from './passwords-strong.ts';
import { googlePhoneCodesOff } from './phone-codes-off.ts';
import { googleSessionsLimited } from './sessions-limited.ts';
import { googleSignInAlertsOn } from './sign-in-alerts-on.ts';
import { googleSuperAdminRecoveryOff } from './super-admin-recovery-off.ts';
import { googleSuperAdminsFew } from './super-admins-few.ts';
import { googleTakeoutOff } from './takeout-off.ts';
import { googleThirdPartyTokensNarrow } from './third-party-tokens-narrow.ts';
import { googleTokensInUse } from './tokens-in-use.ts';
import { googleTwoStepEnforced } from './two-step-enforced.ts';
import { googleUnconfiguredAppsBlocked } from './unconfigured-apps-blocked.ts';
import { googleUnregisteredAppsAbsent } from './unregistered-apps-absent.ts';
import { googleUserRecoveryOff } from './user-recovery-off.ts';

export const googleChecks: readonly Check[] = [
  googleAdminRolesOfKnownAccounts,
  googleAdminsGrantNothing,
  googleAdminsSecurityKeys,
  googleAdminsTwoStep,
  googleAdvancedProtectionOpen,
  googleAppAccessControlled,
  googleAppPasswordsAbsent,
  googleChatAppsOff,
  googleChatWebhooksOff,
  googleDelegationKnown,
  googleDelegationNarrow,
  googleDevicesNotTrusted,
  googleInternalAppsNotTrusted,
  googleLessSecureAppsOff,
  googleLowRiskConsentBlocked,
  googleMarketplaceAllowlisted,
  googlePasswordsDoNotExpire,
  googlePasswordsNotReused,
  googlePasswordsStrong,
  googlePhoneCodesOff,
  googleSessionsLimited,
  googleSignInAlertsOn,
  googleSuperAdminRecoveryOff,
  googleSuperAdminsFew,
  googleTakeoutOff,
  googleThirdPartyTokensNarrow,
  googleTokensInUse,
  googleTwoStepEnforced,
  googleUnconfiguredAppsBlocked,
  googleUnregisteredAppsAbsent,
  googleUserRecoveryOff,
];
