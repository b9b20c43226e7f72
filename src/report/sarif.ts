// SPDX-License-Identifier: Apache-2.0
import type { InputProblem, Rejected, RunResult } from '../model/account.ts';
import type { Position } from '../model/error.ts';
import type { Confidence, Evidence, Finding, Severity } from '../model/finding.ts';
import { orderFindings } from './order.ts';
import { safeJson, visible } from './visible.ts';
import { describeParties } from './wording.ts';

type Json = Readonly<Record<string, unknown>>;

export const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
};
/** A CVSS-like number in text, by which code scanning services sort: over 9 critical, 7 high, 4 medium. */
export const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  informational: '0.1',
};
export const ranks: Readonly<Record<Confidence, number>> = { high: 90, medium: 60, low: 30 };

/**
 * Text as SARIF reads it: `[text](target)` would be a link (section 3.11.6), which a log must not be able to plant, and a
 * single brace a placeholder for an argument (section 3.11.5).
 */
export function plain(text: string): string {
  return text.replaceAll('](', '] (').replace(/[{}]/g, '$&$&');
}

export function message(text: string): Json {
  return { text: plain(visible(text, 2000)) };
}

/** The id in words put together (section 3.49.7), as in `GithubBulkClone`; nothing where that is the id again. */
export function ruleName(id: string): string | undefined {
  const words = id.match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return name === '' || name === id ? undefined : name;
}

/** A path as a URI reference: absolute paths as `file:`, everything that is not plain percent-encoded (RFC 3986). */
export function toUri(file: string): string {
  const path = file.slice(0, 4096).toWellFormed().replaceAll('\\', '/');
  const drive = /^[A-Za-z]:\//.exec(path)?.[0] ?? '';
  const rest = path.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${rest}`;
  return path.startsWith('/') ? `file://${rest.replace(/^\/+/, '/')}` : rest;
}

function physicalLocation(position: Position): Json {
  const region = position.line === undefined ? {} : { region: { startLine: position.line } };
  return { physicalLocation: { artifactLocation: { uri: toUri(position.file) }, ...region } };
}

function eventLocation(event: Evidence): Json {
  const what = [event.action, event.ip === undefined ? undefined : `from ${event.ip}`].filter(
    (part) => part !== undefined,
  );
  const detail = what.length === 0 ? event.source : `${event.source}: ${what.join(' ')}`;
  return { ...physicalLocation(event), message: message(`${event.note} (${detail})`) };
}

function codeFlow(finding: Finding): Json {
  const locations = finding.evidence.map((event, index) => ({
    location: eventLocation(event),
    executionOrder: index + 1,
    executionTimeUtc: event.time,
    ...(event.stage === undefined ? {} : { kinds: [visible(event.stage, 60)] }),
  }));
  return { message: message('The events in the order of their time'), threadFlows: [{ locations }] };
}

/** The event that met the rule: the one at the time of the finding, else the last. */
function decisive(finding: Finding): Evidence | undefined {
  return finding.evidence.findLast((event) => event.time === finding.time) ?? finding.evidence.at(-1);
}

function toResult(finding: Finding, ruleIndex: number): Json {
  const place = decisive(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    rank: ranks[finding.confidence],
    message: message(finding.summary),
    locations: place === undefined ? [] : [physicalLocation(place)],
    occurrenceCount: finding.count,
    partialFingerprints: { 'tokenwardFindingId/v1': finding.id },
    ...(finding.evidence.length === 0 ? {} : { codeFlows: [codeFlow(finding)] }),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      maturity: finding.maturity,
      time: finding.time,
      firstSeen: finding.firstSeen,
      lastSeen: finding.lastSeen,
      parties: Object.fromEntries(describeParties(finding)),
      next: finding.next.map((step) => visible(step)),
      ...(finding.story === undefined ? {} : { story: finding.story }),
      ...(finding.synthetic === undefined ? {} : { synthetic: finding.synthetic }),
    },
  };
}

function toRule(finding: Finding): Json {
  const steps = finding.next.map((step, index) => `${index + 1}. ${visible(step)}`);
  const unless = finding.falsePositives.map((reason) => `- ${visible(reason)}`);
  const parts = [
    visible(finding.title),
    ...(steps.length === 0 ? [] : ['What to do:', ...steps]),
    ...(unless.length === 0 ? [] : ['Unless:', ...unless]),
  ];
  const name = ruleName(finding.rule);
  return {
    id: finding.rule,
    ...(name === undefined ? {} : { name }),
    shortDescription: message(finding.title),
    fullDescription: message(finding.title),
    help: { text: plain(parts.join('\n')) },
    defaultConfiguration: { level: levels[finding.severity], rank: ranks[finding.confidence] },
    properties: {
      tags: [
        'security',
        ...new Set([...finding.attack.techniques, ...finding.attack.analytics, ...finding.mitigations]),
      ],
      precision: finding.confidence,
      'security-severity': securitySeverities[finding.severity],
      maturity: finding.maturity,
    },
  };
}

export function notification(level: 'error' | 'warning' | 'note', problem: InputProblem | Rejected): Json {
  const text = 'message' in problem ? problem.message : `${problem.reason} ${problem.sample}`;
  return {
    level,
    descriptor: { id: problem.code },
    message: message(text),
    locations: [physicalLocation(problem.position)],
  };
}

/**
 * The run as one SARIF 2.1.0 log. Findings come worst first; the chain of events is a code flow with times, the finding's
 * id a partial fingerprint, problems with the input and samples of unusable records are notifications of the invocation.
 *
 * @param version of Tokenward
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(result: RunResult, version: string): string {
  const findings = orderFindings(result.findings);
  const rules = new Map<string, { readonly index: number; readonly rule: Json }>();
  for (const finding of findings) {
    if (!rules.has(finding.rule)) rules.set(finding.rule, { index: rules.size, rule: toRule(finding) });
  }
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tokenward', version, rules: [...rules.values()].map(({ rule }) => rule) } },
        invocations: [
          {
            executionSuccessful: result.problems.length === 0 && !result.interrupted,
            toolExecutionNotifications: [
              ...result.problems.map((problem) => notification('error', problem)),
              ...result.unparsable.map((rejected) => notification('warning', rejected)),
              ...result.unrecognised.map((rejected) => notification('note', rejected)),
            ],
          },
        ],
        results: findings.map((finding) => toResult(finding, rules.get(finding.rule)?.index ?? -1)),
        properties: {
          tally: result.tally,
          rules: result.rules,
          interrupted: result.interrupted,
          ...(result.span === undefined ? {} : { span: result.span }),
        },
      },
    ],
  };
  return `${safeJson(log)}\n`;
}
