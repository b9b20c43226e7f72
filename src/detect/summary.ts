// SPDX-License-Identifier: Apache-2.0
// One sentence from a template: {field} from the first event that has it, {last:field} from the last, {values} and {count} from the correlation.
import { lifecycleFields } from '../model/lifecycle.ts';
import { fieldText, type Sighting } from './sighting.ts';

export interface SummaryFacts {
  readonly sightings: readonly Sighting[];
  readonly count: number;
  readonly values: readonly string[];
}

const hole = /\{(first:|last:)?([A-Za-z.]{1,64})\}/g;

function filling(name: string, which: string | undefined, facts: SummaryFacts): string {
  if (name === 'count') return String(facts.count);
  if (name === 'values') return facts.values.join(', ') || 'unknown';
  const order = which === 'last:' ? facts.sightings.toReversed() : facts.sightings;
  for (const sighting of order) {
    const value = fieldText(sighting, name);
    if (value !== undefined && value !== '') return value;
  }
  return 'unknown';
}

/** Fills a template; what nobody knows reads `unknown`. The result is one line of at most 600 characters. */
export function fillSummary(template: string, facts: SummaryFacts): string {
  const text = template.replace(hole, (_whole, which: string | undefined, name: string) => filling(name, which, facts));
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 600 ? `${line.slice(0, 599)}…` : line;
}

/**
 * Fills a step of what to do. Only names of lifecycle fields are filled and nothing is cut: a step may hold a command,
 * whose own braces stay as they are.
 */
export function fillStep(template: string, facts: SummaryFacts): string {
  return template.replace(hole, (whole, which: string | undefined, name: string) =>
    name === 'count' || name === 'values' || Object.hasOwn(lifecycleFields, name)
      ? filling(name, which, facts).replace(/\s+/g, ' ')
      : whole,
  );
}

/** Names a template uses that are no lifecycle field, `count` or `values`. */
export function unknownHoles(template: string, known: ReadonlySet<string>): readonly string[] {
  return [...template.matchAll(hole)]
    .map((match) => match[2] ?? '')
    .filter((name) => name !== 'count' && name !== 'values' && !known.has(name));
}
