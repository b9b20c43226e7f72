// SPDX-License-Identifier: Apache-2.0
// Every check, one line an area.

import { accountsChecks } from '../accounts/accounts-checks.ts';
import type { Check } from '../model/check.ts';
import { adChecks } from './ad/ad-checks.ts';
import { appsChecks } from './apps/apps-checks.ts';
import { ciChecks } from './ci/ci-checks.ts';
import { entraChecks } from './entra/entra-checks.ts';
import { githubChecks } from './github/github-checks.ts';
import { importedChecks } from './imported/imported-checks.ts';
import { kubernetesChecks } from './kubernetes/kubernetes-checks.ts';

export const checks: readonly Check[] = [
  ...ciChecks,
  ...githubChecks,
  ...kubernetesChecks,
  ...adChecks,
  ...entraChecks,
  ...appsChecks,
  ...importedChecks,
  ...accountsChecks,
];
