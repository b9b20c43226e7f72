// SPDX-License-Identifier: Apache-2.0
// Tokens at rest, with the reports of other secret scanners that lie among the files.
import { audit } from '../audit/audit.ts';
import { importedChecks } from '../audit/imported/imported-checks.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import { sarif } from '../inventory/imported/sarif.ts';
import { gitleaksReport, trufflehogReport } from '../inventory/imported/secret-reports.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { auditSecrets } from '../secrets/audit-secrets.ts';

/** Tools whose results are secrets. */
const scanners = /^(?:gitleaks|trufflehog|detect-secrets|ggshield|noseyparker|kingfisher) /;

/** Runs the area `secrets`. */
export async function judgeSecrets(
  paths: readonly string[],
  now: number,
  onFile: (files: number) => void,
  signal: AbortSignal,
): Promise<AuditResult> {
  const scanned = await auditSecrets(paths, { now, signal, onProgress: ({ files }) => onFile(files) });
  const read = await readInventory(paths, { readers: [sarif, gitleaksReport, trufflehogReport], signal });
  if (Object.keys(read.byReader).length === 0) return scanned;
  const others = audit(importedChecks, read.inventory, read, { now, knowledge: createKnowledge() });
  const weaknesses = others.weaknesses.filter((it) => scanners.test(it.subject.name ?? ''));
  return {
    ...scanned,
    weaknesses: [...scanned.weaknesses, ...weaknesses],
    unknowns: [...scanned.unknowns, ...others.unknowns],
    outcomes: [
      ...scanned.outcomes,
      ...others.outcomes.map((it) => ({
        ...it,
        failed: weaknesses.length,
        state: weaknesses.length > 0 ? ('failed' as const) : it.state === 'failed' ? ('passed' as const) : it.state,
      })),
    ],
  };
}
