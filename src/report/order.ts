// SPDX-License-Identifier: Apache-2.0
import { type Finding, type Severity, severities } from '../model/finding.ts';

/** Critical first. */
export const severitiesDescending: readonly Severity[] = severities.toReversed();

/** Orders severities, the worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(b) - severities.indexOf(a);
}

/** The worst first, then the earliest, then by id: the same findings always come in the same order. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareSeverity(a.severity, b.severity) || compareText(a.firstSeen, b.firstSeen) || compareText(a.id, b.id),
  );
}

/** Findings of each severity, critical first; a severity without findings has an empty list. */
export function groupBySeverity(findings: readonly Finding[]): ReadonlyMap<Severity, readonly Finding[]> {
  const groups = new Map<Severity, Finding[]>(severitiesDescending.map((severity) => [severity, []]));
  for (const finding of orderFindings(findings)) groups.get(finding.severity)?.push(finding);
  return groups;
}

/** Orders by code unit, independent of the locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
