// SPDX-License-Identifier: Apache-2.0
import type { Attack } from '../context.ts';
import { appCredentialAddedAfterConsent } from './app-credential-added-after-consent.ts';
import { appRegistrationByChannel } from './app-registration-by-channel.ts';
import { awsInstanceCredentials } from './aws-instance-credentials.ts';
import { azureManagedIdentityOffResource } from './azure-managed-identity-off-resource.ts';
import { entraAuthcodeVscode } from './entra-authcode-vscode.ts';
import { entraConsentPhishing } from './entra-consent-phishing.ts';
import { entraDeviceCodePhishing } from './entra-device-code-phishing.ts';
import { entraTokenReplay } from './entra-token-replay.ts';
import { githubOidcOffRunner } from './github-oidc-off-runner.ts';
import { githubPatTheft } from './github-pat-theft.ts';
import { googleOauthAbuse } from './google-oauth-abuse.ts';
import { k8sExecTokenTheft } from './k8s-exec-token-theft.ts';
import { k8sTokenRequestReplay } from './k8s-tokenrequest-replay.ts';
import { refreshTokenReuse } from './refresh-token-reuse.ts';
import { runnerRegistered } from './runner-registered.ts';
import { sessionHijack } from './session-hijack.ts';
import { slackTokenAbuse } from './slack-token-abuse.ts';

/** Every attack that the lab can stage. */
export const attacks: readonly Attack[] = [
  k8sExecTokenTheft,
  k8sTokenRequestReplay,
  awsInstanceCredentials,
  azureManagedIdentityOffResource,
  entraConsentPhishing,
  entraDeviceCodePhishing,
  entraAuthcodeVscode,
  entraTokenReplay,
  appCredentialAddedAfterConsent,
  refreshTokenReuse,
  sessionHijack,
  githubPatTheft,
  githubOidcOffRunner,
  runnerRegistered,
  googleOauthAbuse,
  slackTokenAbuse,
  appRegistrationByChannel,
];
