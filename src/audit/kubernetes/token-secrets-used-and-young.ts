// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { dayMs } from './log-evidence.ts';

export const tokenSecretsUsedAndYoung = defineCheck({
  id: 'kubernetes-token-secrets-used-and-young',
  area: 'kubernetes',
  title: 'Token secrets that must be are in use and young',
  weakness: 'Old or unused token secret',
  severity: 'medium',
  rows: ['A6', 'U3'],
  why: 'A token that nobody uses is missed by nobody when a thief does. The older it is, the more people, machines and backups have had it.',
  remediation: [
    'Unused: `kubectl delete secret NAME -n NAMESPACE`.',
    'In use but old: make a new secret, give it to the program, delete the old one.',
  ],
  mappings: { mitigations: ['M1018'], peers: { 'rbac-police': ['retrieve_token_secrets'] } },
  needs: [{ kind: 'kubernetes.secret' }],
  settings: {
    unusedDays: {
      default: 90,
      description: 'days without use after which a token secret counts as unused',
      published: ['LegacyServiceAccountTokenCleanUp: 365 days'],
    },
    maxAgeDays: { default: 180, description: 'days after which a token secret should be replaced' },
  },
  *judge(inventory, context) {
    const unused = context.settings.number('unusedDays');
    const oldest = context.settings.number('maxAgeDays');
    for (const secret of inventory.of('kubernetes.secret')) {
      if (secret.type !== 'kubernetes.io/service-account-token') continue;
      const subject = { kind: 'secret', id: secret.id, name: `${secret.namespace}/${secret.name}` };
      const age = secret.created === undefined ? undefined : (context.now - Date.parse(secret.created)) / dayMs;
      const last = secret.lastUsed === undefined ? Number.NaN : Date.parse(secret.lastUsed);
      const idle = Number.isNaN(last) ? undefined : (context.now - last) / dayMs;
      const place = (...path: readonly string[]) => ({
        where: secret.where,
        path: [...(secret.where.path ?? []), 'metadata', ...path],
      });
      if (idle !== undefined && idle > unused) {
        yield {
          status: 'fail',
          subject,
          summary: `The token in the secret ${subject.name} was last used ${Math.floor(idle)} days ago.`,
          evidence: [
            { ...place('labels', 'kubernetes.io/legacy-token-last-used'), note: `last used ${secret.lastUsed}` },
          ],
        };
      } else if (age === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason:
            'the file does not say when it was made and last used; `kubectl get secret NAME -o yaml` would (its labels and creationTimestamp)',
        };
      } else if (age > oldest) {
        yield {
          status: 'fail',
          subject,
          summary: `The token in the secret ${subject.name} is ${Math.floor(age)} days old${idle === undefined ? ' and, as far as the cluster knows, was never used' : ''}.`,
          evidence: [{ ...place('creationTimestamp'), note: `made ${secret.created}` }],
        };
      } else if (idle === undefined && age > unused) {
        yield {
          status: 'fail',
          subject,
          summary: `The token in the secret ${subject.name} was made ${Math.floor(age)} days ago and, as far as the cluster knows, was never used.`,
          confidence: 'medium',
          evidence: [{ ...place('labels'), note: 'no label kubernetes.io/legacy-token-last-used' }],
        };
      } else yield { status: 'pass', subject };
    }
  },
});
