// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiJob, CiStep } from '../../model/inventory/ci.ts';
import { judgeOwners } from './shared/judge.ts';
import { isOpenToOutsiders } from './shared/outsiders.ts';
import { prizeOf } from './shared/tokens.ts';

/** Why a condition does not decide what it seems to. */
function fault(
  item: CiJob | CiStep,
): { readonly text: string; readonly note: string; readonly always: boolean } | undefined {
  const text = item.if ?? '';
  const conditions = item.expressions.filter((it) => it.at[0] === 'if');
  // Text around an expression makes a text of the whole, and a text that is not empty is true.
  if (text.includes('${' + '{') && !/^\$\{\{(?:[^}']|'(?:[^']|'')*'|\}(?!\}))*\}\}$/.test(text)) {
    const around = text.trim() === text ? 'there is text around the expression' : 'the text ends with a line break';
    return { text: `is always true, because ${around}`, note: text.trim(), always: true };
  }
  for (const it of conditions)
    for (const call of it.calls) {
      const [list = '', wanted = ''] = call.args;
      if (call.name === 'contains' && /^'[^']{2,}'$/.test(list) && /^(?:github|inputs|env|needs|steps)\./i.test(wanted))
        return {
          text: `looks for ${wanted} inside a text, so a part of a name is enough`,
          note: it.text,
          always: false,
        };
    }
  return undefined;
}

export const githubConditionsSound = defineCheck({
  id: 'ci-github-conditions-sound',
  area: 'ci',
  title: 'Conditions decide what they seem to decide',
  weakness: 'Condition that is always true, or true for names that only look alike',
  severity: 'medium',
  rows: ['A4'],
  why: 'A guard that is always true guards nothing: the job that was to run for the main branch or for members only runs for everybody, with its tokens.',
  remediation: [
    'Write the whole condition as one expression, without text around it; in a block use `>-`, which ends without a line break.',
    'Compare with a list: `contains(fromJSON(\'["refs/heads/main"]\'), github.ref)`.',
  ],
  mappings: {
    owasp: ['CICD-SEC-1', 'CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['unsound-condition', 'unsound-contains', 'unsound-ternary'], poutine: ['if_always_true'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, 'github', (item, view, text) => {
      // `a && '' || b` is always b: an empty text counts as false.
      const choice = item.expressions.find((it) => /&&\s*\(?\s*(?:''|false|0|null)\s*\)*\s*\|\|/.test(it.text));
      if (choice !== undefined)
        return {
          summary: `${text} chooses between two values, and can never get the first, as it counts as false.`,
          at: choice.at,
          note: choice.text,
          severity: 'low',
        };
      if (item.kind === 'ci.pipeline' || item.if === undefined) return undefined;
      const found = fault(item);
      if (found === undefined) return 'pass';
      const guards = isOpenToOutsiders(view.pipeline) && prizeOf(view) !== undefined;
      return {
        summary: `the condition of ${text} ${found.text}.`,
        at: ['if'],
        note: found.note,
        severity: guards ? 'high' : found.always ? 'medium' : 'low',
      };
    });
  },
});
