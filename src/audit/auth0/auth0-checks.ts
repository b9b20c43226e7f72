// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { auth0AccessTokensShort } from './access-tokens-short.ts';
import { auth0BreachedPasswordsRefused } from './breached-passwords-refused.ts';
import { auth0BruteForceProtectionOn } from './brute-force-protection-on.ts';
import { auth0CallbacksExact } from './callbacks-exact.ts';
import { auth0ClientRegistrationClosed } from './client-registration-closed.ts';
import { auth0ConfidentialClientsAuthenticate } from './confidential-clients-authenticate.ts';
import { auth0DefaultAudienceUnset } from './default-audience-unset.ts';
import { auth0DeviceGrantOff } from './device-grant-off.ts';
import { auth0IdTokensShort } from './id-tokens-short.ts';
import { auth0LogsStreamed } from './logs-streamed.ts';
import { auth0MachineClientsUseKeys } from './machine-clients-use-keys.ts';
import { auth0ManagementGrantsNarrow } from './management-grants-narrow.ts';
import { auth0MfaOn } from './mfa-on.ts';
import { auth0ModernGrants } from './modern-grants.ts';
import { auth0OidcConformant } from './oidc-conformant.ts';
import { auth0OriginsExact } from './origins-exact.ts';
import { auth0PasswordPolicyStrong } from './password-policy-strong.ts';
import { auth0PasswordsNotCrossOrigin } from './passwords-not-cross-origin.ts';
import { auth0PermissionsEnforced } from './permissions-enforced.ts';
import { auth0RefreshTokensExpire } from './refresh-tokens-expire.ts';
import { auth0RefreshTokensRotated } from './refresh-tokens-rotated.ts';
import { auth0SessionsLimited } from './sessions-limited.ts';
import { auth0SuspiciousAddressesThrottled } from './suspicious-addresses-throttled.ts';
import { auth0ThirdPartiesAskConsent } from './third-parties-ask-consent.ts';
import { auth0TokensSignedAsymmetrically } from './tokens-signed-asymmetrically.ts';
import { auth0WeakFactorsOff } from './weak-factors-off.ts';

export const auth0Checks: readonly Check[] = [
  auth0AccessTokensShort,
  auth0BreachedPasswordsRefused,
  auth0BruteForceProtectionOn,
  auth0CallbacksExact,
  auth0ClientRegistrationClosed,
  auth0ConfidentialClientsAuthenticate,
  auth0DefaultAudienceUnset,
  auth0DeviceGrantOff,
  auth0IdTokensShort,
  auth0LogsStreamed,
  auth0MachineClientsUseKeys,
  auth0ManagementGrantsNarrow,
  auth0MfaOn,
  auth0ModernGrants,
  auth0OidcConformant,
  auth0OriginsExact,
  auth0PasswordPolicyStrong,
  auth0PasswordsNotCrossOrigin,
  auth0PermissionsEnforced,
  auth0RefreshTokensExpire,
  auth0RefreshTokensRotated,
  auth0SessionsLimited,
  auth0SuspiciousAddressesThrottled,
  auth0ThirdPartiesAskConsent,
  auth0TokensSignedAsymmetrically,
  auth0WeakFactorsOff,
];
