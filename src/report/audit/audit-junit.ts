// SPDX-License-Identifier: Apache-2.0
import type { AuditResult, CheckOutcome } from '../../model/audit-result.ts';
import { formatPosition } from '../../model/error.ts';
import { escapeText } from '../html/markup.ts';
import { compareText } from '../order.ts';

/** Characters that XML 1.0 does not allow at all have been written out by `visible` before. */
function attribute(text: string): string {
  return escapeText(text, 400);
}

function testCase(outcome: CheckOutcome, result: AuditResult): string {
  const { check, state } = outcome;
  const head = `<testcase classname="tokenward.${check.area}" name="${attribute(`${check.id}: ${check.title}`)}"`;
  const failures = result.weaknesses.filter((it) => it.check.id === check.id);
  if (failures.length > 0) {
    const text = failures
      .map(({ summary, evidence }) => {
        const places = evidence.map((it) => formatPosition({ file: it.where.file, ...it.region }));
        return [summary, ...places.map((it) => `  ${it}`)].join('\n');
      })
      .join('\n');
    const lines = text.split('\n').map((line) => escapeText(line, 1000));
    const message = `${failures.length} of ${failures.length + outcome.passed + outcome.unknown}: ${check.weakness}`;
    return `    ${head}>\n      <failure type="${check.severity}" message="${attribute(message)}">${lines.join('\n')}</failure>\n    </testcase>`;
  }
  if (state === 'passed') return `    ${head}/>`;
  const reason =
    state === 'unknown'
      ? `unknown: ${result.unknowns.find((it) => it.check.id === check.id)?.reason ?? 'not decided'}`
      : state === 'not-run'
        ? 'nothing of its provider was given'
        : 'nothing to judge';
  return `    ${head}>\n      <skipped message="${attribute(reason)}"/>\n    </testcase>`;
}

/**
 * The audit as JUnit XML for pipelines: an area is a suite, a check a case. What is unknown is skipped with its reason,
 * never passed.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function renderAuditJunit(result: AuditResult): string {
  const areas = [...new Set(result.outcomes.map((it) => it.check.area))].toSorted(compareText);
  const count = (list: readonly CheckOutcome[], test: (it: CheckOutcome) => boolean): number =>
    list.filter(test).length;
  const numbers = (list: readonly CheckOutcome[]): string => {
    const failed = count(list, (it) => it.state === 'failed');
    const passed = count(list, (it) => it.state === 'passed');
    return `tests="${list.length}" failures="${failed}" errors="0" skipped="${list.length - failed - passed}"`;
  };
  const suites = areas.map((area) => {
    const list = result.outcomes.filter((it) => it.check.area === area);
    return [
      `  <testsuite name="tokenward.${area}" ${numbers(list)}>`,
      ...list.map((it) => testCase(it, result)),
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tokenward audit" ${numbers(result.outcomes)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}
