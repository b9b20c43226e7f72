// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0 of other tools: gitleaks, zizmor, kubescape, trivy, checkov, and any that writes the standard.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { Severity } from '../../model/finding.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader, ReadContext } from '../reader.ts';
import { type Fields, fields } from '../values.ts';
import { plainPath, toImportedResult, toolName } from './imported-item.ts';
import { field, listAt, numberAt, placeAt, textAt } from './json-values.ts';

const mostResults = 100_000;

const levels: ReadonlyMap<string, Severity> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'informational'],
]);

const words: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['informational', 'informational'],
  ['unknown', 'informational'],
]);

/** `security-severity` is a CVSS score, by which GitHub sorts; else the word that a tool gives, else the level. */
function severityOf(result: Fields, rule: Fields): Severity {
  const score =
    numberAt(result, 'properties', 'security-severity') ?? numberAt(rule, 'properties', 'security-severity');
  if (score !== undefined) {
    if (score >= 9) return 'critical';
    if (score >= 7) return 'high';
    if (score >= 4) return 'medium';
    return score > 0 ? 'low' : 'informational';
  }
  const word = textAt(result, 'properties', 'severity') ?? textAt(rule, 'properties', 'severity');
  const named = words.get((word ?? '').toLowerCase());
  if (named !== undefined) return named;
  const level = textAt(result, 'level') ?? textAt(rule, 'defaultConfiguration', 'level') ?? 'warning';
  return levels.get(level) ?? 'medium';
}

interface Rules {
  of(result: Fields): Fields;
}

/** Rules of the driver and of its extensions; results name them by id, by index, or by component and index. */
function rulesOf(run: unknown): Rules {
  const driver = listAt(run, 'tool', 'driver', 'rules').map(fields);
  const extensions = listAt(run, 'tool', 'extensions').map((it) => listAt(it, 'rules').map(fields));
  const byId = new Map<string, Fields>();
  for (const rule of [...driver, ...extensions.flat()]) {
    const id = textAt(rule, 'id');
    if (id !== undefined && !byId.has(id)) byId.set(id, rule);
  }
  return {
    of(result) {
      const component = numberAt(result, 'rule', 'toolComponent', 'index');
      const list = component === undefined ? driver : (extensions[component] ?? []);
      const index = numberAt(result, 'rule', 'index') ?? numberAt(result, 'ruleIndex');
      const id = textAt(result, 'ruleId') ?? textAt(result, 'rule', 'id');
      const indexed = index === undefined ? undefined : list[index];
      if (indexed !== undefined && (id === undefined || textAt(indexed, 'id') === id)) return indexed;
      // `CA1000/1` is a hierarchical id: the rule is CA1000.
      return byId.get(id ?? '') ?? byId.get((id ?? '').split('/')[0] ?? '') ?? {};
    },
  };
}

function messageOf(result: Fields, rule: Fields): string | undefined {
  const given = textAt(result, 'message', 'text');
  const template = given ?? textAt(rule, 'messageStrings', textAt(result, 'message', 'id') ?? 'default', 'text');
  const values = listAt(result, 'message', 'arguments');
  return template?.replace(/\{(\d{1,2})\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return typeof value === 'string' ? value : whole;
  });
}

/** Passed, not applicable, accepted, or gone since the baseline. */
function isSettled(result: Fields): boolean {
  const kind = textAt(result, 'kind') ?? 'fail';
  if (kind === 'pass' || kind === 'notApplicable' || textAt(result, 'baselineState') === 'absent') return true;
  // Without a status a suppression is accepted; one that is under review or rejected is none.
  return listAt(result, 'suppressions').some((it) => (textAt(it, 'status') ?? 'accepted') === 'accepted');
}

function locationOf(
  result: Fields,
  run: unknown,
): { readonly file?: string; readonly line?: number; readonly column?: number } {
  const [first] = listAt(result, 'locations');
  const physical = field(first, 'physicalLocation');
  const index = numberAt(physical, 'artifactLocation', 'index');
  const uri =
    textAt(physical, 'artifactLocation', 'uri') ??
    (index === undefined ? undefined : textAt(listAt(run, 'artifacts')[index], 'location', 'uri'));
  const line = placeAt(physical, 'region', 'startLine');
  const column = placeAt(physical, 'region', 'startColumn');
  return {
    ...(uri === undefined ? {} : { file: plainPath(uri) }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function* readRun(run: unknown, number: number, context: ReadContext): Generator<Item> {
  const tool = toolName(textAt(run, 'tool', 'driver', 'name') ?? '');
  const version = textAt(run, 'tool', 'driver', 'semanticVersion') ?? textAt(run, 'tool', 'driver', 'version');
  const where = context.where({ path: ['runs', number] });
  // Tokenward's own report is no second opinion.
  if (tool === 'tokenward') return;
  const rules = rulesOf(run);
  const results = listAt(run, 'results');
  let settled = 0;
  for (const [index, value] of results.slice(0, mostResults).entries()) {
    const result = fields(value);
    if (isSettled(result)) {
      settled++;
      continue;
    }
    const rule = rules.of(result);
    const id = textAt(result, 'ruleId') ?? textAt(result, 'rule', 'id') ?? textAt(rule, 'id') ?? 'unnamed';
    const commit = textAt(result, 'partialFingerprints', 'commitSha') ?? textAt(result, 'properties', 'commit');
    yield toImportedResult(
      {
        tool,
        rule: id,
        title: textAt(rule, 'shortDescription', 'text') ?? textAt(rule, 'name'),
        message: messageOf(result, rule),
        severity: severityOf(result, rule),
        ...locationOf(result, run),
        commit,
        help: textAt(rule, 'helpUri'),
      },
      context.where({ path: ['runs', number, 'results', index] }),
    );
  }
  const invocations = listAt(run, 'invocations');
  const succeeded = invocations.every((it) => field(it, 'executionSuccessful') !== false);
  yield {
    id: `tools:run:${tool}:${where.file}:${number}`,
    provider: 'tools',
    where,
    kind: 'imported.run',
    tool,
    ...(version === undefined ? {} : { version: version.slice(0, 60) }),
    results: results.length,
    settled,
    succeeded: succeeded && results.length <= mostResults,
  };
}

export const sarif: InventoryReader = {
  id: 'tools.sarif',
  title: 'SARIF 2.1.0 of other tools',
  how: '`zizmor --format sarif .`, `gitleaks git --report-format sarif`, `kubescape scan --format sarif`, `trivy fs --format sarif .`, `checkov -o sarif`',
  claims: ({ path, head }) =>
    /\.sarif(?:\.json)?$/i.test(path) ||
    (/^\s*\{/.test(head) && /"runs"\s*:\s*\[/.test(head) && /sarif|"version"\s*:\s*"2\.1\.0"/.test(head)),
  *read(file, context) {
    let document: unknown;
    try {
      document = JSON.parse(file.text());
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      context.problem({
        code: 'DOCUMENT_INVALID',
        message: `${file.name} is not valid JSON`,
        position: { file: file.name },
      });
      return;
    }
    const version = textAt(document, 'version');
    if (version !== '2.1.0') {
      const told = version === undefined ? 'no version' : `version ${version.slice(0, 20)}`;
      context.problem({
        code: 'DOCUMENT_INVALID',
        message: `${file.name} has ${told}: SARIF 2.1.0 is read`,
        position: { file: file.name },
      });
      return;
    }
    context.collected({ kind: 'imported.result', provider: 'tools', complete: true });
    for (const [number, run] of listAt(document, 'runs').entries()) yield* readRun(run, number, context);
  },
};
