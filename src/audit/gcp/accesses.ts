// SPDX-License-Identifier: Apache-2.0
// What bindings give, as several checks ask.
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { GcpAccess } from '../../model/inventory/gcp-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import { isGoogleAgent } from './members.ts';

/** Whether all below inherits a binding. */
export function isWide({ level }: GcpBinding): boolean {
  return level === 'project' || level === 'folder' || level === 'organization';
}

/** Bindings of people and workloads with what they give of a power; nothing for roles that have nothing of it. */
export function* accesses(
  inventory: Inventory,
  power: GcpAccess['power'],
): Iterable<{ readonly binding: GcpBinding; readonly access: GcpAccess }> {
  for (const access of inventory.of('gcp.access')) {
    if (access.power !== power) continue;
    const binding = inventory.find('gcp.binding', access.binding);
    if (binding !== undefined && !isGoogleAgent(binding.member)) yield { binding, access };
  }
}

/** How to learn what a custom role may. */
export function missingRole({ role }: GcpBinding): string {
  const [kind, id = '', , name = ''] = role.split('/');
  const where = kind === 'projects' ? `--project=${id}` : `--organization=${id}`;
  return `the permissions of the custom role ${role} were not collected: \`gcloud iam roles describe ${name} ${where} --format=json\` tells them`;
}

/** What it depends on, as the end of a sentence. */
export function dependingOn({ depends }: GcpAccess): string {
  return depends.length === 0 ? '' : `, if this holds: ${depends.join('; ')}`;
}
