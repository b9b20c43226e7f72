// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../model/check.ts';
import type { AwsPower, AwsPrincipal } from '../../model/inventory/aws.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';

/** Verdicts on who has a power. Roles that AWS makes for its own services cannot be changed, and are not judged. */
export function* judgePower(
  inventory: Inventory,
  power: string,
  sentence: (principal: AwsPrincipal, power: AwsPower) => string,
  spared: readonly string[] = [],
): Iterable<Verdict> {
  for (const it of inventory.of('aws.principal')) {
    if (it.serviceLinked || spared.includes(it.name)) continue;
    const subject = { kind: it.type, id: it.id, name: it.name };
    const found = it.powers.find((one) => one.power === power);
    if (found === undefined) {
      // Who may do everything has a finding of its own; it is not repeated for each part.
      if (power !== 'everything' && it.powers.some((one) => one.power === 'everything')) continue;
      if (it.unresolved.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'unknown',
          subject,
          reason: `the text of attached policies was not collected (${it.unresolved.slice(0, 3).join(', ')}); collect without --filter`,
        };
      continue;
    }
    const limits = [
      ...(found.conditioned ? ['under a condition that was not judged'] : []),
      ...(it.bounded ? ['within a permissions boundary that was not judged'] : []),
    ];
    yield {
      status: 'fail',
      subject,
      summary: `${sentence(it, found)}${limits.length === 0 ? '' : `, ${limits.join(' and ')}`}.`,
      ...(limits.length === 0 ? {} : { confidence: 'low' as const }),
      evidence: [
        {
          where: it.where,
          ...(found.path === undefined ? {} : { path: found.path }),
          note: `policy ${found.policy}`,
        },
      ],
    };
  }
}
