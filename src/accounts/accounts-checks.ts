// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../model/check.ts';
import { accountsAdminsEndWithPrimary } from './accounts-admins-end-with-primary.ts';
import { accountsBreakGlassExist } from './accounts-break-glass-exist.ts';
import { accountsBreakGlassStrong } from './accounts-break-glass-strong.ts';
import { accountsBreakGlassUnused } from './accounts-break-glass-unused.ts';
import { accountsCredentialsExpire } from './accounts-credentials-expire.ts';
import { accountsDormantCredentialsRemoved } from './accounts-dormant-credentials-removed.ts';
import { accountsDormantPeopleDisabled } from './accounts-dormant-people-disabled.ts';
import { accountsDormantWorkloadsRemoved } from './accounts-dormant-workloads-removed.ts';
import { accountsEveryoneHasMfa } from './accounts-everyone-has-mfa.ts';
import { accountsExpiredCredentialsRemoved } from './accounts-expired-credentials-removed.ts';
import { accountsFirstPasswordsChanged } from './accounts-first-passwords-changed.ts';
import { accountsGuestsActive } from './accounts-guests-active.ts';
import { accountsGuestsSponsored } from './accounts-guests-sponsored.ts';
import { accountsGuestsUnprivileged } from './accounts-guests-unprivileged.ts';
import { accountsLeaversDisabled } from './accounts-leavers-disabled.ts';
import { accountsLeaversHoldNothing } from './accounts-leavers-hold-nothing.ts';
import { accountsMfaNotByPhone } from './accounts-mfa-not-by-phone.ts';
import { accountsNotShared } from './accounts-not-shared.ts';
import { accountsPeopleKnownToHr } from './accounts-people-known-to-hr.ts';
import { accountsPrivilegeOnDemand } from './accounts-privilege-on-demand.ts';
import { accountsPrivilegedFew } from './accounts-privileged-few.ts';
import { accountsPrivilegedHaveMfa } from './accounts-privileged-have-mfa.ts';
import { accountsServicesSignInAlone } from './accounts-services-sign-in-alone.ts';
import { accountsWorkloadsHaveOwners } from './accounts-workloads-have-owners.ts';

export const accountsChecks: readonly Check[] = [
  accountsAdminsEndWithPrimary,
  accountsBreakGlassExist,
  accountsBreakGlassStrong,
  accountsBreakGlassUnused,
  accountsCredentialsExpire,
  accountsDormantCredentialsRemoved,
  accountsDormantPeopleDisabled,
  accountsDormantWorkloadsRemoved,
  accountsEveryoneHasMfa,
  accountsExpiredCredentialsRemoved,
  accountsFirstPasswordsChanged,
  accountsGuestsActive,
  accountsGuestsSponsored,
  accountsGuestsUnprivileged,
  accountsLeaversDisabled,
  accountsLeaversHoldNothing,
  accountsMfaNotByPhone,
  accountsNotShared,
  accountsPeopleKnownToHr,
  accountsPrivilegeOnDemand,
  accountsPrivilegedFew,
  accountsPrivilegedHaveMfa,
  accountsServicesSignInAlone,
  accountsWorkloadsHaveOwners,
];
