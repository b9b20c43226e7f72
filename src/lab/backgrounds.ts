// SPDX-License-Identifier: Apache-2.0
import type { Background } from './context.ts';
import { auth0 } from './sources/auth0.ts';
import { azureActivity } from './sources/azure-activity.ts';
import { cloudtrail } from './sources/cloudtrail.ts';
import { entraAudit } from './sources/entra-audit.ts';
import { entraSignIn } from './sources/entra-signin.ts';
import { falco } from './sources/falco.ts';
import { githubAudit } from './sources/github-audit.ts';
import { googleWorkspace } from './sources/google-workspace.ts';
import { graphActivity } from './sources/graph-activity.ts';
import { kubernetes } from './sources/kubernetes.ts';
import { m365Unified } from './sources/m365-unified.ts';
import { oktaSystem } from './sources/okta-system.ts';
import { slackAudit } from './sources/slack-audit.ts';
import { tetragon } from './sources/tetragon.ts';

/** Every source that the lab can write. */
export const backgrounds: readonly Background[] = [
  kubernetes,
  falco,
  tetragon,
  cloudtrail,
  entraSignIn,
  entraAudit,
  azureActivity,
  graphActivity,
  m365Unified,
  googleWorkspace,
  githubAudit,
  oktaSystem,
  slackAudit,
  auth0,
];
