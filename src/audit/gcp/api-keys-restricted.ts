// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpApiKeysRestricted = defineCheck({
  id: 'gcp-api-keys-restricted',
  area: 'gcp',
  title: 'API keys are restricted to applications and APIs',
  weakness: 'API key that anybody can use for any API',
  severity: 'medium',
  rows: ['A4'],
  why: 'An API key is a bearer token without an end. One without restrictions, found in an application or page, can be used from anywhere for every API of the project.',
  remediation: [
    '`gcloud services api-keys update KEY --api-target=service=... --allowed-referrers=...` (or IP addresses, Android or iOS applications).',
  ],
  mappings: { cis: ['GCP Foundation 1.13', 'GCP Foundation 1.14'], mitigations: ['M1018'] },
  needs: [{ kind: 'gcp.api-key' }],
  *judge(inventory) {
    for (const it of inventory.of('gcp.api-key')) {
      const subject = { kind: 'api-key', id: it.id, name: it.name };
      const lacking = [
        ...(it.applicationRestricted ? [] : ['from anywhere']),
        ...(it.apiRestricted ? [] : ['for any API']),
      ];
      if (lacking.length === 0) yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          ...(lacking.length === 1 ? { severity: 'low' as const } : {}),
          summary: `The API key ${it.name} can be used ${lacking.join(' and ')}.`,
          evidence: [
            {
              where: it.where,
              path: [...(it.where.path ?? []), 'restrictions'],
              note: 'restrictions do not say otherwise',
            },
          ],
        };
    }
  },
});
