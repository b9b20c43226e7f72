// SPDX-License-Identifier: Apache-2.0
import type { Area } from '../model/check.ts';
import type { Provider } from '../model/inventory/nouns.ts';

/** Providers whose items an area's checks judge; undefined where they judge those of any provider. */
export const areaProviders: Readonly<Record<Area, readonly Provider[] | undefined>> = {
  kubernetes: ['kubernetes'],
  ci: ['github', 'gitlab', 'azure-devops', 'jenkins'],
  entra: ['entra', 'azure'],
  google: ['google'],
  okta: ['okta'],
  auth0: ['auth0'],
  aws: ['aws'],
  gcp: ['gcp'],
  ad: ['active-directory'],
  accounts: undefined,
  apps: undefined,
  network: ['network'],
  software: undefined,
  secrets: undefined,
};
