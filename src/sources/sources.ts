// SPDX-License-Identifier: Apache-2.0
import type { Source } from '../model/source.ts';
import { auth0 } from './auth0/auth0.source.ts';
import { awsCloudtrail } from './aws-cloudtrail/aws-cloudtrail.source.ts';
import { azureActivity } from './azure-activity/azure-activity.source.ts';
import { entraAudit } from './entra-audit/entra-audit.source.ts';
import { entraSignin } from './entra-signin/entra-signin.source.ts';
import { falco } from './falco/falco.source.ts';
import { gcpAudit } from './gcp-audit/gcp-audit.source.ts';
import { githubAudit } from './github-audit/github-audit.source.ts';
import { gitlabAudit } from './gitlab-audit/gitlab-audit.source.ts';
import { googleWorkspace } from './google-workspace/google-workspace.source.ts';
import { graphActivity } from './graph-activity/graph-activity.source.ts';
import { kubernetesAudit } from './kubernetes-audit/kubernetes-audit.source.ts';
import { m365Unified } from './m365-unified/m365-unified.source.ts';
import { oktaSystem } from './okta-system/okta-system.source.ts';
import { salesforce } from './salesforce/salesforce.source.ts';
import { slackAudit } from './slack-audit/slack-audit.source.ts';
import { tetragon } from './tetragon/tetragon.source.ts';

/** Every log source that Tokenward knows, one line each. Order does not matter: no record fits two of them. */
export const sources: readonly Source[] = [
  awsCloudtrail,
  azureActivity,
  entraAudit,
  entraSignin,
  falco,
  githubAudit,
  gitlabAudit,
  kubernetesAudit,
  oktaSystem,
  tetragon,
  graphActivity,
  m365Unified,
  googleWorkspace,
  slackAudit,
  auth0,
  salesforce,
  gcpAudit,
];
