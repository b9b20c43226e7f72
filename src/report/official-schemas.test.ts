// SPDX-License-Identifier: Apache-2.0
// That the helpers which hold our output against the official schemas do find what is wrong.
import { describe, expect, it } from 'vitest';
import { renderOcsf } from './ocsf.ts';
import { renderSarif } from './sarif.ts';
import { ocsfFaults } from './testing/official-ocsf.ts';
import { sarifFaults } from './testing/official-sarif.ts';
import { sampleResult } from './testing/sample-result.ts';

describe('sarifFaults', () => {
  const [run] = JSON.parse(renderSarif(sampleResult, '1')).runs;
  const [result] = run.results;
  const log = (more: object) => ({ version: '2.1.0', runs: [{ ...run, ...more }] });
  const placed = (region: object) =>
    log({
      results: [
        { ...result, locations: [{ physicalLocation: { artifactLocation: { uri: 'a.tf' }, region: region } }] },
      ],
    });

  it.each([
    ['an unknown property', log({ result: [] }), 'additional properties'],
    ['a tool without a driver', log({ tool: {} }), "required property 'driver'"],
    ['a level', log({ results: [{ ...result, level: 'fatal' }] }), 'one of the allowed values'],
    ['no address', placed({ startLine: 0 }), '>= 1'],
    ['a region that starts nowhere', placed({ endLine: 2 }), "required property 'startLine'"],
    ['lines the wrong way round', placed({ startLine: 3, endLine: 2 }), 'ends in line 2'],
    ['columns the wrong way round', placed({ startLine: 3, startColumn: 5, endColumn: 4 }), 'ends in column 4'],
    ['a placeholder', log({ results: [{ ...result, message: { text: 'Used {0}' } }] }), 'brace'],
    ['a lost rule', log({ results: [{ ...result, ruleIndex: 99 }] }), 'names rule 99'],
    ['a rule named like its id', log({ tool: { driver: { name: 'T', rules: [{ id: 'a', name: 'a' }] } } }), '[3.49.7]'],
    ['a time', log({ invocations: [{ executionSuccessful: true, endTimeUtc: 'now' }] }), 'date-time'],
    ['a link', log({ tool: { driver: { name: 'T', informationUri: 'not one' } } }), 'format "uri"'],
  ])('finds %s', (_, wrong, fault) => {
    expect(sarifFaults(wrong).join('\n')).toContain(fault);
  });

  it('takes an exact region, and a placeholder with its argument', () => {
    const exact = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9, snippet: { text: 'a = { b }' } };
    expect(sarifFaults(placed(exact))).toEqual([]);
    const filled = { ...result, message: { text: 'Used {0} {{often}}', arguments: ['curl'] } };
    expect(sarifFaults(log({ results: [filled] }))).toEqual([]);
  });
});

describe('ocsfFaults', () => {
  const [, line = ''] = renderOcsf(sampleResult, '1');
  const event = JSON.parse(line);
  const [evidence] = event.evidences;

  it.each([
    ['an unknown attribute', { ...event, colour: 'red' }, 'additional properties'],
    ['a missing attribute', { ...event, finding_info: { title: 'T' } }, "required property 'uid'"],
    ['a wrong type', { ...event, time: '2026-03-02' }, '/time must be integer'],
    ['a wrong enumeration', { ...event, severity_id: 7 }, '/severity_id must be equal to one of'],
    ['a word that does not fit', { ...event, severity: 'high' }, '/severity is "high"'],
    ['Other for a word', { ...event, status_id: 99, status: 'Other' }, '/status is "Other"'],
    ['nothing where something has to be', { ...event, evidences: [{ name: 'x' }] }, "required property 'actor'"],
    ['no address', { ...event, evidences: [{ ...evidence, src_endpoint: { ip: 'x' } }] }, 'must match pattern'],
    ['an attribute of a profile', { ...event, disposition_id: 1 }, 'additional properties'],
    ['an unknown profile', { ...event, metadata: { ...event.metadata, profiles: ['nought'] } }, 'no profile nought'],
    ['what went out of use', { ...event, finding_info: { uid: '1', product_uid: '2' } }, 'deprecated since 1.4.0'],
    ['a wrong type_uid', { ...event, type_uid: 200402 }, '/type_uid 200402'],
    ['another version', { ...event, metadata: { ...event.metadata, version: '1.5.0' } }, 'is 1.5.0'],
    ['a lost observable', { ...event, observables: [{ name: 'evidences[].uid', type_id: 99 }] }, 'evidences[].uid'],
    ['another class', { ...event, class_uid: 1 }, 'no class 1'],
    ['text', 'text', 'not an object'],
  ])('finds %s', (_, wrong, fault) => {
    expect(ocsfFaults(wrong).join('\n')).toContain(fault);
  });

  it('takes what a profile allows', () => {
    const profiled = { ...event.metadata, profiles: ['security_control'] };
    expect(ocsfFaults({ ...event, metadata: profiled, disposition_id: 1, disposition: 'Allowed' })).toEqual([]);
  });

  it('knows Compliance Finding', () => {
    const { evidences: _, confidence_id: __, confidence: ___, is_alert: ____, ...rest } = event;
    const compliance = {
      ...rest,
      class_uid: 2003,
      class_name: 'Compliance Finding',
      type_uid: 200301,
      type_name: 'Compliance Finding: Create',
      observables: [],
      compliance: { control: 'Consent', standards: ['M1018'], status_id: 3, status: 'Fail' },
    };
    expect(ocsfFaults(compliance)).toEqual([]);
    expect(ocsfFaults({ ...compliance, compliance: undefined }).join()).toContain("required property 'compliance'");
  });
});
