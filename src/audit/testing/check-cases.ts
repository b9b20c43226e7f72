// SPDX-License-Identifier: Apache-2.0
// Runs the cases of a check: files as a user would have them, through the readers, to a verdict.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createKnowledge } from '../../enrich/knowledge.ts';
import { readInventory } from '../../inventory/read-inventory.ts';
import type { Check } from '../../model/check.ts';
import { type Judged, runCheck } from '../run-checks.ts';

const caseSchema = z.strictObject({
  name: z.string(),
  /** `none`: nothing to judge, or nothing of the provider. */
  verdict: z.enum(['fail', 'pass', 'unknown', 'none']),
  /** The ids of all subjects that must have the verdict; without it, at least one must. */
  subjects: z.array(z.string()).optional(),
  /** Words that the summary (of a fail) or reason (of an unknown) must hold. */
  says: z.array(z.string()).optional(),
  severity: z.string().optional(),
  /** File name (may have folders) -> content. */
  files: z.record(z.string(), z.string()),
  settings: z.record(z.string(), z.unknown()).optional(),
  /** As in tokenward.yml. */
  networks: z.array(z.strictObject({ zone: z.string(), cidrs: z.array(z.string()) })).optional(),
});

const fileSchema = z.strictObject({
  check: z.string(),
  /** The time of the audit; default 2026-06-01T00:00:00Z. */
  now: z.iso.datetime().default('2026-06-01T00:00:00Z'),
  cases: z.array(caseSchema).min(3),
});

export type CheckCase = z.infer<typeof caseSchema>;
export type CheckCases = z.infer<typeof fileSchema>;

export function readCheckCases(file: string): CheckCases {
  return fileSchema.parse(parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 }));
}

/** Writes the files of a case to a folder of its own and judges them. */
export async function judgeCase(check: Check, it: CheckCase, now: string): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenward-case-'));
  try {
    for (const [name, content] of Object.entries(it.files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const { inventory, problems } = await readInventory(['.'], { cwd: folder });
    if (problems.length > 0) throw new Error(`the case has problems: ${problems.map((p) => p.message).join('; ')}`);
    return runCheck(check, inventory, {
      now: Date.parse(now),
      knowledge: createKnowledge({ networks: it.networks ?? [] }),
      ...(it.settings === undefined ? {} : { settings: { [check.id]: it.settings } }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with what came of a case; undefined where nothing is. */
export function caseFailure(it: CheckCase, judged: Judged): string | undefined {
  const [outcome] = judged.outcomes;
  const states = { fail: 'failed', pass: 'passed', unknown: 'unknown', none: undefined } as const;
  const wanted = states[it.verdict];
  const told =
    wanted === undefined
      ? outcome?.state === 'not-run' || outcome?.state === 'nothing-to-judge'
      : outcome?.state === wanted;
  if (!told) {
    const why = [...judged.weaknesses.map((w) => w.summary), ...judged.unknowns.map((u) => u.reason)].join('; ');
    return `${it.name}: ${it.verdict} was expected, it ${outcome?.state}: ${why}`;
  }
  const list = it.verdict === 'fail' ? judged.weaknesses : judged.unknowns;
  const ids = list.map((w) => w.subject.id).toSorted();
  if (it.subjects !== undefined && JSON.stringify(ids) !== JSON.stringify(it.subjects.toSorted())) {
    return `${it.name}: subjects are ${ids.join(', ')}`;
  }
  const texts = [
    ...judged.weaknesses.map((w) => `${w.summary} ${w.evidence.map((e) => e.note).join(' ')}`),
    ...judged.unknowns.map((u) => u.reason),
  ].join('\n');
  const unsaid = it.says?.find((words) => !texts.includes(words));
  if (unsaid !== undefined) return `${it.name}: nothing says "${unsaid}" in: ${texts}`;
  if (it.severity !== undefined && judged.weaknesses.some((w) => w.severity !== it.severity)) {
    return `${it.name}: severities are ${judged.weaknesses.map((w) => w.severity).join(', ')}`;
  }
  return undefined;
}
