// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Subject, type Verdict } from '../../model/check.ts';
import type { ImportedResult } from '../../model/inventory/imported.ts';

function subjectOf(it: ImportedResult): Subject {
  return { kind: 'result', id: it.id, name: `${it.tool} ${it.rule}` };
}

export const importedResultsResolved = defineCheck({
  id: 'imported-results-resolved',
  area: 'software',
  title: 'Results of other tools are settled',
  weakness: 'Result of another tool',
  severity: 'medium',
  rows: ['A1', 'A3', 'A4'],
  why: 'Other scanners of the same repositories and clusters see what Tokenward has no check for; a result that nobody settles is a way in that is known and open. One list, with one exit code, keeps them from being forgotten.',
  remediation: [
    'Mend it as the tool says, or accept it there (a suppression in SARIF, an ignore file), so that its next report leaves it out; or accept it here: `audit.exceptions` in tokenward.yml.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'imported.run' }],
  *judge(inventory): Generator<Verdict> {
    for (const it of inventory.of('imported.result')) {
      const file = it.file ?? it.where.file;
      const at = it.file === undefined ? '' : ` in ${it.file}${it.line === undefined ? '' : `:${it.line}`}`;
      const commit = it.commit === undefined ? '' : ` (commit ${it.commit.slice(0, 12)})`;
      yield {
        status: 'fail',
        subject: subjectOf(it),
        summary: `${it.tool} says${at}${commit}: ${it.message}`,
        severity: it.severity,
        evidence: [
          {
            where: {
              source: it.where.source,
              collectedAt: it.where.collectedAt,
              file,
              ...(it.file === undefined || it.line === undefined ? {} : { line: it.line }),
            },
            ...(it.line === undefined
              ? {}
              : { region: { line: it.line, ...(it.column === undefined ? {} : { column: it.column }) } }),
            note: `${it.tool} ${it.rule}, read from ${it.where.file}`,
          },
        ],
        ...(it.help === undefined ? {} : { next: [`What ${it.tool} says of it: ${it.help}`] }),
      };
    }
    for (const run of inventory.of('imported.run')) {
      const subject: Subject = { kind: 'run', id: run.id, name: run.tool };
      if (!run.succeeded) {
        yield {
          status: 'unknown',
          subject,
          reason: `the run of ${run.tool} in ${run.where.file} broke off: run it again`,
        };
      } else if (run.results === run.settled) yield { status: 'pass', subject };
    }
  },
});
