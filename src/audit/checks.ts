// SPDX-License-Identifier: Apache-2.0
// Every check, one line an area.

import { accountsChecks } from '../accounts/accounts-checks.ts';
import type { Check } from '../model/check.ts';
import { adChecks } from './ad/ad-checks.ts';
import { appsChecks } from './apps/apps-checks.ts';
import { auth0Checks } from './auth0/auth0-checks.ts';
import { awsChecks } from './aws/aws-checks.ts';
import { ciChecks } from './ci/ci-checks.ts';
import { entraChecks } from './entra/entra-checks.ts';
import { gcpChecks } from './gcp/gcp-checks.ts';
import { githubChecks } from './github/github-checks.ts';
import { gitlabChecks } from './gitlab/gitlab-checks.ts';
import { googleChecks } from './google/google-checks.ts';
import { importedChecks } from './imported/imported-checks.ts';
import { kubernetesChecks } from './kubernetes/kubernetes-checks.ts';
import { networkChecks } from './network/network-checks.ts';
import { oktaChecks } from './okta/okta-checks.ts';
import { softwareChecks } from './software/software-checks.ts';

export const checks: readonly Check[] = [
  ...ciChecks,
  ...awsChecks,
  ...gcpChecks,
  ...githubChecks,
  ...gitlabChecks,
  ...kubernetesChecks,
  ...adChecks,
  ...entraChecks,
  ...googleChecks,
  ...auth0Checks,
  ...oktaChecks,
  ...appsChecks,
  ...importedChecks,
  ...accountsChecks,
  ...networkChecks,
  ...softwareChecks,
];
