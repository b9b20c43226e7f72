// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { evidenceAt, judgeSteps } from './shared/judge.ts';
import { namedSecrets, scriptLines } from './shared/scripts.ts';
import { stepText } from './shared/views.ts';

const printing =
  /(?:^|[;&|(]\s*|\b(?:then|do|else)\s+)(?:echo|printf|print|Write-(?:Host|Output)|console\.log)\b(?<rest>[^\n]*)/;
/** Goes on to a program or file instead of the log. */
const elsewhere = /\||>|<<</;
const changing = /\|\s*(?:base64|rev|xxd|od|sed|tr|fold|hexdump|cut)\b(?!.*(?:\||>)\s*\S)/;

/** What comes with a password and is none. */
const ofUser = /(?:^|_)(?:user(?:name)?|usr|login)$/i;

interface Printed {
  readonly names: readonly string[];
  readonly line: string;
  readonly encoded: boolean;
}

export const secretsNotPrinted = defineCheck({
  id: 'ci-secrets-not-printed',
  area: 'ci',
  title: 'Scripts print no secret',
  weakness: 'Script prints a secret to the log',
  severity: 'high',
  rows: ['A4'],
  why: 'Logs are read by more people than secrets are, kept for months and copied elsewhere. Hiding is by text: a secret that is encoded, cut or split is printed in the clear, and GitLab hides only variables that are marked as masked.',
  remediation: [
    'Take the line out.',
    'Change every secret that was printed: assume that it was read.',
    'To test that a secret is set: `test -n "$TOKEN"`.',
  ],
  mappings: { owasp: ['CICD-SEC-6', 'CICD-SEC-10'], mitigations: ['M1047'], peers: { zizmor: ['unredacted-secrets'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const names = new Set([...namedSecrets(step, view)].filter((it) => !ofUser.test(it)));
      if (step.run === undefined || names.size === 0) return undefined;
      const printed: Printed[] = [];
      for (const line of scriptLines(step.run)) {
        const at = step.runAt ?? [];
        const tracing = /^\s*set\s+-\w*x|\bbash\s+-\w*x\b/.test(line);
        if (tracing && step.provider !== 'github')
          return {
            summary: `${stepText(step, view)} prints each command with its values, among them ${[...names][0]}.`,
            at,
            note: line.trim(),
            severity: 'medium',
          };
        if (/^\s*(?:printenv|env|set|export\s+-p|Get-ChildItem\s+env:|dir\s+env:)\s*$/i.test(line))
          return {
            summary: `${stepText(step, view)} prints all variables, among them ${[...names][0]}.`,
            at,
            note: line.trim(),
            severity: step.provider === 'github' ? 'medium' : 'high',
          };
        const rest = printing.exec(line)?.groups?.rest;
        if (rest === undefined) continue;
        if ((elsewhere.test(rest) && !changing.test(rest)) || /::add-mask::|\$\{\w+:\+|\$\{#/.test(rest)) continue;
        const found = [...names].filter((it) =>
          new RegExp(`\\$\\{?${it.replace(/[^\w]/g, '.')}\\b|\\$\\(${it}\\)|\\benv:${it}\\b|secrets\\.${it}\\b`).test(
            rest,
          ),
        );
        if (found.length > 0) printed.push({ names: found, line: line.trim(), encoded: changing.test(rest) });
      }
      const [first, ...others] = printed;
      if (first === undefined) return 'pass';
      const encoded = printed.some((it) => it.encoded);
      const at = step.runAt ?? [];
      return {
        summary: `${stepText(step, view)} prints ${[...new Set(printed.flatMap((it) => it.names))].slice(0, 5).join(', ')}${encoded ? ' in a form that logs do not hide' : ''}.`,
        at,
        note: first.line,
        also: others.slice(0, 9).map((it) => evidenceAt(step, at, it.line)),
        severity: encoded || step.provider !== 'github' ? 'high' : 'medium',
      };
    });
  },
});
