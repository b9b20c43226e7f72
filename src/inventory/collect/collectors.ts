// SPDX-License-Identifier: Apache-2.0
// Every live collector, one line each.

import { auth0Collector } from '../auth0/auth0-collector.ts';
import { entraCollector } from '../entra/entra-collector.ts';
import { githubCollector } from '../github/github-collector.ts';
import { gitlabCollector } from '../gitlab/gitlab-collector.ts';
import { googleCollector } from '../google/google-collector.ts';
import { kubernetesCollector } from '../kubernetes/kubernetes-collector.ts';
import { oktaCollector } from '../okta/okta-collector.ts';
import type { Collector } from './collector.ts';

export const collectors: readonly Collector[] = [
  entraCollector,
  githubCollector,
  gitlabCollector,
  auth0Collector,
  googleCollector,
  oktaCollector,
  kubernetesCollector,
];
