// SPDX-License-Identifier: Apache-2.0
// Organisation, folders, projects: what is granted or denied above holds below.
import type { Inventory } from '../../model/inventory/inventory.ts';

export interface Hierarchy {
  /** All names of a node and of what is above it: projects/ID, projects/NUMBER, folders/F, organizations/O. */
  upward(name: string): ReadonlySet<string>;
  /** Whether a project or folder is the other one, or below it. */
  isBelow(name: string, above: string): boolean;
}

/** `projects/shop` of `//cloudresourcemanager.googleapis.com/projects/shop`, or of what is in that project. */
export function containerOf(resource: string): string | undefined {
  return /(?:^|\/)((?:projects|folders|organizations)\/[^/]+)/.exec(resource)?.[1];
}

export function hierarchyOf(inventory: Inventory): Hierarchy {
  const containers = new Map(
    inventory
      .of('gcp.container')
      .flatMap((it) =>
        [it.name, ...(it.projectId === undefined ? [] : [`projects/${it.projectId}`])].map(
          (name) => [name, it] as const,
        ),
      ),
  );
  const known = new Map<string, ReadonlySet<string>>();
  const upward = (name: string): ReadonlySet<string> => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = new Set<string>();
    const open = [name];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      const it = containers.get(at);
      if (it === undefined) continue;
      open.push(it.name, ...(it.parent === undefined ? [] : [it.parent]), ...(it.ancestors ?? []));
      if (it.projectId !== undefined) open.push(`projects/${it.projectId}`);
    }
    known.set(name, found);
    return found;
  };
  return { upward, isBelow: (name, above) => upward(name).has(above) };
}
