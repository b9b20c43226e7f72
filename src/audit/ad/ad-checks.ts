// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { adAnonymousAccessOff } from './ad-anonymous-access-off.ts';
import { adCachedLogonsLimited } from './ad-cached-logons-limited.ts';
import { adCredentialGuardOn } from './ad-credential-guard-on.ts';
import { adDelegationConstrained } from './ad-delegation-constrained.ts';
import { adDelegationNotToDomainControllers } from './ad-delegation-not-to-domain-controllers.ts';
import { adExpiredAccountsDisabled } from './ad-expired-accounts-disabled.ts';
import { adGuestDisabled } from './ad-guest-disabled.ts';
import { adInteractiveLogonLimited } from './ad-interactive-logon-limited.ts';
import { adKerberosWithoutRc4 } from './ad-kerberos-without-rc4.ts';
import { adKrbtgtPasswordRotated } from './ad-krbtgt-password-rotated.ts';
import { adLocalAdministratorPasswordsManaged } from './ad-local-administrator-passwords-managed.ts';
import { adLockoutLongEnough } from './ad-lockout-long-enough.ts';
import { adLockoutThresholdSet } from './ad-lockout-threshold-set.ts';
import { adLsaProtectionOn } from './ad-lsa-protection-on.ts';
import { adMachineAccountQuotaZero } from './ad-machine-account-quota-zero.ts';
import { adNtlmOldRefused } from './ad-ntlm-old-refused.ts';
import { adPasswordAgeLimited } from './ad-password-age-limited.ts';
import { adPasswordComplexityOn } from './ad-password-complexity-on.ts';
import { adPasswordHistoryKept } from './ad-password-history-kept.ts';
import { adPasswordLengthEnough } from './ad-password-length-enough.ts';
import { adPasswordRequired } from './ad-password-required.ts';
import { adPasswordsNotReversible } from './ad-passwords-not-reversible.ts';
import { adPreauthenticationRequired } from './ad-preauthentication-required.ts';
import { adPrivilegedAccountsWithoutSpn } from './ad-privileged-accounts-without-spn.ts';
import { adPrivilegedInProtectedUsers } from './ad-privileged-in-protected-users.ts';
import { adPrivilegedPasswordsExpire } from './ad-privileged-passwords-expire.ts';
import { adServiceAccountsDenyInteractive } from './ad-service-accounts-deny-interactive.ts';
import { adServiceAccountsManaged } from './ad-service-accounts-managed.ts';
import { adStaleComputersDisabled } from './ad-stale-computers-disabled.ts';
import { adStaleUsersDisabled } from './ad-stale-users-disabled.ts';
import { adWdigestOff } from './ad-wdigest-off.ts';

export const adChecks: readonly Check[] = [
  adAnonymousAccessOff,
  adCachedLogonsLimited,
  adCredentialGuardOn,
  adDelegationConstrained,
  adDelegationNotToDomainControllers,
  adExpiredAccountsDisabled,
  adGuestDisabled,
  adInteractiveLogonLimited,
  adKerberosWithoutRc4,
  adKrbtgtPasswordRotated,
  adLocalAdministratorPasswordsManaged,
  adLockoutLongEnough,
  adLockoutThresholdSet,
  adLsaProtectionOn,
  adMachineAccountQuotaZero,
  adNtlmOldRefused,
  adPasswordAgeLimited,
  adPasswordComplexityOn,
  adPasswordHistoryKept,
  adPasswordLengthEnough,
  adPasswordRequired,
  adPasswordsNotReversible,
  adPreauthenticationRequired,
  adPrivilegedAccountsWithoutSpn,
  adPrivilegedInProtectedUsers,
  adPrivilegedPasswordsExpire,
  adServiceAccountsDenyInteractive,
  adServiceAccountsManaged,
  adStaleComputersDisabled,
  adStaleUsersDisabled,
  adWdigestOff,
];
