// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { gcpApiKeysRestricted } from './api-keys-restricted.ts';
import { gcpFederatedMembersNamed } from './federated-members-named.ts';
import { gcpInstancesWithoutDefaultAccount } from './instances-without-default-account.ts';
import { gcpKeyCreationOff } from './key-creation-off.ts';
import { gcpNothingForEverybody } from './nothing-for-everybody.ts';
import { gcpRightsNotRaised } from './rights-not-raised.ts';
import { gcpSecretsReadByFew } from './secrets-read-by-few.ts';
import { gcpServiceAccountKeysEnd } from './service-account-keys-end.ts';
import { gcpServiceAccountKeysRotated } from './service-account-keys-rotated.ts';
import { gcpServiceAccountKeysUsed } from './service-account-keys-used.ts';
import { gcpServiceAccountsUsed } from './service-accounts-used.ts';
import { gcpServiceAccountsWithoutBasicRoles } from './service-accounts-without-basic-roles.ts';
import { gcpServiceAccountsWithoutKeys } from './service-accounts-without-keys.ts';
import { gcpTokensMintedByFew } from './tokens-minted-by-few.ts';
import { gcpWorkloadIdentityProvidersLimited } from './workload-identity-providers-limited.ts';

export const gcpChecks: readonly Check[] = [
  gcpApiKeysRestricted,
  gcpFederatedMembersNamed,
  gcpInstancesWithoutDefaultAccount,
  gcpKeyCreationOff,
  gcpNothingForEverybody,
  gcpRightsNotRaised,
  gcpSecretsReadByFew,
  gcpServiceAccountKeysEnd,
  gcpServiceAccountKeysRotated,
  gcpServiceAccountKeysUsed,
  gcpServiceAccountsUsed,
  gcpServiceAccountsWithoutBasicRoles,
  gcpServiceAccountsWithoutKeys,
  gcpTokensMintedByFew,
  gcpWorkloadIdentityProvidersLimited,
];
