// SPDX-License-Identifier: Apache-2.0
import type { ItemOf } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';

/** The Node.js that an action of one's own runs on; undefined for composite ones and containers. */
export function actionRuntime(
  using: unknown,
  path: string,
  name: string,
  where: Provenance,
): ItemOf<'software.runtime'> | undefined {
  if (typeof using !== 'string' || !/^node\d{1,3}$/i.test(using)) return undefined;
  const runtime = using.toLowerCase();
  return { kind: 'software.runtime', id: `github:action-runtime:${path}`, provider: 'github', where, runtime, name };
}
