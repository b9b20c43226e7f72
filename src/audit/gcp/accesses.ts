// SPDX-License-Identifier: Apache-2.0
// What bindings give, as several checks ask.
import type { Verdict } from '../../model/check.ts';
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { GcpAccess } from '../../model/inventory/gcp-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { Severity } from '../../model/severity.ts';
import { isGoogleAgent } from './members.ts';

export interface Granted {
  readonly binding: GcpBinding;
  readonly access: GcpAccess;
}

/** Whether all below inherits a binding. */
function isWide({ level }: GcpBinding): boolean {
  return level === 'project' || level === 'folder' || level === 'organization';
}

/** Bindings of people and workloads with what they give of a power; nothing for roles that have nothing of it. */
export function* accesses(inventory: Inventory, power: GcpAccess['power']): Iterable<Granted> {
  for (const access of inventory.of('gcp.access')) {
    if (access.power !== power) continue;
    const binding = inventory.find('gcp.binding', access.binding);
    if (binding !== undefined && !isGoogleAgent(binding.member)) yield { binding, access };
  }
}

/** How to learn what a custom role may. */
function missingRole({ role }: GcpBinding): string {
  const [kind, id = '', , name = ''] = role.split('/');
  const where = kind === 'projects' ? `--project=${id}` : `--organization=${id}`;
  return `the permissions of the custom role ${role} were not collected: \`gcloud iam roles describe ${name} ${where} --format=json\` tells them`;
}

/** What it depends on, as the end of a sentence. */
function dependingOn({ depends }: GcpAccess): string {
  return depends.length === 0 ? '' : `, if this holds: ${depends.join('; ')}`;
}

/** Judges what a binding gives over all that is below it; `failed` says what is wrong with one that does. */
export function judgeAccess(
  { binding, access }: Granted,
  failed: (it: Granted) => { readonly severity?: Severity; readonly summary: string; readonly note: string },
): Verdict {
  const subject = { kind: 'binding', id: binding.id, name: `${binding.role} for ${binding.member}` };
  if (!isWide(binding) || access.holds === 'no') return { status: 'pass', subject };
  if (access.holds === 'unknown') return { status: 'unknown', subject, reason: missingRole(binding) };
  const { note, summary, ...more } = failed({ binding, access });
  return {
    status: 'fail',
    subject,
    ...more,
    summary: `${summary}${dependingOn(access)}.`,
    ...(access.holds === 'depends' ? { confidence: 'medium' as const } : {}),
    evidence: [{ where: binding.where, note }],
  };
}

/** The project, folder or organisation of a binding, as in "the project shop". */
export function placeOf({ level, resource }: GcpBinding): string {
  return `the ${level} ${resource.split('/').at(-1)}`;
}
