// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enabledKeys, subjectOfKey } from './judge-last-use.ts';

export const gcpServiceAccountKeysEnd = defineCheck({
  id: 'gcp-service-account-keys-end',
  area: 'gcp',
  title: 'Keys of service accounts have an end',
  weakness: 'Key of a service account without an end',
  severity: 'low',
  rows: ['A4'],
  why: 'A key without an end that was copied once is good for as long as nobody deletes it, and nobody remembers to.',
  remediation: ['Set an expiry for new keys with the constraint `iam.serviceAccountKeyExpiryHours`.'],
  mappings: { mitigations: ['M1018'] },
  needs: [{ kind: 'credential', provider: 'gcp' }],
  *judge(inventory) {
    for (const key of enabledKeys(inventory.of('credential'))) {
      const subject = subjectOfKey(key);
      if (key.expires === undefined)
        yield { status: 'unknown', subject, reason: 'the list of keys does not say when it ends (validBeforeTime)' };
      else if (key.expires !== 'never') yield { status: 'pass', subject };
      else
        yield {
          status: 'fail',
          subject,
          summary: `The ${key.name} never ends.`,
          evidence: [
            {
              where: key.where,
              path: [...(key.where.path ?? []), 'validBeforeTime'],
              note: 'validBeforeTime is the last day of 9999',
            },
          ],
        };
    }
  },
});
