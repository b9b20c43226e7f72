// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { appsConsentBreadthLimited } from './consent-breadth-limited.ts';
import { appsGrantsInUse } from './grants-in-use.ts';
import { appsHaveOwners } from './have-owners.ts';
import { appsNamesNotLookAlike } from './names-not-look-alike.ts';
import { appsNamesNotOdd } from './names-not-odd.ts';
import { appsNewAppsReviewed } from './new-apps-reviewed.ts';
import { appsNoApplicationOverRiskScore } from './no-application-over-risk-score.ts';
import { appsNoKnownAbused } from './no-known-abused.ts';
import { appsNoLastingMailAccess } from './no-lasting-mail-access.ts';
import { appsRedirectHostsNotLookAlike } from './redirect-hosts-not-look-alike.ts';
import { appsRedirectHostsOwned } from './redirect-hosts-owned.ts';
import { appsRedirectUrisSafe } from './redirect-uris-safe.ts';
import { appsTenantWideGrantsNarrow } from './tenant-wide-grants-narrow.ts';
import { appsThirdPartyVerified } from './third-party-verified.ts';

export const appsChecks: readonly Check[] = [
  appsConsentBreadthLimited,
  appsGrantsInUse,
  appsHaveOwners,
  appsNamesNotLookAlike,
  appsNamesNotOdd,
  appsNewAppsReviewed,
  appsNoApplicationOverRiskScore,
  appsNoKnownAbused,
  appsNoLastingMailAccess,
  appsRedirectHostsNotLookAlike,
  appsRedirectHostsOwned,
  appsRedirectUrisSafe,
  appsTenantWideGrantsNarrow,
  appsThirdPartyVerified,
];
