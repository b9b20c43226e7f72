// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { oktaAccessTokensShort } from './access-tokens-short.ts';
import { oktaAdminConsolePhishingResistant } from './admin-console-phishing-resistant.ts';
import { oktaAdminConsoleSessionShort } from './admin-console-session-short.ts';
import { oktaAnonymizersBlocked } from './anonymizers-blocked.ts';
import { oktaApiTokensNetworkRestricted } from './api-tokens-network-restricted.ts';
import { oktaApiTokensNotOfSuperAdmins } from './api-tokens-not-of-super-admins.ts';
import { oktaApiTokensYoung } from './api-tokens-young.ts';
import { oktaAppAccessRequiresMfa } from './app-access-requires-mfa.ts';
import { oktaAppGrantsNarrow } from './app-grants-narrow.ts';
import { oktaAppsModernGrants } from './apps-modern-grants.ts';
import { oktaDeviceGrantOff } from './device-grant-off.ts';
import { oktaInactiveUsersSuspended } from './inactive-users-suspended.ts';
import { oktaLockoutSet } from './lockout-set.ts';
import { oktaLogStreamed } from './log-streamed.ts';
import { oktaPasswordLengthEnough } from './password-length-enough.ts';
import { oktaRedirectsExact } from './redirects-exact.ts';
import { oktaRefreshTokensExpire } from './refresh-tokens-expire.ts';
import { oktaRefreshTokensRotated } from './refresh-tokens-rotated.ts';
import { oktaServiceAppsUseKeys } from './service-apps-use-keys.ts';
import { oktaSessionIdleShort } from './session-idle-short.ts';
import { oktaSessionLifetimeLimited } from './session-lifetime-limited.ts';
import { oktaSessionNotPersistent } from './session-not-persistent.ts';
import { oktaSignOnRequiresMfa } from './sign-on-requires-mfa.ts';
import { oktaSuperAdminsFew } from './super-admins-few.ts';
import { oktaThreatInsightBlocks } from './threat-insight-blocks.ts';
import { oktaTokenScopesNamed } from './token-scopes-named.ts';
import { oktaTrustedOriginsExact } from './trusted-origins-exact.ts';
import { oktaWeakFactorsOff } from './weak-factors-off.ts';

export const oktaChecks: readonly Check[] = [
  oktaAccessTokensShort,
  oktaAdminConsolePhishingResistant,
  oktaAdminConsoleSessionShort,
  oktaAnonymizersBlocked,
  oktaApiTokensNetworkRestricted,
  oktaApiTokensNotOfSuperAdmins,
  oktaApiTokensYoung,
  oktaAppAccessRequiresMfa,
  oktaAppGrantsNarrow,
  oktaAppsModernGrants,
  oktaDeviceGrantOff,
  oktaInactiveUsersSuspended,
  oktaLockoutSet,
  oktaLogStreamed,
  oktaPasswordLengthEnough,
  oktaRedirectsExact,
  oktaRefreshTokensExpire,
  oktaRefreshTokensRotated,
  oktaServiceAppsUseKeys,
  oktaSessionIdleShort,
  oktaSessionLifetimeLimited,
  oktaSessionNotPersistent,
  oktaSignOnRequiresMfa,
  oktaSuperAdminsFew,
  oktaThreatInsightBlocks,
  oktaTokenScopesNamed,
  oktaTrustedOriginsExact,
  oktaWeakFactorsOff,
];
