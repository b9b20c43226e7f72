// SPDX-License-Identifier: Apache-2.0
// What follows from the items taken together: relations across files and providers. One line a provider.
import type { Inventory } from '../model/inventory/inventory.ts';
import { relateAuth0 } from './auth0/relate-auth0.ts';
import { relateAws } from './aws/relate-aws.ts';
import { relateCi } from './ci/relate-ci.ts';
import type { GrowingInventory } from './create-inventory.ts';
import { relateEntra } from './entra/relate-entra.ts';
import { relateGcp } from './gcp/relate-gcp.ts';
import { relateGithub } from './github/relate-github.ts';
import { relateGitlab } from './gitlab/relate-gitlab.ts';
import { relateGoogle } from './google/relate-google.ts';
import { relateKubernetes } from './kubernetes/relate-kubernetes.ts';
import { relateOkta } from './okta/relate-okta.ts';
import type { Relate } from './reader.ts';

const all: readonly Relate[] = [
  relateAws,
  relateGcp,
  relateEntra,
  relateKubernetes,
  relateGithub,
  relateGitlab,
  relateCi,
  relateAuth0,
  relateGoogle,
  relateOkta,
];

/** The inventory with all that is derived from it. */
export function relate(growing: GrowingInventory): Inventory {
  const inventory = growing.view();
  const derived = all.map((it) => [...it(inventory)]);
  for (const items of derived) for (const item of items) growing.add(item);
  return growing.view();
}
