// SPDX-License-Identifier: Apache-2.0
// Where another tool's result is the answer to a question that a check of ours has answered in the same way at the same
// place, it is told once, with both names.
import type { AuditResult, Weakness } from '../../model/audit-result.ts';
import type { CheckEvidence } from '../../model/check.ts';
import { importedResultsResolved } from './imported-results-resolved.ts';

/** Tools put the mark on the key, the value or the job: a few lines apart is the same place. */
const tolerance = 5;

function pathOf(evidence: CheckEvidence): string {
  return evidence.where.file.replace(/\\/g, '/').replace(/^(?:\.\/)+/, '');
}

function isSamePlace(a: CheckEvidence, b: CheckEvidence): boolean {
  const [one, other] = [pathOf(a), pathOf(b)];
  if (one !== other && !one.endsWith(`/${other}`) && !other.endsWith(`/${one}`)) return false;
  const [x, y] = [a.region?.line ?? a.where.line, b.region?.line ?? b.where.line];
  return x === undefined || y === undefined || Math.abs(x - y) <= tolerance;
}

/** The name of the tool and of its rule; zizmor writes `zizmor/RULE` into SARIF, and `RULE` everywhere else. */
function toolAndRule(weakness: Weakness): { readonly tool: string; readonly rules: readonly string[] } {
  const [tool = '', rule = ''] = (weakness.subject.name ?? '').split(' ', 2);
  return { tool, rules: [rule, rule.replace(`${tool}/`, '')] };
}

/** Joins results of other tools with weaknesses of ours that say the same; pure. */
export function joinSeenByBoth(result: AuditResult): AuditResult {
  const imported = result.weaknesses.filter((it) => it.check.id === importedResultsResolved.id);
  if (imported.length === 0) return result;
  const joined = new Set<Weakness>();
  const more = new Map<Weakness, CheckEvidence[]>();
  for (const other of imported) {
    const { tool, rules } = toolAndRule(other);
    const ours = result.weaknesses.find(
      ({ check, evidence }) =>
        check.mappings.peers?.[tool]?.some((id) => rules.includes(id)) === true &&
        evidence.some((mine) => other.evidence.some((theirs) => isSamePlace(mine, theirs))),
    );
    if (ours === undefined) continue;
    joined.add(other);
    const [theirs] = other.evidence;
    if (theirs === undefined) continue;
    const list = more.get(ours) ?? [];
    list.push({ ...theirs, note: `seen by ${tool}, too: ${rules[1] ?? ''}` });
    more.set(ours, list);
  }
  if (joined.size === 0) return result;
  return {
    ...result,
    weaknesses: result.weaknesses
      .filter((it) => !joined.has(it))
      .map((it) => {
        const also = more.get(it);
        return also === undefined ? it : { ...it, evidence: [...it.evidence, ...also] };
      }),
    outcomes: result.outcomes.map((it) =>
      it.check.id === importedResultsResolved.id ? settle({ ...it, failed: it.failed - joined.size }, joined.size) : it,
    ),
  };
}

function settle(outcome: AuditResult['outcomes'][number], joined: number): AuditResult['outcomes'][number] {
  if (outcome.failed > 0) return outcome;
  return { ...outcome, state: outcome.unknown > 0 ? 'unknown' : 'passed', passed: outcome.passed + joined };
}
