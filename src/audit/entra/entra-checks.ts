// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { entraAdminSessionsShort } from './admin-sessions-short.ts';
import { entraAdminsMfa } from './admins-mfa.ts';
import { entraAdminsPhishingResistant } from './admins-phishing-resistant.ts';
import { entraAuthenticationTransferBlocked } from './authentication-transfer-blocked.ts';
import { entraContinuousAccessStrict } from './continuous-access-strict.ts';
import { entraDeviceCodeBlocked } from './device-code-blocked.ts';
import { entraLegacyAuthenticationBlocked } from './legacy-authentication-blocked.ts';
import { entraManagedDeviceRequired } from './managed-device-required.ts';
import { entraMfaForEveryone } from './mfa-for-everyone.ts';
import { entraPoliciesEnforced } from './policies-enforced.ts';
import { entraPolicyExclusionsFew } from './policy-exclusions-few.ts';
import { entraSecurityInfoProtected } from './security-info-protected.ts';
import { entraSignInRiskActedOn } from './sign-in-risk-acted-on.ts';
import { entraTokenProtectionRequired } from './token-protection-required.ts';
import { entraUserRiskActedOn } from './user-risk-acted-on.ts';
import { entraWorkloadIdentitiesLimited } from './workload-identities-limited.ts';

export const entraChecks: readonly Check[] = [
  entraAdminSessionsShort,
  entraAdminsMfa,
  entraAdminsPhishingResistant,
  entraAuthenticationTransferBlocked,
  entraContinuousAccessStrict,
  entraDeviceCodeBlocked,
  entraLegacyAuthenticationBlocked,
  entraManagedDeviceRequired,
  entraMfaForEveryone,
  entraPoliciesEnforced,
  entraPolicyExclusionsFew,
  entraSecurityInfoProtected,
  entraSignInRiskActedOn,
  entraTokenProtectionRequired,
  entraUserRiskActedOn,
  entraWorkloadIdentitiesLimited,
];
