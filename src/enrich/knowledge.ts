// SPDX-License-Identifier: Apache-2.0
import type { Knowledge } from '../model/check.ts';
import { createCatalog } from './catalog.ts';
import type { NamedNetwork } from './enrich.ts';
import { looksLike } from './lookalike.ts';
import { createNamesakeFinder } from './namesake.ts';
import { createSupport } from './software-support.ts';
import { createZoneFinder } from './zones.ts';

/** What checks may look up: permissions, clients, look-alikes, support, zones. Lists are read when first asked for. */
export function createKnowledge(
  options: { readonly networks?: readonly Pick<NamedNetwork, 'zone' | 'cidrs'>[] } = {},
): Knowledge {
  const { permissionRisk, client } = createCatalog();
  const zone = createZoneFinder(options.networks ?? []);
  return {
    permissionRisk,
    client,
    likeness: looksLike,
    namesake: createNamesakeFinder(),
    zone,
    support: createSupport(),
  };
}
