// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const secretsNotInFiles = defineCheck({
  id: 'kubernetes-secrets-not-in-files',
  area: 'kubernetes',
  title: 'Values of secrets are kept in a vault, not in files',
  weakness: 'File with the values of a secret',
  severity: 'high',
  rows: ['A4'],
  why: 'base64 is no encryption: the file, its repository, every copy and backup of it hold the credential for whoever reads them.',
  remediation: [
    'Change the credentials in the secret: they count as known.',
    'Keep values in a vault and let External Secrets or the CSI secret store driver bring them in, or encrypt the file (SOPS, Sealed Secrets).',
    'Exports for an audit need no values: `kubectl get secrets -A -o json | jq \'del(.items[].data[]?, .items[].metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"])\'`.',
  ],
  mappings: { cis: ['Kubernetes 1.12 5.4.2'], mitigations: ['M1047'], peers: { kubescape: ['C-0208'] } },
  needs: [{ kind: 'kubernetes.secret' }],
  *judge(inventory) {
    for (const secret of inventory.of('kubernetes.secret')) {
      const subject = { kind: 'secret', id: secret.id, name: `${secret.namespace}/${secret.name}` };
      if (secret.written !== true) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `The values of the secret ${subject.name} stand in ${secret.where.file}.`,
        severity: secret.type === 'bootstrap.kubernetes.io/token' ? 'medium' : 'high',
        evidence: [
          {
            where: secret.where,
            path: [...(secret.where.path ?? []), 'data'],
            note: `keys: ${secret.keys.slice(0, 6).join(', ')}`,
          },
        ],
      };
    }
  },
});
