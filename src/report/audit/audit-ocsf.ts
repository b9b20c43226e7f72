// SPDX-License-Identifier: Apache-2.0
import type { AuditResult } from '../../model/audit-result.ts';
import type { Check, Subject } from '../../model/check.ts';
import { confidenceIds, known, ocsfVersion, severityIds } from '../ocsf.ts';
import { safeJson } from '../visible.ts';
import { auditFindings, frameworksOf, orderWeaknesses } from './weakness-finding.ts';

type Json = Readonly<Record<string, unknown>>;

/** `compliance.status_id`. */
const statuses = { unknown: [0, 'Unknown'], pass: [1, 'Pass'], fail: [3, 'Fail'] } as const;

function compliance(check: Check, status: keyof typeof statuses, detail?: string): Json {
  const frameworks = frameworksOf(check.mappings);
  const [status_id, caption] = statuses[status];
  return known({
    control: check.id,
    desc: check.title,
    standards: ['Tokenward', ...Object.keys(frameworks)],
    requirements: Object.values(frameworks).flat(),
    status_id,
    status: caption,
    status_details: detail === undefined ? undefined : [detail],
  });
}

function base(check: Check, uid: string, result: AuditResult, version: string): Json {
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time: result.now,
    status_id: 1,
    status: 'New',
    metadata: {
      version: ocsfVersion,
      uid,
      product: { name: 'Tokenward', vendor_name: 'Tokenward', version },
    },
    remediation: { desc: check.remediation.join('\n') },
  };
}

function resource({ id, kind, name }: Subject): Json {
  return known({ uid: id, type: kind, name });
}

/**
 * One OCSF Compliance Finding (class 2003) a line: each weakness, each unknown, and each check that passed. Times are
 * milliseconds since the epoch.
 *
 * @param version of Tokenward, for `metadata.product.version`
 * @see https://schema.ocsf.io/1.6.0/classes/compliance_finding
 */
export function* renderAuditOcsf(result: AuditResult, version: string): Iterable<string> {
  const findings = auditFindings(result);
  for (const [index, weakness] of orderWeaknesses(result.weaknesses).entries()) {
    const finding = findings[index];
    if (finding === undefined) continue;
    const [severity_id, severity] = severityIds[weakness.severity];
    const [confidence_id, confidence] = confidenceIds[weakness.confidence];
    yield `${safeJson({
      ...base(weakness.check, weakness.id, result, version),
      severity_id,
      severity,
      confidence_id,
      confidence,
      message: weakness.summary,
      finding_info: known({
        uid: weakness.id,
        title: weakness.check.weakness,
        desc: weakness.summary,
        first_seen_time: Date.parse(finding.firstSeen),
        last_seen_time: Date.parse(finding.lastSeen),
        analytic: { type_id: 1, type: 'Rule', name: weakness.check.title, uid: weakness.check.id },
        data_sources: [...new Set(finding.evidence.map((it) => it.source))],
      }),
      compliance: compliance(weakness.check, 'fail', weakness.summary),
      resources: [resource(weakness.subject)],
      evidences: finding.evidence.map(({ file, line, column, note, source }) => ({
        data: known({ file, line, column, note, source }),
      })),
      remediation: { desc: weakness.next.join('\n') },
      unmapped: { mitigations: weakness.check.mappings.mitigations, area: weakness.check.area },
    })}\n`;
  }
  for (const { check, subject, reason } of result.unknowns) {
    yield `${safeJson({
      ...base(check, `${check.id} ${subject.id}`, result, version),
      severity_id: 1,
      severity: 'Informational',
      message: `${check.title}: unknown, ${reason}`,
      finding_info: { uid: `${check.id} ${subject.id}`, title: check.title, desc: reason },
      compliance: compliance(check, 'unknown', reason),
      resources: [resource(subject)],
    })}\n`;
  }
  for (const { check, state, passed } of result.outcomes) {
    if (state !== 'passed') continue;
    yield `${safeJson({
      ...base(check, check.id, result, version),
      severity_id: 1,
      severity: 'Informational',
      message: `${check.title}: passed on ${passed}`,
      finding_info: { uid: check.id, title: check.title },
      compliance: compliance(check, 'pass'),
    })}\n`;
  }
}
