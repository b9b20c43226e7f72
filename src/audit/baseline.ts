// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AuditResult, DriftState, Weakness } from '../model/audit-result.ts';
import { TokenwardError } from '../model/error.ts';

const baselineSchema = z.strictObject({
  tokenward: z.literal('baseline'),
  version: z.literal(1),
  made: z.iso.datetime({ precision: 3 }),
  weaknesses: z.array(
    z.strictObject({
      id: z.string(),
      check: z.string(),
      subject: z.string(),
      summary: z.string(),
      content: z.string(),
    }),
  ),
});

/** What an audit found, to be held against later ones. */
export type Baseline = z.infer<typeof baselineSchema>;

/** Changes when what a weakness says changes; not when its lines move. */
function contentOf(it: Weakness): string {
  const facts = [it.severity, it.summary, ...it.evidence.map((evidence) => evidence.note)];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

/** The baseline of an audit. Accepted weaknesses are in it, so that an exception that ends makes nothing new. */
export function makeBaseline(result: AuditResult): Baseline {
  const all = [...result.weaknesses, ...result.excepted.map((it) => it.weakness)];
  return {
    tokenward: 'baseline',
    version: 1,
    made: new Date(result.now).toISOString(),
    weaknesses: all
      .map((it) => ({
        id: it.id,
        check: it.check.id,
        subject: it.subject.id,
        summary: it.summary,
        content: contentOf(it),
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** @throws TokenwardError `BASELINE_INVALID` where the text is no baseline */
export function readBaseline(text: string, file: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TokenwardError('BASELINE_INVALID', `${file} is no JSON, so no baseline`, { position: { file }, cause });
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TokenwardError('BASELINE_INVALID', `${file} is no baseline of \`tokenward audit --write-baseline\``, {
    position: { file },
  });
}

/** The audit with what is new, changed, known and gone since the baseline. Gone are only those of checks that ran. */
export function againstBaseline(result: AuditResult, baseline: Baseline): AuditResult {
  const before = new Map(baseline.weaknesses.map((it) => [it.id, it]));
  const states = new Map<string, DriftState>();
  for (const it of result.weaknesses) {
    const known = before.get(it.id);
    states.set(it.id, known === undefined ? 'new' : known.content === contentOf(it) ? 'known' : 'changed');
  }
  const still = new Set([...states.keys(), ...result.excepted.map((it) => it.weakness.id)]);
  const ran = new Set(
    result.outcomes
      .filter((it) => it.state === 'failed' || it.state === 'passed' || it.state === 'nothing-to-judge')
      .map((it) => it.check.id),
  );
  const gone = baseline.weaknesses
    .filter((it) => !still.has(it.id) && ran.has(it.check))
    .map(({ id, check, subject, summary }) => ({ id, check, subject, summary }));
  return { ...result, drift: { states, gone, since: baseline.made } };
}
