// SPDX-License-Identifier: Apache-2.0
// Who reads the saved pages of a provider, one line each.
import type { Provider } from '../../model/inventory/nouns.ts';
import { readAuth0Response } from '../auth0/auth0-answers.ts';
import { readEntraResponse } from '../entra/entra-responses.ts';
import { readGithubResponse } from '../github/github-responses.ts';
import { readGitlabResponse } from '../gitlab/gitlab-responses.ts';
import { readGoogleResponse } from '../google/google-answers.ts';
import { readKubernetesResponse } from '../kubernetes/kubernetes-collector.ts';
import { readOktaResponse } from '../okta/okta-answers.ts';
import type { ResponseReader } from './collector.ts';

export const responseReaders: ReadonlyMap<Provider, ResponseReader> = new Map<Provider, ResponseReader>([
  ['entra', readEntraResponse],
  ['github', readGithubResponse],
  ['gitlab', readGitlabResponse],
  ['auth0', readAuth0Response],
  ['google', readGoogleResponse],
  ['okta', readOktaResponse],
  ['kubernetes', readKubernetesResponse],
]);
