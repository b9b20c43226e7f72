// SPDX-License-Identifier: Apache-2.0
import type { Knowledge } from '../model/check.ts';
import { createCatalog } from './catalog.ts';
import { looksLike } from './lookalike.ts';

/** What checks may look up: permissions, clients, look-alikes. Lists are read when first asked for. */
export function createKnowledge(): Knowledge {
  const { permissionRisk, client } = createCatalog();
  return { permissionRisk, client, likeness: looksLike };
}
