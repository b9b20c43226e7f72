// SPDX-License-Identifier: Apache-2.0
// The own JSON forms of gitleaks and trufflehog. What they quote of a secret (`Secret`, `Match`, `Raw`) is not taken.
//
// gitleaks: an array of findings with `RuleID`, `StartLine`, `File`, `Commit` (report/finding.go). trufflehog: a line a
// result with `SourceMetadata.Data`, `DetectorName`, `Verified` (pkg/output/json.go).
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { fields } from '../values.ts';
import { plainPath, toImportedResult } from './imported-item.ts';
import { field, placeAt, textAt } from './json-values.ts';

export const gitleaksReport: InventoryReader = {
  id: 'tools.gitleaks',
  title: 'Report of gitleaks (JSON)',
  how: '`gitleaks git --report-format json --report-path gitleaks.json`',
  claims: ({ head }) =>
    /^\s*\[\s*\{/.test(head) &&
    head.includes('"RuleID"') &&
    head.includes('"StartLine"') &&
    head.includes('"Fingerprint"'),
  async *read(file, context): AsyncGenerator<Item> {
    context.collected({ kind: 'imported.result', provider: 'tools', complete: true });
    let results = 0;
    for await (const { value, line } of file.records()) {
      const path = textAt(value, 'File');
      results++;
      yield toImportedResult(
        {
          tool: 'gitleaks',
          rule: textAt(value, 'RuleID') ?? 'unnamed',
          title: textAt(value, 'Description'),
          message: textAt(value, 'Description'),
          // It rates none of its rules; what it finds are secrets.
          severity: 'high',
          file: path === undefined ? undefined : plainPath(path),
          line: placeAt(value, 'StartLine'),
          column: placeAt(value, 'StartColumn'),
          commit: textAt(value, 'Commit'),
        },
        context.where({ line }),
      );
    }
    yield run('gitleaks', results, context.where());
  },
};

export const trufflehogReport: InventoryReader = {
  id: 'tools.trufflehog',
  title: 'Results of trufflehog (JSON lines)',
  how: '`trufflehog git file://. --json > trufflehog.json`',
  claims: ({ head }) => /^\s*\{/.test(head) && head.includes('"SourceMetadata"') && head.includes('"DetectorName"'),
  async *read(file, context): AsyncGenerator<Item> {
    context.collected({ kind: 'imported.result', provider: 'tools', complete: true });
    let results = 0;
    for await (const { value, line } of file.records()) {
      const detector = textAt(value, 'DetectorName');
      if (detector === undefined) continue;
      results++;
      // `Data` has one key, which names the kind of source: Git, Filesystem, Github, Docker, ...
      const [source] = Object.values(fields(field(value, 'SourceMetadata', 'Data')));
      const path = textAt(source, 'file') ?? textAt(source, 'path');
      const verified = field(value, 'Verified') === true;
      yield toImportedResult(
        {
          tool: 'trufflehog',
          rule: detector,
          title: `${detector} secret`,
          message: verified ? `${detector} secret, which trufflehog says works` : `${detector} secret`,
          severity: verified ? 'critical' : 'high',
          file: path === undefined ? undefined : plainPath(path),
          line: placeAt(source, 'line'),
          commit: textAt(source, 'commit'),
          verified,
        },
        context.where({ line }),
      );
    }
    yield run('trufflehog', results, context.where());
  },
};

function run(tool: string, results: number, where: Item['where']): Item {
  return {
    id: `tools:run:${tool}:${where.file}`,
    provider: 'tools',
    where,
    kind: 'imported.run',
    tool,
    results,
    settled: 0,
    succeeded: true,
  };
}
