// SPDX-License-Identifier: Apache-2.0
import type { Check } from '../../model/check.ts';
import { networkApiServerNotPublic } from './network-api-server-not-public.ts';
import { networkDnsByOwnResolvers } from './network-dns-by-own-resolvers.ts';
import { networkMetadataFromExpectedHosts } from './network-metadata-from-expected-hosts.ts';
import { networkMetadataNotThroughProxy } from './network-metadata-not-through-proxy.ts';
import { networkMetadataWithSessionToken } from './network-metadata-with-session-token.ts';
import { networkNamesNotRebound } from './network-names-not-rebound.ts';
import { networkNoAttackTools } from './network-no-attack-tools.ts';
import { networkNoDeviceCodesOnServers } from './network-no-device-codes-on-servers.ts';
import { networkNoLookAlikeHosts } from './network-no-look-alike-hosts.ts';
import { networkTokenEndpointsEncrypted } from './network-token-endpoints-encrypted.ts';
import { networkTokenEndpointsFromExpectedHosts } from './network-token-endpoints-from-expected-hosts.ts';

export const networkChecks: readonly Check[] = [
  networkApiServerNotPublic,
  networkDnsByOwnResolvers,
  networkMetadataFromExpectedHosts,
  networkMetadataNotThroughProxy,
  networkMetadataWithSessionToken,
  networkNamesNotRebound,
  networkNoAttackTools,
  networkNoDeviceCodesOnServers,
  networkNoLookAlikeHosts,
  networkTokenEndpointsEncrypted,
  networkTokenEndpointsFromExpectedHosts,
];
