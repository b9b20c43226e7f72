// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { awsAccessAnalyzerFindingsHandled } from './access-analyzer-findings-handled.ts';
import { awsAccessAnalyzerOn } from './access-analyzer-on.ts';
import { awsAccessKeysOneAUser } from './access-keys-one-a-user.ts';
import { awsAccessKeysRotated } from './access-keys-rotated.ts';
import { awsAccessKeysUsed } from './access-keys-used.ts';
import { awsAdministratorsFew } from './administrators-few.ts';
import { awsConsolePasswordsUsed } from './console-passwords-used.ts';
import { awsConsoleUsersWithMfa } from './console-users-with-mfa.ts';
import { awsCredentialsMintedByFew } from './credentials-minted-by-few.ts';
import { awsCrossAccountTrustWithExternalId } from './cross-account-trust-with-external-id.ts';
import { awsFederatedTrustNamesAudience } from './federated-trust-names-audience.ts';
import { awsFederatedTrustNamesSubject } from './federated-trust-names-subject.ts';
import { awsInstanceMetadataOneHop } from './instance-metadata-one-hop.ts';
import { awsInstanceMetadataWithTokens } from './instance-metadata-with-tokens.ts';
import { awsPasswordPolicyStrong } from './password-policy-strong.ts';
import { awsPeopleWithoutAccessKeys } from './people-without-access-keys.ts';
import { awsPrivilegedSessionsShort } from './privileged-sessions-short.ts';
import { awsRightsNotRaised } from './rights-not-raised.ts';
import { awsRoleAssumptionLimited } from './role-assumption-limited.ts';
import { awsRolesPassedByFew } from './roles-passed-by-few.ts';
import { awsRolesUsed } from './roles-used.ts';
import { awsRootRarelyUsed } from './root-rarely-used.ts';
import { awsRootWithMfa } from './root-with-mfa.ts';
import { awsRootWithoutAccessKeys } from './root-without-access-keys.ts';
import { awsSecretsReadByFew } from './secrets-read-by-few.ts';
import { awsTrustNotForAnyone } from './trust-not-for-anyone.ts';
import { awsWorkloadsEnteredByFew } from './workloads-entered-by-few.ts';

export const awsChecks: readonly Check[] = [
  awsAccessAnalyzerFindingsHandled,
  awsAccessAnalyzerOn,
  awsAccessKeysOneAUser,
  awsAccessKeysRotated,
  awsAccessKeysUsed,
  awsAdministratorsFew,
  awsConsolePasswordsUsed,
  awsConsoleUsersWithMfa,
  awsCredentialsMintedByFew,
  awsCrossAccountTrustWithExternalId,
  awsFederatedTrustNamesAudience,
  awsFederatedTrustNamesSubject,
  awsInstanceMetadataOneHop,
  awsInstanceMetadataWithTokens,
  awsPasswordPolicyStrong,
  awsPeopleWithoutAccessKeys,
  awsPrivilegedSessionsShort,
  awsRightsNotRaised,
  awsRoleAssumptionLimited,
  awsRolesPassedByFew,
  awsRolesUsed,
  awsRootRarelyUsed,
  awsRootWithMfa,
  awsRootWithoutAccessKeys,
  awsSecretsReadByFew,
  awsTrustNotForAnyone,
  awsWorkloadsEnteredByFew,
];
