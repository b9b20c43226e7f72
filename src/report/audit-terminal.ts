// SPDX-License-Identifier: Apache-2.0
import type { AuditResult } from '../model/audit-result.ts';
import { severities } from '../model/severity.ts';
import { visible } from './visible.ts';

/** The audit for people: weaknesses by severity, then what is unknown, then the sums. */
export function renderAuditTerminal(result: AuditResult): string {
  const lines: string[] = [];
  for (const severity of severities.toReversed()) {
    for (const it of result.weaknesses.filter((one) => one.severity === severity)) {
      lines.push(`${severity.toUpperCase()}  ${it.check.weakness}`, `  ${visible(it.summary, 600)}`);
      for (const { where, note } of it.evidence)
        lines.push(`  ${visible(where.file, 300)}:${where.line ?? 1}  ${visible(note, 300)}`);
      lines.push('');
    }
  }
  const count = (state: string): number => result.outcomes.filter((it) => it.state === state).length;
  lines.push(
    `${result.weaknesses.length} weaknesses. Checks: ${count('failed')} failed, ${count('unknown')} unknown, ${count('passed')} passed, ${count('nothing-to-judge')} with nothing to judge, ${count('not-run')} not run.`,
    `${result.files} files, ${result.items} facts.`,
  );
  return `${lines.join('\n')}\n`;
}
