// SPDX-License-Identifier: Apache-2.0
import type { Attack } from '../context.ts';
import { awsInstanceCredentials } from './aws-instance-credentials.ts';
import { entraDeviceCodePhishing } from './entra-device-code-phishing.ts';
import { k8sTokenRequestReplay } from './k8s-tokenrequest-replay.ts';

/** Every attack that the lab can stage. */
export const attacks: readonly Attack[] = [k8sTokenRequestReplay, awsInstanceCredentials, entraDeviceCodePhishing];
