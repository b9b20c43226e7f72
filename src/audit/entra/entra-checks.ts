// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { entraAdminConsentWorkflowOn } from './admin-consent-workflow-on.ts';
import { entraAdminSessionsShort } from './admin-sessions-short.ts';
import { entraAdminsMfa } from './admins-mfa.ts';
import { entraAdminsPhishingResistant } from './admins-phishing-resistant.ts';
import { entraAppCertificateLifetimeLimited } from './app-certificate-lifetime-limited.ts';
import { entraAppCustomPasswordsBlocked } from './app-custom-passwords-blocked.ts';
import { entraAppLimitsWithoutExceptions } from './app-limits-without-exceptions.ts';
import { entraAppPasswordLifetimeLimited } from './app-password-lifetime-limited.ts';
import { entraAppPasswordsBlocked } from './app-passwords-blocked.ts';
import { entraAppPropertyLockOn } from './app-property-lock-on.ts';
import { entraAppRegistrationByAdminsOnly } from './app-registration-by-admins-only.ts';
import { entraAppsWithoutSecrets } from './apps-without-secrets.ts';
import { entraAuthenticationTransferBlocked } from './authentication-transfer-blocked.ts';
import { entraCertificatesShortLived } from './certificates-short-lived.ts';
import { entraContinuousAccessStrict } from './continuous-access-strict.ts';
import { entraCredentialsRenewedInTime } from './credentials-renewed-in-time.ts';
import { entraCrossTenantAccessLimited } from './cross-tenant-access-limited.ts';
import { entraDeviceCodeBlocked } from './device-code-blocked.ts';
import { entraExpiredCredentialsRemoved } from './expired-credentials-removed.ts';
import { entraFederatedIssuersKnown } from './federated-issuers-known.ts';
import { entraFederatedSubjectsNarrow } from './federated-subjects-narrow.ts';
import { entraFewCredentialsPerApp } from './few-credentials-per-app.ts';
import { entraFirstPartyClientsRequireAssignment } from './first-party-clients-require-assignment.ts';
import { entraGroupOwnerConsentBlocked } from './group-owner-consent-blocked.ts';
import { entraGuestInvitesLimited } from './guest-invites-limited.ts';
import { entraGuestPermissionsLimited } from './guest-permissions-limited.ts';
import { entraLegacyAuthenticationBlocked } from './legacy-authentication-blocked.ts';
import { entraLockoutSet } from './lockout-set.ts';
import { entraManagedDeviceRequired } from './managed-device-required.ts';
import { entraMethodPoliciesMigrated } from './method-policies-migrated.ts';
import { entraMfaForEveryone } from './mfa-for-everyone.ts';
import { entraMicrosoftAppsWithoutCredentials } from './microsoft-apps-without-credentials.ts';
import { entraMsolPowershellBlocked } from './msol-powershell-blocked.ts';
import { entraPasswordsDoNotExpire } from './passwords-do-not-expire.ts';
import { entraPoliciesEnforced } from './policies-enforced.ts';
import { entraPolicyExclusionsFew } from './policy-exclusions-few.ts';
import { entraRiskyConsentBlocked } from './risky-consent-blocked.ts';
import { entraSecretsOnRegistrationsOnly } from './secrets-on-registrations-only.ts';
import { entraSecretsShortLived } from './secrets-short-lived.ts';
import { entraSecurityInfoProtected } from './security-info-protected.ts';
import { entraSignInRiskActedOn } from './sign-in-risk-acted-on.ts';
import { entraTenantCreationByAdminsOnly } from './tenant-creation-by-admins-only.ts';
import { entraTenantRestrictionsSet } from './tenant-restrictions-set.ts';
import { entraThirdPartyAppsRequireAssignment } from './third-party-apps-require-assignment.ts';
import { entraTokenProtectionRequired } from './token-protection-required.ts';
import { entraUserConsentRestricted } from './user-consent-restricted.ts';
import { entraUserRiskActedOn } from './user-risk-acted-on.ts';
import { entraWeakMethodsOff } from './weak-methods-off.ts';
import { entraWorkloadIdentitiesLimited } from './workload-identities-limited.ts';

export const entraChecks: readonly Check[] = [
  entraAdminConsentWorkflowOn,
  entraAdminSessionsShort,
  entraAdminsMfa,
  entraAdminsPhishingResistant,
  entraAppCertificateLifetimeLimited,
  entraAppCustomPasswordsBlocked,
  entraAppLimitsWithoutExceptions,
  entraAppPasswordLifetimeLimited,
  entraAppPasswordsBlocked,
  entraAppPropertyLockOn,
  entraAppRegistrationByAdminsOnly,
  entraAppsWithoutSecrets,
  entraAuthenticationTransferBlocked,
  entraCertificatesShortLived,
  entraContinuousAccessStrict,
  entraCredentialsRenewedInTime,
  entraCrossTenantAccessLimited,
  entraDeviceCodeBlocked,
  entraExpiredCredentialsRemoved,
  entraFederatedIssuersKnown,
  entraFederatedSubjectsNarrow,
  entraFewCredentialsPerApp,
  entraFirstPartyClientsRequireAssignment,
  entraGroupOwnerConsentBlocked,
  entraGuestInvitesLimited,
  entraGuestPermissionsLimited,
  entraLegacyAuthenticationBlocked,
  entraLockoutSet,
  entraManagedDeviceRequired,
  entraMethodPoliciesMigrated,
  entraMfaForEveryone,
  entraMicrosoftAppsWithoutCredentials,
  entraMsolPowershellBlocked,
  entraPasswordsDoNotExpire,
  entraPoliciesEnforced,
  entraPolicyExclusionsFew,
  entraRiskyConsentBlocked,
  entraSecretsOnRegistrationsOnly,
  entraSecretsShortLived,
  entraSecurityInfoProtected,
  entraSignInRiskActedOn,
  entraTenantCreationByAdminsOnly,
  entraTenantRestrictionsSet,
  entraThirdPartyAppsRequireAssignment,
  entraTokenProtectionRequired,
  entraUserConsentRestricted,
  entraUserRiskActedOn,
  entraWeakMethodsOff,
  entraWorkloadIdentitiesLimited,
];
