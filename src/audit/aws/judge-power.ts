// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPower } from '../../model/inventory/aws-policies.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Powers by the principal that has them. */
export function powersByPrincipal(inventory: Inventory): ReadonlyMap<string, readonly AwsPower[]> {
  return Map.groupBy(inventory.of('aws.power'), (it) => it.principal);
}

/** What a power or an admission depends on, as the end of a sentence. */
export function dependingOn(depends: readonly string[]): string {
  if (depends.length === 0) return '';
  return `, if this holds: ${depends.slice(0, 2).join('; ')}${depends.length > 2 ? '; ...' : ''}`;
}

/** Verdicts on who has a power. Roles that AWS makes for its own services cannot be changed, and are not judged. */
export function* judgePower(
  inventory: Inventory,
  power: string,
  sentence: (principal: AwsPrincipal, power: AwsPower) => string,
  spared: readonly string[] = [],
): Iterable<Verdict> {
  const powers = powersByPrincipal(inventory);
  for (const it of inventory.of('aws.principal')) {
    if (it.serviceLinked || spared.includes(it.name)) continue;
    const subject = { kind: it.type, id: it.id, name: it.name };
    const own = powers.get(it.id) ?? [];
    const found = own.find((one) => one.power === power);
    if (found === undefined) {
      // Who may do everything has a finding of its own; it is not repeated for each part.
      if (power !== 'everything' && own.some((one) => one.power === 'everything')) continue;
      if (it.unresolved.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'unknown',
          subject,
          reason: `what it is given is not all in the files: ${it.unresolved.slice(0, 3).join(', ')}; an export of the account without --filter has it`,
        };
      continue;
    }
    yield {
      status: 'fail',
      subject,
      summary: `${sentence(it, found)}${dependingOn(found.depends)}.`,
      ...(found.depends.length === 0 ? {} : { confidence: 'medium' as const }),
      evidence: [{ where: found.where, note: `policy ${found.policy} gives ${found.action}` }],
    };
  }
}
