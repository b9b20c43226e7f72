// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, Weakness } from '../../model/audit-result.ts';
import type { Mappings } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import { compareSeverity, compareText } from '../order.ts';

/** Names of the frameworks as people know them. */
const frameworkNames = { cis: 'CIS', scuba: 'CISA SCuBA', nsa: 'NSA/CISA', owasp: 'OWASP' } as const;

/** Ids by framework or peer, in a fixed order; those without ids are left out. */
export function frameworksOf(mappings: Mappings): Readonly<Record<string, readonly string[]>> {
  const own = (['cis', 'scuba', 'nsa', 'owasp'] as const).flatMap((key) => {
    const ids = mappings[key] ?? [];
    return ids.length === 0 ? [] : [[frameworkNames[key], ids] as const];
  });
  return Object.fromEntries([
    ...own,
    ...Object.entries(mappings.peers ?? {}).toSorted(([a], [b]) => compareText(a, b)),
  ]);
}

/** The worst first, then by check and subject: the same audit always gives the same order. */
export function orderWeaknesses(weaknesses: readonly Weakness[]): readonly Weakness[] {
  return weaknesses.toSorted(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      compareText(a.check.id, b.check.id) ||
      compareText(a.subject.id, b.subject.id),
  );
}

/** A weakness as the finding that all of Tokenward's JSON outputs speak of. */
export function toFinding(weakness: Weakness, result: AuditResult): Finding {
  const { check, subject, evidence, fix, score } = weakness;
  const times = evidence.map((it) => it.where.collectedAt).toSorted();
  const now = new Date(result.now).toISOString();
  const drift = result.drift?.states.get(weakness.id);
  return {
    id: weakness.id,
    rule: check.id,
    title: check.weakness,
    summary: weakness.summary,
    severity: weakness.severity,
    confidence: weakness.confidence,
    maturity: 'incubating',
    time: now,
    firstSeen: times[0] ?? now,
    lastSeen: times.at(-1) ?? now,
    count: Math.max(1, evidence.length),
    attack: {
      techniques: ['T1528', ...(check.mappings.techniques ?? []).filter((it) => it !== 'T1528')],
      analytics: [],
    },
    resource: { kind: subject.kind, id: subject.id, ...(subject.name === undefined ? {} : { name: subject.name }) },
    evidence: evidence.map(({ where, note, region }) => ({
      source: where.source,
      time: where.collectedAt,
      eventId: subject.id,
      file: where.file,
      line: region?.line ?? where.line ?? 1,
      ...(region?.column === undefined ? {} : { column: region.column }),
      ...(region?.endLine === undefined ? {} : { endLine: region.endLine }),
      ...(region?.endColumn === undefined ? {} : { endColumn: region.endColumn }),
      note,
    })),
    mitigations: check.mappings.mitigations,
    next: weakness.next,
    falsePositives: [],
    check: {
      area: check.area,
      title: check.title,
      frameworks: frameworksOf(check.mappings),
      ...(drift === undefined ? {} : { drift }),
      ...(fix === undefined ? {} : { fix: { safety: fix.safety, title: fix.title } }),
      ...(score === undefined ? {} : { score }),
    },
  };
}

/** All weaknesses of an audit as findings, in the order of {@link orderWeaknesses}. */
export function auditFindings(result: AuditResult): readonly Finding[] {
  return orderWeaknesses(result.weaknesses).map((it) => toFinding(it, result));
}
