// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { entraActivationNeedsMfa } from './activation-needs-mfa.ts';
import { entraAdminConsentWorkflowOn } from './admin-consent-workflow-on.ts';
import { entraAdminSessionsShort } from './admin-sessions-short.ts';
import { entraAdminsCloudOnly } from './admins-cloud-only.ts';
import { entraAdminsEnabled } from './admins-enabled.ts';
import { entraAdminsHaveStrongFactor } from './admins-have-strong-factor.ts';
import { entraAdminsInUse } from './admins-in-use.ts';
import { entraAdminsLinkedToPerson } from './admins-linked-to-person.ts';
import { entraAdminsMfa } from './admins-mfa.ts';
import { entraAdminsNotStanding } from './admins-not-standing.ts';
import { entraAdminsPhishingResistant } from './admins-phishing-resistant.ts';
import { entraAgentRiskActedOn } from './agent-risk-acted-on.ts';
import { entraAppCertificateLifetimeLimited } from './app-certificate-lifetime-limited.ts';
import { entraAppCustomPasswordsBlocked } from './app-custom-passwords-blocked.ts';
import { entraAppLimitsWithoutExceptions } from './app-limits-without-exceptions.ts';
import { entraAppOwnersActive } from './app-owners-active.ts';
import { entraAppOwnersHaveMfa } from './app-owners-have-mfa.ts';
import { entraAppPasswordLifetimeLimited } from './app-password-lifetime-limited.ts';
import { entraAppPasswordsBlocked } from './app-passwords-blocked.ts';
import { entraAppPropertyLockOn } from './app-property-lock-on.ts';
import { entraAppRegistrationByAdminsOnly } from './app-registration-by-admins-only.ts';
import { entraAppsSingleTenant } from './apps-single-tenant.ts';
import { entraAppsWithoutSecrets } from './apps-without-secrets.ts';
import { entraAuthenticationTransferBlocked } from './authentication-transfer-blocked.ts';
import { entraAuthenticatorShowsContext } from './authenticator-shows-context.ts';
import { entraCertificatesShortLived } from './certificates-short-lived.ts';
import { entraContinuousAccessStrict } from './continuous-access-strict.ts';
import { entraControlAppsWithoutSecrets } from './control-apps-without-secrets.ts';
import { entraCredentialsRenewedInTime } from './credentials-renewed-in-time.ts';
import { entraCrossTenantAccessLimited } from './cross-tenant-access-limited.ts';
import { entraDeviceCodeBlocked } from './device-code-blocked.ts';
import { entraEligibleRolesInUse } from './eligible-roles-in-use.ts';
import { entraExpiredCredentialsRemoved } from './expired-credentials-removed.ts';
import { entraFederatedIssuersKnown } from './federated-issuers-known.ts';
import { entraFederatedSubjectsNarrow } from './federated-subjects-narrow.ts';
import { entraFewAppAdmins } from './few-app-admins.ts';
import { entraFewCredentialsPerApp } from './few-credentials-per-app.ts';
import { entraFewGlobalAdmins } from './few-global-admins.ts';
import { entraFinerRolesThanGlobalAdmin } from './finer-roles-than-global-admin.ts';
import { entraFirstPartyClientsRequireAssignment } from './first-party-clients-require-assignment.ts';
import { entraGlobalAdminNeedsApproval } from './global-admin-needs-approval.ts';
import { entraGroupOwnerConsentBlocked } from './group-owner-consent-blocked.ts';
import { entraGuestInvitesLimited } from './guest-invites-limited.ts';
import { entraGuestPermissionsLimited } from './guest-permissions-limited.ts';
import { entraGuestsHaveSponsors } from './guests-have-sponsors.ts';
import { entraGuestsHoldNoRoles } from './guests-hold-no-roles.ts';
import { entraGuestsOwnNoApps } from './guests-own-no-apps.ts';
import { entraGuestsReviewed } from './guests-reviewed.ts';
import { entraImplicitGrantOff } from './implicit-grant-off.ts';
import { entraLegacyAuthenticationBlocked } from './legacy-authentication-blocked.ts';
import { entraLockoutSet } from './lockout-set.ts';
import { entraMailboxAppsLimited } from './mailbox-apps-limited.ts';
import { entraManagedDeviceRequired } from './managed-device-required.ts';
import { entraManagedIdentitiesLimited } from './managed-identities-limited.ts';
import { entraMethodPoliciesMigrated } from './method-policies-migrated.ts';
import { entraMfaForEveryone } from './mfa-for-everyone.ts';
import { entraMicrosoftAppsWithoutCredentials } from './microsoft-apps-without-credentials.ts';
import { entraMsolPowershellBlocked } from './msol-powershell-blocked.ts';
import { entraNoDirectPathToTenant } from './no-direct-path-to-tenant.ts';
import { entraNoIndirectPathToTenant } from './no-indirect-path-to-tenant.ts';
import { entraOwnersAsStrongAsApp } from './owners-as-strong-as-app.ts';
import { entraPasswordsDoNotExpire } from './passwords-do-not-expire.ts';
import { entraPoliciesEnforced } from './policies-enforced.ts';
import { entraPolicyExclusionsFew } from './policy-exclusions-few.ts';
import { entraPolicyGroupsProtected } from './policy-groups-protected.ts';
import { entraPrivilegedAppsHaveResponsible } from './privileged-apps-have-responsible.ts';
import { entraPrivilegedAppsInUse } from './privileged-apps-in-use.ts';
import { entraPrivilegedRolesReviewed } from './privileged-roles-reviewed.ts';
import { entraPublicClientFlowsOff } from './public-client-flows-off.ts';
import { entraRedirectHostsResolve } from './redirect-hosts-resolve.ts';
import { entraRisksHandled } from './risks-handled.ts';
import { entraRiskyConsentBlocked } from './risky-consent-blocked.ts';
import { entraRoleActivationAlerts } from './role-activation-alerts.ts';
import { entraRoleAssignmentAlerts } from './role-assignment-alerts.ts';
import { entraSecretsOnRegistrationsOnly } from './secrets-on-registrations-only.ts';
import { entraSecretsShortLived } from './secrets-short-lived.ts';
import { entraSecurityInfoProtected } from './security-info-protected.ts';
import { entraServicePrincipalsWithoutRoles } from './service-principals-without-roles.ts';
import { entraSignInRiskActedOn } from './sign-in-risk-acted-on.ts';
import { entraSyncAccountRotated } from './sync-account-rotated.ts';
import { entraTenantCreationByAdminsOnly } from './tenant-creation-by-admins-only.ts';
import { entraTenantRestrictionsSet } from './tenant-restrictions-set.ts';
import { entraThirdPartyAppsRequireAssignment } from './third-party-apps-require-assignment.ts';
import { entraTokenProtectionRequired } from './token-protection-required.ts';
import { entraUserConsentRestricted } from './user-consent-restricted.ts';
import { entraUserRiskActedOn } from './user-risk-acted-on.ts';
import { entraWeakMethodsOff } from './weak-methods-off.ts';
import { entraWorkloadIdentitiesLimited } from './workload-identities-limited.ts';

