// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderOcsf } from './ocsf.ts';
import { ocsfFaults } from './testing/official-ocsf.ts';
import { hostileResult, manyResult, quietResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';

const parse = (lines: Iterable<string>) => [...lines].map((line) => JSON.parse(line));

describe('renderOcsf', () => {
  it.each([
    ['the sample', sampleResult],
    ['nothing found', quietResult],
    ['500 findings', manyResult(500)],
    ['hostile values', hostileResult('\u001b[2J\u202e {0} 192.0.2.1\n \ud800')],
  ])('follows the official schema: %s', (_, result) => {
    const findings = parse(renderOcsf(result, '1.2.3'));
    expect(findings).toHaveLength(result.findings.length);
    expect(findings.flatMap(ocsfFaults)).toEqual([]);
  });

  it('follows the official schema whatever a log says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.ipV4(), fc.ipV6()), (text) => {
        expect(parse(renderOcsf(hostileResult(text), '1.2.3')).flatMap(ocsfFaults)).toEqual([]);
      }),
    );
  });

  it('tells the same as the finding', () => {
    const [, finding] = parse(renderOcsf(sampleResult, '1.2.3'));
    expect(finding).toMatchObject({
      severity_id: 5,
      confidence_id: 3,
      time: Date.UTC(2026, 2, 2, 10, 18, 12),
      finding_info: {
        uid: 'f-7c1d20aa90b1',
        analytic: { type_id: 1, uid: 'k8s_bound_token_outside_its_pod' },
        attacks: [{ technique: { uid: 'T1528', name: 'Steal Application Access Token' }, tactic: { uid: 'TA0006' } }],
      },
      metadata: { product: { name: 'Tokenward', version: '1.2.3' }, correlation_uid: 'story-1' },
      resources: [{ uid: 'payments/card-gateway', type: 'secret' }],
    });
    expect(finding.evidences[2]).toMatchObject({
      uid: 'event-1490',
      actor: {
        user: {
          uid: 'system:serviceaccount:payments:api',
          type_id: 4,
          type: 'Service',
          programmatic_credentials: [{ uid: 'jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10', type: 'bound-token' }],
        },
      },
      src_endpoint: { ip: '198.51.100.77', autonomous_system: { number: 64_500 }, location: { country: 'NL' } },
      api: { operation: 'list secrets', service: { name: 'kubernetes.audit' } },
    });
    expect(finding.evidences[1].actor.user).toEqual({ uid: 'dev-kim@example.com', name: 'dev-kim@example.com' });
    expect(finding.evidences[1].src_endpoint).toEqual({ ip: '192.0.2.44' });
    expect(finding.unmapped.principal_kind).toBe('service-account');
  });

  it('takes only an address for an address', () => {
    const [finding] = parse(renderOcsf(hostileResult('ssm.amazonaws.com'), '1.2.3'));
    expect(finding.evidences[0].src_endpoint).toMatchObject({ name: 'ssm.amazonaws.com' });
    expect(finding.evidences[0].src_endpoint).not.toHaveProperty('ip');
    expect(finding.observables.map((it: Record<string, unknown>) => it.type)).not.toContain('IP Address');
  });

  it('names what to pivot on', () => {
    const [, finding] = parse(renderOcsf(sampleResult, '1.2.3'));
    expect(finding.observables.slice(0, 4)).toEqual([
      { name: 'evidences.src_endpoint.ip', type_id: 2, type: 'IP Address', value: '198.51.100.77' },
      { name: 'evidences.actor.user.name', type_id: 4, type: 'User Name', value: 'payments/api' },
      {
        name: 'evidences.actor.user.programmatic_credentials.uid',
        type_id: 19,
        type: 'User Credential ID',
        value: 'jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10',
      },
      { name: 'resources.uid', type_id: 10, type: 'Resource UID', value: 'payments/card-gateway' },
    ]);
  });

  it('splits sub-techniques', () => {
    const [, , , finding] = parse(renderOcsf(sampleResult, '1.2.3'));
    expect(finding.finding_info.attacks[1]).toEqual({
      technique: { uid: 'T1078', name: 'Valid Accounts' },
      sub_technique: { uid: 'T1078.004', name: 'Cloud Accounts' },
    });
  });

  it('is safe to print', () => {
    expect(unsafeCharacters([...renderOcsf(hostileResult('\u001b[2J\u009b\u202e\u{e0041}'), '1')].join(''))).toEqual(
      [],
    );
  });
});
