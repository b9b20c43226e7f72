// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiExpression, CiUses } from '../../model/inventory/ci.ts';
import { type Answer, judgeOwners } from './shared/judge.ts';
import { scriptLines } from './shared/scripts.ts';
import { prizeOf } from './shared/tokens.ts';

const decoder = String.raw`(?:base64\s+(?:-d|-D|--decode|-di)|openssl\s+(?:base64|enc)\b[^|\n]*\s-d|xxd\s+(?:-\w+\s+)*-r|rev\b|gunzip\s+-c|zcat|uudecode|tr\s+'?[A-Za-z]-)`;
const decodedAndRun = new RegExp(
  [
    `\\b${decoder}[^\\n]*\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b`,
    `\\b(?:eval|source|(?:ba|z)?sh\\s+-c)\\b[^\\n]*(?:\\$\\(|\`|<\\()[^\\n]*\\b${decoder}`,
    String.raw`\bpython[\d.]*\s+-c\b[^\n]*\bexec\s*\([^\n]*(?:b64decode|fromhex|zlib|codecs)`,
    String.raw`\bnode\s+-e\b[^\n]*\beval\s*\([^\n]*(?:base64|atob)`,
    String.raw`\b(?:pwsh|powershell)(?:\.exe)?\b[^\n]*\s-e(?:c|nc|ncodedcommand)\s`,
    String.raw`\b(?:iex|Invoke-Expression)\b[^\n]*FromBase64String|FromBase64String[^\n]*\|\s*(?:iex|Invoke-Expression)\b`,
    String.raw`\b(?:printf|echo\s+-e)\s+["'](?:\\x[0-9a-fA-F]{2}){8,}[^\n]*\|\s*(?:ba|z|da)?sh\b`,
  ].join('|'),
  'i',
);

/** A path that is not written the shortest way: `owner/repository//a`, `./a/../b`. */
function isCrooked({ raw, type }: CiUses): boolean {
  if (type === 'image' || type === 'task') return false;
  const path = raw.replace(/@[^@]*$/, '').replace(/^(?:\.|\$)\/(?:\.\/)?/, '');
  return path.split('/').some((it, index) => (it === '' && index > 0) || it === '.' || it === '..');
}

const literal = /^(?:'(?:[^']|'')*'|-?\d[\w.]*|true|false|null)$/;
const making = new Set(['format', 'join', 'tojson']);

/** An expression that puts a name together from parts that are all written there. */
function isRiddle({ calls, comparisons }: CiExpression): boolean {
  return (
    calls.some((it) => making.has(it.name) && it.refs.length === 0 && it.args.every((arg) => literal.test(arg))) ||
    comparisons.some((it) => literal.test(it.left) && literal.test(it.right))
  );
}

export const nothingDisguised = defineCheck({
  id: 'ci-nothing-disguised',
  area: 'ci',
  title: 'Pipelines say plainly what they run',
  weakness: 'Pipeline hides what it runs',
  severity: 'low',
  rows: ['A4'],
  why: 'Somebody who puts a theft of tokens into a pipeline hides it from reviewers and scanners: a script in base64 that is decoded into a shell, a name of a secret put together from parts, a path that leads somewhere else than it seems.',
  remediation: [
    'Find out who wrote it, and when: `git log -L` of the lines. If nobody knows why, change every secret that the job has.',
    'Write plainly what it does: the script itself, the name itself, the shortest path.',
  ],
  mappings: {
    owasp: ['CICD-SEC-1', 'CICD-SEC-4'],
    mitigations: ['M1047'],
    peers: { zizmor: ['obfuscation'] },
  },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, undefined, (item, view, text): Answer => {
      const script = item.kind === 'ci.step' ? (item.run ?? item.with.script) : undefined;
      const line = script === undefined ? undefined : scriptLines(script).find((it) => decodedAndRun.test(it));
      if (line !== undefined && item.kind === 'ci.step') {
        const prize = item.provider === 'github' ? prizeOf(view) : 'the token of the job';
        return {
          summary: `${text} decodes a text and runs it as a script${prize === undefined ? '' : `, next to ${prize}`}.`,
          at: item.runAt ?? ['with', 'script'],
          note: line.trim().slice(0, 200),
          severity: prize === undefined ? 'medium' : 'high',
        };
      }
      if (item.provider !== 'github') return item.kind === 'ci.step' ? 'pass' : undefined;
      const uses = item.kind === 'ci.pipeline' ? undefined : item.uses;
      if (uses !== undefined && isCrooked(uses))
        return {
          summary: `${text} uses ${uses.raw}, a path that is longer than it need be.`,
          at: ['uses'],
          note: uses.raw,
        };
      const riddle = item.expressions.find(isRiddle);
      if (riddle !== undefined) {
        const secret = riddle.refs.some((ref) => /^secrets\b/i.test(ref));
        return {
          summary: `${text} has an expression that puts ${secret ? 'the name of a secret' : 'a fixed value'} together from parts.`,
          at: riddle.at,
          note: riddle.text,
          ...(secret ? { severity: 'medium' as const } : {}),
        };
      }
      return item.kind === 'ci.pipeline' ? undefined : 'pass';
    });
  },
});