export const entraChecks: readonly Check[] = [
  entraAdminsLinkedToPerson,
  entraAgentRiskActedOn,
  entraEligibleRolesInUse,
  entraActivationNeedsMfa,
  entraAdminConsentWorkflowOn,
  entraAdminSessionsShort,
  entraAdminsCloudOnly,
  entraAdminsEnabled,
  entraAdminsHaveStrongFactor,
  entraAdminsInUse,
  entraAdminsMfa,
  entraAdminsNotStanding,
  entraAdminsPhishingResistant,
  entraAppCertificateLifetimeLimited,
  entraAppCustomPasswordsBlocked,
  entraAppLimitsWithoutExceptions,
  entraAppOwnersActive,
  entraAppOwnersHaveMfa,
  entraAppPasswordLifetimeLimited,
  entraAppPasswordsBlocked,
  entraAppPropertyLockOn,
  entraAppRegistrationByAdminsOnly,
  entraAppsSingleTenant,
  entraAppsWithoutSecrets,
  entraAuthenticationTransferBlocked,
  entraAuthenticatorShowsContext,
  entraCertificatesShortLived,
  entraContinuousAccessStrict,
  entraControlAppsWithoutSecrets,
  entraCredentialsRenewedInTime,
  entraCrossTenantAccessLimited,
  entraDeviceCodeBlocked,
  entraExpiredCredentialsRemoved,
  entraFederatedIssuersKnown,
  entraFederatedSubjectsNarrow,
  entraFewAppAdmins,
  entraFewCredentialsPerApp,
  entraFewGlobalAdmins,
  entraFinerRolesThanGlobalAdmin,
  entraFirstPartyClientsRequireAssignment,
  entraGlobalAdminNeedsApproval,
  entraGroupOwnerConsentBlocked,
  entraGuestInvitesLimited,
  entraGuestPermissionsLimited,
  entraGuestsHaveSponsors,
  entraGuestsHoldNoRoles,
  entraGuestsOwnNoApps,
  entraGuestsReviewed,
  entraImplicitGrantOff,
  entraLegacyAuthenticationBlocked,
  entraLockoutSet,
  entraMailboxAppsLimited,
  entraManagedDeviceRequired,
  entraManagedIdentitiesLimited,
  entraMethodPoliciesMigrated,
  entraMfaForEveryone,
  entraMicrosoftAppsWithoutCredentials,
  entraMsolPowershellBlocked,
  entraNoDirectPathToTenant,
  entraNoIndirectPathToTenant,
  entraOwnersAsStrongAsApp,
  entraPasswordsDoNotExpire,
  entraPoliciesEnforced,
  entraPolicyExclusionsFew,
  entraPolicyGroupsProtected,
  entraPrivilegedAppsHaveResponsible,
  entraPrivilegedAppsInUse,
  entraPrivilegedRolesReviewed,
  entraPublicClientFlowsOff,
  entraRedirectHostsResolve,
  entraRisksHandled,
  entraRiskyConsentBlocked,
  entraRoleActivationAlerts,
  entraRoleAssignmentAlerts,
  entraSecretsOnRegistrationsOnly,
  entraSecretsShortLived,
  entraSecurityInfoProtected,
  entraServicePrincipalsWithoutRoles,
  entraSignInRiskActedOn,
  entraSyncAccountRotated,
  entraTenantCreationByAdminsOnly,
  entraTenantRestrictionsSet,
  entraThirdPartyAppsRequireAssignment,
  entraTokenProtectionRequired,
  entraUserConsentRestricted,
  entraUserRiskActedOn,
  entraWeakMethodsOff,
  entraWorkloadIdentitiesLimited,
];
