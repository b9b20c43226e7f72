// SPDX-License-Identifier: Apache-2.0
import type { AuditResult } from '../../model/audit-result.ts';
import { safeJson } from '../visible.ts';
import { auditFindings } from './weakness-finding.ts';

/** One finding a line, worst first, in the same shape as those of `tokenward detect`. Nothing is cut. */
export function* renderAuditJsonl(result: AuditResult): Iterable<string> {
  for (const finding of auditFindings(result)) yield `${safeJson(finding)}\n`;
}
