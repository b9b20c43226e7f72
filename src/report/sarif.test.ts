// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSarif, toUri } from './sarif.ts';
import { sarifFaults } from './testing/official-sarif.ts';
import { hostileResult, manyResult, quietResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';

describe('renderSarif', () => {
  it.each([
    ['the sample', sampleResult],
    ['nothing found', quietResult],
    ['500 findings', manyResult(500)],
    ['hostile values', hostileResult('\u001b[2J\u202e](https://evil.example.com) %00 \ud800')],
    ['braces', hostileResult('{0} {{1}} }{ {')],
  ])('follows the official schema: %s', (_, result) => {
    const out = renderSarif(result, '1.2.3');
    expect(sarifFaults(JSON.parse(out))).toEqual([]);
    expect(unsafeCharacters(out)).toEqual([]);
  });

  it('follows the official schema whatever a log says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sarifFaults(JSON.parse(renderSarif(hostileResult(text), '1.2.3')))).toEqual([]);
      }),
    );
  });

  it('puts the worst first, at the line that met the rule, with its chain', () => {
    const [run] = JSON.parse(renderSarif(sampleResult, '1.2.3')).runs;
    const [first] = run.results;
    expect(first).toMatchObject({
      ruleId: 'k8s_bound_token_outside_its_pod',
      level: 'error',
      partialFingerprints: { 'tokenwardFindingId/v1': 'f-7c1d20aa90b1' },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'logs/cluster-a/audit.jsonl' }, region: { startLine: 1490 } } },
      ],
    });
    expect(run.tool.driver.rules[first.ruleIndex]).toMatchObject({
      id: first.ruleId,
      name: 'K8sBoundTokenOutsideItsPod',
      properties: { 'security-severity': '9.5', precision: 'high' },
    });
    expect(
      first.codeFlows[0].threadFlows[0].locations.map((step: Record<string, unknown>) => step.executionTimeUtc),
    ).toEqual([
      '2026-03-02T10:14:02.000Z',
      '2026-03-02T10:15:00.000Z',
      '2026-03-02T10:18:12.000Z',
      '2026-03-02T10:31:40.000Z',
    ]);
  });

  it('tells of problems', () => {
    const [invocation] = JSON.parse(renderSarif(sampleResult, '1.2.3')).runs[0].invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[0]).toMatchObject({
      level: 'error',
      descriptor: { id: 'COMPRESSION_INVALID' },
    });
    expect(invocation.toolExecutionNotifications.at(-1).message.text).toContain('{{"msg":"started","pid":1}}');
    expect(JSON.parse(renderSarif(quietResult, '1.2.3')).runs[0].invocations[0].executionSuccessful).toBe(true);
  });

  it('lets no log plant a link', () => {
    const out = renderSarif(hostileResult('[click](https://evil.example.com)'), '1');
    const messages = [...out.matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text);
    expect(messages.length).toBeGreaterThan(20);
    expect(messages.filter((text) => text?.includes(']('))).toEqual([]);
  });
});

describe('toUri', () => {
  it.each([
    ['logs/a b.json', 'logs/a%20b.json'],
    ['/var/log/x', 'file:///var/log/x'],
    ['C:\\logs\\x.json', 'file:///C:/logs/x.json'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['//host/share', 'file:///host/share'],
  ])('%s', (file, uri) => expect(toUri(file)).toBe(uri));

  it('is always a URI reference without a scheme other than file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (file) => {
        expect(toUri(file)).toMatch(/^(file:\/\/|(?![A-Za-z][A-Za-z0-9+.-]*:))[\x21-\x7e]*$/);
      }),
    );
  });
});
