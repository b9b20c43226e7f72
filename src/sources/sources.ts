// SPDX-License-Identifier: Apache-2.0
import type { Source } from '../model/source.ts';
import { awsCloudtrail } from './aws-cloudtrail/aws-cloudtrail.source.ts';
import { entraAudit } from './entra-audit/entra-audit.source.ts';
import { entraSignin } from './entra-signin/entra-signin.source.ts';
import { kubernetesAudit } from './kubernetes-audit/kubernetes-audit.source.ts';

/** Every log source that Tokenward knows, one line each. Order does not matter: no record fits two of them. */
export const sources: readonly Source[] = [awsCloudtrail, kubernetesAudit, entraSignin, entraAudit];
