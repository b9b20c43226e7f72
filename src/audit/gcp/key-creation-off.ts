// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const gcpKeyCreationOff = defineCheck({
  id: 'gcp-key-creation-off',
  area: 'gcp',
  title: 'Keys of service accounts cannot be made',
  weakness: 'Nothing stops the making of service-account keys',
  severity: 'medium',
  rows: ['A4', 'W6'],
  why: 'Where anybody with a project can make keys, a thief makes one that outlives the stolen token.',
  remediation: [
    '`gcloud org-policies set-policy` with `iam.managed.disableServiceAccountKeyCreation` (and `...KeyUpload`) enforced; exempt the few projects that need keys.',
  ],
  mappings: { cis: ['GCP Foundation 1.4'], mitigations: ['M1018', 'M1021'] },
  needs: [{ kind: 'gcp.organization-policy' }],
  *judge(inventory) {
    const own = inventory
      .of('gcp.organization-policy')
      .filter((it) => it.constraint === 'iam.disableServiceAccountKeyCreation');
    const subject = {
      kind: 'organization-policy',
      id: 'gcp:iam.disableServiceAccountKeyCreation',
      name: 'iam.disableServiceAccountKeyCreation',
    };
    const [other] = inventory.of('gcp.organization-policy');
    if (own.length > 0 && own.every((it) => it.enforced === true)) {
      yield { status: 'pass', subject };
      return;
    }
    const off = own.filter((it) => it.enforced !== true);
    yield {
      status: 'fail',
      subject,
      summary:
        off.length === 0
          ? 'No organisation policy stops the making of service-account keys.'
          : `The policy against service-account keys is not enforced on ${off.map((it) => it.resource).join(', ')}.`,
      evidence: (off.length > 0 ? off : other === undefined ? [] : [other]).map((it) => ({
        where: it.where,
        note: off.length > 0 ? 'not enforced' : 'the list of policies does not hold it',
      })),
    };
  },
});
