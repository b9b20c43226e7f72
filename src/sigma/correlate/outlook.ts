// SPDX-License-Identifier: Apache-2.0
// Which groups could be met at all, told by counts alone. Most groups never could: their elements need not be worked
// through, nor even be kept.
import type { Bounds, CorrelationRule } from '../types.ts';
import { GroupTable } from './group-table.ts';
import { makePlan, type Plan, type RulePlan } from './plan.ts';

/** One way in which the elements of a rule come to a correlation: directly, or within hits of another (`via`). */
export interface OutlookUse {
  readonly stage: number;
  /** Index into {@link Outlook.keys}: the fields whose texts name the group. */
  readonly key: number;
  /** Bits of the places that the rule, or the correlation it came through, has among the referred rules. */
  readonly legs: number;
  /** Place, in the same list, of the use that this one goes through; -1 for a direct one. */
  readonly via: number;
}

interface Stage {
  /** Elements without which the condition cannot be met. */
  readonly count: number;
  /** Different legs without which it cannot. */
  readonly legs: number;
  /** This leg must be there; -1 none. */
  readonly leg: number;
  /** Milliseconds from first to last element without which it cannot. */
  readonly span: number;
  readonly reported: boolean;
  readonly groups: GroupTable;
}

/** Bits of legs in an integer. */
const mostLegs = 30;

function least(bounds: Bounds | undefined): number {
  if (bounds === undefined) return 1;
  const { gt, gte, eq } = bounds;
  return Math.max(1, gt === undefined ? 1 : Math.floor(gt) + 1, Math.ceil(gte ?? 1), Math.ceil(eq ?? 1));
}

type Needs = Pick<Stage, 'count' | 'legs' | 'leg' | 'span'>;

/** What a group must at least have. Weaker than the condition, never stronger. */
function needsOf({ correlation: it }: CorrelationRule, rules: number): Needs {
  const nothing: Needs = { count: 1, legs: 0, leg: -1, span: 0 };
  switch (it.type) {
    case 'event_count':
    case 'value_count':
      return { ...nothing, count: least(it.bounds) };
    case 'temporal':
      return { ...nothing, legs: it.bounds === undefined ? rules : least(it.bounds) };
    case 'temporal_ordered':
      return { ...nothing, legs: it.bounds === undefined ? it.rules.length : least(it.bounds) };
    case 'first_seen':
      return { ...nothing, count: it.known + 1, span: it.learning };
    case 'absence':
      return { ...nothing, leg: 0 };
    case 'travel':
      return { ...nothing, count: 2 };
    default:
      return nothing;
  }
}

function bitsOf(positions: readonly number[]): number {
  let bits = 0;
  for (const position of positions) bits |= 1 << position;
  return bits;
}

/**
 * Follows, for every group of every correlation, how many elements it has, of which rules and over what time.
 *
 * Groups go by a hash of their key: two that share one count as one, which can only make them look more likely.
 */
export class Outlook {
  /** Different lists of fields that name groups. */
  readonly keys: readonly (readonly string[])[];
  readonly #stages: readonly Stage[];
  readonly #uses = new Map<string, readonly OutlookUse[]>();

  /**
   * @param rules - topologically ordered, as a rule collection gives them
   * @param reported - keys of the correlations whose own hits are wanted
   */
  constructor(
    rules: readonly CorrelationRule[],
    resolve: (reference: string) => string,
    reported: ReadonlySet<string>,
  ) {
    const plan = makePlan(rules, resolve);
    const inner = new Set(plan.stages.map(({ key }) => key));
    // An absence compares with the oldest of what should come first, in any group: hits of that kind are needed in full.
    const compared = new Set(
      plan.stages
        .filter(({ rule }) => rule.correlation.type === 'absence')
        .flatMap(({ uses }) => [...uses].flatMap(([name, use]) => (use.position === 0 ? [] : [name]))),
    );
    this.#stages = plan.stages.map(({ key, rule, uses }) => ({
      ...needsOf(rule, uses.size),
      // How many hits an inner correlation gives is not followed.
      ...([...uses.keys()].some((name) => inner.has(name)) ? { count: 1, span: 0 } : {}),
      ...(rule.correlation.rules.length > mostLegs ? { legs: 0, leg: -1 } : {}),
      reported: reported.has(key) || compared.has(key),
      groups: new GroupTable(),
    }));
    const keys: (readonly string[])[] = [];
    const places = new Map<string, number>();
    const keyOf = (fields: readonly string[]): number => {
      const name = JSON.stringify(fields);
      const known = places.get(name) ?? keys.push(fields) - 1;
      places.set(name, known);
      return known;
    };
    for (const rule of plan.rules.values()) {
      if (!inner.has(rule.rule)) this.#uses.set(rule.rule, usesOf(plan, rule, keyOf));
    }
    this.keys = keys;
  }

  /** The ways of a rule's elements, outer ones after those they go through; empty where nobody waits for it. */
  uses(rule: string): readonly OutlookUse[] {
    return this.#uses.get(rule) ?? [];
  }

  /** Counts an element in the group with this hash; gives the group's number within its correlation. */
  note(use: OutlookUse, hash: number, time: number): number {
    const groups = this.#stages[use.stage]?.groups;
    if (groups === undefined) return -1;
    if (use.via < 0 && use.legs !== 1 && time < groups.earliest) groups.earliest = time;
    return groups.note(hash, use.legs, time);
  }

  /** Whether the group could be met and somebody would want to know. */
  hopeful(use: OutlookUse, group: number): boolean {
    const stage = this.#stages[use.stage];
    if (stage === undefined || group < 0) return false;
    const { groups } = stage;
    if (!stage.reported && !groups.isWanted(group)) return false;
    return groups.reaches(group, stage.count, stage.legs, stage.leg, stage.span);
  }

  /** Marks a group whose hits a hopeful group of another correlation waits for; true if it was not marked before. */
  want(use: OutlookUse, group: number): boolean {
    return this.#stages[use.stage]?.groups.want(group) ?? false;
  }

  /** Whether nothing older came to other places of the correlation: an absence tells by it how far its log reaches. */
  isOldest(use: OutlookUse, time: number): boolean {
    const stage = this.#stages[use.stage];
    return stage?.leg === 0 && use.via < 0 && use.legs !== 1 && stage.groups.earliest === time;
  }
}

/** Direct uses of a rule, each followed by what its hits go on to. */
function usesOf(plan: Plan, rule: RulePlan, keyOf: (fields: readonly string[]) => number): readonly OutlookUse[] {
  const found: OutlookUse[] = [];
  /** `fields[i]` is the rule's own field behind field i of the elements that come to `from`. */
  const follow = (from: RulePlan, fields: readonly (string | undefined)[], via: number): void => {
    for (const use of from.uses) {
      const stage = plan.stages[use.stage];
      const group = use.group.map((slot) => fields[slot]);
      if (stage === undefined || group.some((field) => field === undefined)) continue;
      const names = group.filter((field) => field !== undefined);
      const place = found.length;
      found.push({ stage: use.stage, key: keyOf(names), legs: bitsOf(use.positions), via });
      const onwards = plan.rules.get(stage.key);
      if (onwards === undefined) continue;
      // A hit carries its group's texts, and else those of one of its elements.
      const { groupBy } = stage.rule.correlation;
      const passed = onwards.fields.map((field) => {
        const part = groupBy.indexOf(field);
        return part >= 0 ? names[part] : fields[from.fields.indexOf(field)];
      });
      follow(onwards, passed, place);
    }
  };
  follow(rule, rule.fields, -1);
  return found;
}
