// SPDX-License-Identifier: Apache-2.0
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderOcsf } from './ocsf.ts';
import { detectionFindingSchema } from './testing/ocsf-schema.ts';
import { hostileResult, manyResult, sampleResult } from './testing/sample-result.ts';
import { unsafeCharacters } from './testing/unsafe-characters.ts';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(detectionFindingSchema);
const parse = (lines: Iterable<string>) => [...lines].map((line) => JSON.parse(line));

describe('renderOcsf', () => {
  it.each([
    ['the sample', sampleResult],
    ['500 findings', manyResult(500)],
  ])('follows the schema: %s', (_, result) => {
    const findings = parse(renderOcsf(result, '1.2.3'));
    expect(findings).toHaveLength(result.findings.length);
    for (const finding of findings) expect(validate(finding), JSON.stringify(validate.errors)).toBe(true);
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
          programmatic_credentials: [{ uid: 'jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10', type: 'bound-token' }],
        },
      },
      src_endpoint: { ip: '198.51.100.77', autonomous_system: { number: 64_500 }, location: { country: 'NL' } },
      api: { operation: 'list secrets', service: { name: 'kubernetes.audit' } },
    });
    expect(finding.evidences[1].actor.user).toEqual({ uid: 'dev-kim@example.com', name: 'dev-kim@example.com' });
    expect(finding.evidences[1].src_endpoint).toEqual({ ip: '192.0.2.44' });
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
