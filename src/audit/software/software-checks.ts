// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { softwareActionsRuntimeSupported } from './software-actions-runtime-supported.ts';
import { softwareActionsSupported } from './software-actions-supported.ts';
import { softwareClustersSupported } from './software-clusters-supported.ts';
import { softwareKubeletsClose } from './software-kubelets-close.ts';
import { softwareModernTls } from './software-modern-tls.ts';
import { softwareNoAdal } from './software-no-adal.ts';
import { softwareNoAzureAdGraph } from './software-no-azure-ad-graph.ts';
import { softwareNoLegacyAuthentication } from './software-no-legacy-authentication.ts';
import { softwareNoPasswordGrant } from './software-no-password-grant.ts';

export const softwareChecks: readonly Check[] = [
  softwareActionsRuntimeSupported,
  softwareActionsSupported,
  softwareClustersSupported,
  softwareKubeletsClose,
  softwareModernTls,
  softwareNoAdal,
  softwareNoAzureAdGraph,
  softwareNoLegacyAuthentication,
  softwareNoPasswordGrant,
];
