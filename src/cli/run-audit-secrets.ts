// SPDX-License-Identifier: Apache-2.0
// Tokens at rest, with the reports of other secret scanners that lie among the files.
import { audit } from '../audit/audit.ts';
import { importedChecks } from '../audit/imported/imported-checks.ts';
import { createKnowledge } from '../enrich/knowledge.ts';
import type { Streams } from '../ingest/ingest.ts';
import { sarif } from '../inventory/imported/sarif.ts';
import { gitleaksReport, trufflehogReport } from '../inventory/imported/secret-reports.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { auditSecrets } from '../secrets/audit-secrets.ts';

/** Tools whose results are secrets. */
const scanners = /^(?:gitleaks|trufflehog|detect-secrets|ggshield|noseyparker|kingfisher) /;

interface Search {
  readonly paths: readonly string[];
  readonly now: number;
  readonly streams: Streams;
  readonly signal: AbortSignal;
  readonly onFile: (files: number) => void;
}

/** Looks for tokens in files and in the history of repositories. */
export function searchTokens({ paths, now, streams, signal, onFile }: Search): Promise<AuditResult> {
  return auditSecrets(paths, { now, streams, signal, onProgress: ({ files }) => onFile(files) });
}

/** Runs the area `secrets`. */
export async function judgeSecrets(search: Search): Promise<AuditResult> {
  const { paths, now, streams, signal } = search;
  const scanned = await searchTokens(search);
  const readers = [sarif, gitleaksReport, trufflehogReport];
  const read = await readInventory(paths, { readers, streams, strangeStreams: true, signal });
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
