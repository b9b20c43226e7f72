// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, entraIndex } from './entra-index.ts';
import { widthOf } from './federation.ts';

export const entraFederatedSubjectsNarrow = defineCheck({
  id: 'entra-federated-subjects-narrow',
  area: 'entra',
  title: 'Federated credentials name one branch, environment or account',
  weakness: 'Federated credential lets in too much',
  severity: 'high',
  rows: ['A4', 'A7'],
  why: 'Whoever can make the other side issue a token with a fitting subject is the application. A wildcard or a pull request lets in everybody who may open one.',
  remediation: [
    'Name an environment with reviewers or a protected branch: `az ad app federated-credential update --id APPID --federated-credential-id NAME --parameters \'{"subject":"repo:ORG/REPO:environment:production"}\'`.',
  ],
  mappings: { mitigations: ['M1047'] },
  needs: [{ kind: 'entra.application' }],
  *judge(inventory) {
    const index = entraIndex(inventory);
    for (const app of inventory.of('entra.application')) {
      const keys = index.keys(app).filter((it) => it.type === 'federated');
      if (keys.length === 0) continue;
      const subject = appSubject(app);
      const wide = keys.flatMap((it) => {
        const why = widthOf(it);
        return why === undefined ? [] : [{ where: it.where, note: `${it.name ?? it.keyId}: ${why}` }];
      });
      if (wide.length === 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `Others can sign in as "${app.name}" by federation: ${wide[0]?.note}.`,
          evidence: wide,
        };
      }
    }
    if (inventory.collected('entra.federated-credential') === 'none') {
      yield {
        status: 'unknown',
        subject: index.tenant,
        reason: 'federated credentials were not exported: GET /applications?$expand=federatedIdentityCredentials',
      };
    }
  },
});
