// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, Weakness } from '../../model/audit-result.ts';
import type { Check, CheckEvidence } from '../../model/check.ts';
import { levels, message, notification, plain, ranks, ruleName, securitySeverities, toUri } from '../sarif.ts';
import { safeJson, visible } from '../visible.ts';
import { frameworksOf, orderWeaknesses } from './weakness-finding.ts';

type Json = Readonly<Record<string, unknown>>;

function location({ where, region, note }: CheckEvidence): Json {
  const { line = where.line ?? 1, column, endLine, endColumn } = region ?? {};
  const place = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
  return {
    physicalLocation: { artifactLocation: { uri: toUri(where.file) }, region: place },
    message: message(note),
  };
}

function toResult(weakness: Weakness, ruleIndex: number, result: AuditResult): Json {
  const { check, subject, evidence, score, fix } = weakness;
  const [first, ...rest] = evidence;
  const drift = result.drift?.states.get(weakness.id);
  const baseline =
    drift === undefined ? {} : { baselineState: { new: 'new', changed: 'updated', known: 'unchanged' }[drift] };
  return {
    ruleId: check.id,
    ruleIndex,
    kind: 'fail',
    level: levels[weakness.severity],
    rank: ranks[weakness.confidence],
    message: message(weakness.summary),
    locations:
      first === undefined
        ? []
        : [
            {
              ...location(first),
              logicalLocations: [
                {
                  name: visible(subject.name ?? subject.id),
                  fullyQualifiedName: visible(subject.id),
                  kind: subject.kind,
                },
              ],
            },
          ],
    ...(rest.length === 0 ? {} : { relatedLocations: rest.slice(0, 50).map((it, id) => ({ ...location(it), id })) }),
    partialFingerprints: { 'tokenwardFindingId/v1': weakness.id },
    ...baseline,
    properties: {
      severity: weakness.severity,
      confidence: weakness.confidence,
      subject: visible(subject.id),
      next: weakness.next.map((it) => visible(it, 1000)),
      ...(score === undefined ? {} : { score }),
      ...(fix === undefined ? {} : { fix: { safety: fix.safety, title: fix.title } }),
    },
  };
}

function excepted(weakness: Weakness, ruleIndex: number, result: AuditResult, justification: string): Json {
  return {
    ...toResult(weakness, ruleIndex, result),
    suppressions: [{ kind: 'external', status: 'accepted', justification: visible(justification, 1000) }],
  };
}

function toRule(check: Check): Json {
  const steps = check.remediation.map((step, index) => `${index + 1}. ${step}`);
  const frameworks = Object.entries(frameworksOf(check.mappings)).map(([name, ids]) => `${name}: ${ids.join(', ')}`);
  return {
    id: check.id,
    name: ruleName(check.id),
    shortDescription: message(check.weakness),
    fullDescription: message(`${check.title}. ${check.why}`),
    help: { text: plain([check.why, 'What to do:', ...steps, ...frameworks].join('\n')) },
    defaultConfiguration: { level: levels[check.severity], rank: ranks[check.confidence ?? 'high'] },
    properties: {
      tags: ['security', check.area, 'T1528', ...check.mappings.mitigations],
      precision: check.confidence ?? 'high',
      'security-severity': securitySeverities[check.severity],
    },
  };
}

/**
 * The audit as one SARIF 2.1.0 log with exact regions. Weaknesses are results of kind `fail`, accepted ones are suppressed,
 * what is unknown is a notification; against a baseline, `baselineState` says what is new and `absent` what is gone.
 *
 * @param version of Tokenward
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderAuditSarif(result: AuditResult, version: string): string {
  const rules = result.outcomes.filter((it) => it.state !== 'not-run').map((it) => it.check);
  const index = new Map(rules.map((check, at) => [check.id, at]));
  const indexOf = (check: Check): number => index.get(check.id) ?? -1;
  const gone = (result.drift?.gone ?? []).map((it) => ({
    ruleId: it.check,
    kind: 'fail',
    message: message(it.summary),
    locations: [],
    baselineState: 'absent',
    partialFingerprints: { 'tokenwardFindingId/v1': it.id },
  }));
  const unknowns = result.unknowns.slice(0, 1000).map((it) => ({
    level: 'note',
    descriptor: { id: 'UNKNOWN' },
    associatedRule: { id: it.check.id, index: indexOf(it.check) },
    message: message(`${it.subject.name ?? it.subject.id}: ${it.reason}`),
  }));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tokenward', version, rules: rules.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: result.problems.length === 0 && !result.interrupted,
            toolExecutionNotifications: [...result.problems.map((it) => notification('error', it)), ...unknowns],
          },
        ],
        results: [
          ...orderWeaknesses(result.weaknesses).map((it) => toResult(it, indexOf(it.check), result)),
          ...result.excepted.map(({ weakness, exception }) =>
            excepted(
              weakness,
              indexOf(weakness.check),
              result,
              `${exception.owner}: ${exception.reason} (until ${exception.expires})`,
            ),
          ),
          ...gone,
        ],
      },
    ],
  };
  return `${safeJson(log)}\n`;
}
