// SPDX-License-Identifier: Apache-2.0
// Checks on workloads, tokens and their use, one line each.
import type { Check } from '../../model/check.ts';
import { bootstrapTokensExpire } from './bootstrap-tokens-expire.ts';
import { defaultAccountUnused } from './default-account-unused.ts';
import { hostCredentialsNotMounted } from './host-credentials-not-mounted.ts';
import { hostNetworkLimited } from './host-network-limited.ts';
import { metadataEgressBlocked } from './metadata-egress-blocked.ts';
import { noCredentialsInConfigMaps } from './no-credentials-in-config-maps.ts';
import { noCredentialsInEnvironment } from './no-credentials-in-environment.ts';
import { peopleUseNoCertificates } from './people-use-no-certificates.ts';
import { peopleUseNoServiceAccounts } from './people-use-no-service-accounts.ts';
import { projectedTokenHasAudience } from './projected-token-has-audience.ts';
import { projectedTokenShortLived } from './projected-token-short-lived.ts';
import { secretsNotInEnvironment } from './secrets-not-in-environment.ts';
import { secretsNotInFiles } from './secrets-not-in-files.ts';
import { serviceAccountsStayInside } from './service-accounts-stay-inside.ts';
import { tokenMountExplicit } from './token-mount-explicit.ts';
import { tokenSecretNotMounted } from './token-secret-not-mounted.ts';
import { tokenSecretsAvoided } from './token-secrets-avoided.ts';
import { tokenSecretsUsedAndYoung } from './token-secrets-used-and-young.ts';
import { unusedTokenNotMounted } from './unused-token-not-mounted.ts';
import { workloadAccountExists } from './workload-account-exists.ts';
import { workloadsOffHosts } from './workloads-off-hosts.ts';

export const workloadChecks: readonly Check[] = [
  unusedTokenNotMounted,
  tokenMountExplicit,
  defaultAccountUnused,
  workloadAccountExists,
  projectedTokenShortLived,
  projectedTokenHasAudience,
  tokenSecretsAvoided,
  tokenSecretsUsedAndYoung,
  tokenSecretNotMounted,
  secretsNotInEnvironment,
  secretsNotInFiles,
  noCredentialsInEnvironment,
  noCredentialsInConfigMaps,
  hostCredentialsNotMounted,
  hostNetworkLimited,
  workloadsOffHosts,
  metadataEgressBlocked,
  bootstrapTokensExpire,
  peopleUseNoCertificates,
  peopleUseNoServiceAccounts,
  serviceAccountsStayInside,
];
