// SPDX-License-Identifier: Apache-2.0
// Checks on who has which power, one line each.
import type { Check } from '../../model/check.ts';
import { attachLimited } from './attach-limited.ts';
import { awsAuthChangeLimited } from './aws-auth-change-limited.ts';
import { bindLimited } from './bind-limited.ts';
import { certificateApprovalLimited } from './certificate-approval-limited.ts';
import { controllerChangeLimited } from './controller-change-limited.ts';
import { corednsChangeLimited } from './coredns-change-limited.ts';
import { deletionLimited } from './deletion-limited.ts';
import { ephemeralContainersLimited } from './ephemeral-containers-limited.ts';
import { escalateLimited } from './escalate-limited.ts';
import { eventDeletionLimited } from './event-deletion-limited.ts';
import { execLimited } from './exec-limited.ts';
import { impersonationLimited } from './impersonation-limited.ts';
import { networkChangeLimited } from './network-change-limited.ts';
import { nodeChangeLimited } from './node-change-limited.ts';
import { nodeProxyLimited } from './node-proxy-limited.ts';
import { podCreationLimited } from './pod-creation-limited.ts';
import { podStatusChangeLimited } from './pod-status-change-limited.ts';
import { portForwardLimited } from './port-forward-limited.ts';
import { rbacChangeLimited } from './rbac-change-limited.ts';
import { secretListingLimited } from './secret-listing-limited.ts';
import { secretReadingLimited } from './secret-reading-limited.ts';
import { tokenMintingLimited } from './token-minting-limited.ts';
import { tokenReviewLimited } from './token-review-limited.ts';
import { tokenSecretIssuingLimited } from './token-secret-issuing-limited.ts';
import { validatingWebhookChangeLimited } from './validating-webhook-change-limited.ts';
import { volumeCreationLimited } from './volume-creation-limited.ts';
import { webhookChangeLimited } from './webhook-change-limited.ts';

export const powerChecks: readonly Check[] = [
  tokenMintingLimited,
  secretReadingLimited,
  secretListingLimited,
  tokenSecretIssuingLimited,
  podCreationLimited,
  controllerChangeLimited,
  impersonationLimited,
  bindLimited,
  escalateLimited,
  rbacChangeLimited,
  certificateApprovalLimited,
  nodeProxyLimited,
  execLimited,
  attachLimited,
  ephemeralContainersLimited,
  portForwardLimited,
  webhookChangeLimited,
  validatingWebhookChangeLimited,
  awsAuthChangeLimited,
  corednsChangeLimited,
  volumeCreationLimited,
  networkChangeLimited,
  nodeChangeLimited,
  podStatusChangeLimited,
  tokenReviewLimited,
  eventDeletionLimited,
  deletionLimited,
];
