// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { appSubject, entraIndex } from './entra-index.ts';
import { strangenessOf } from './federation.ts';

export const entraFederatedIssuersKnown = defineCheck({
  id: 'entra-federated-issuers-known',
  area: 'entra',
  title: 'Federated credentials trust issuers that are known',
  weakness: 'Federated credential trusts an issuer that nobody named',
  severity: 'high',
  rows: ['A4', 'A7'],
  why: 'Whoever runs the issuer signs in as the application whenever they like, and leaves no secret to find. A thief who may write to an application adds their own issuer, or their own tenant, as a back door.',
  remediation: [
    'Ask who added it: audit log, "Update application".',
    'Remove it: `az ad app federated-credential delete --id APPID --federated-credential-id NAME`; or name the issuer in the setting `issuers`.',
  ],
  mappings: { mitigations: ['M1047'], techniques: ['T1528', 'T1098.001'] },
  needs: [{ kind: 'entra.application' }],
  settings: { issuers: { default: [], description: 'further issuers that the organisation runs or trusts' } },
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    const tenantId = inventory.of('entra.organization')[0]?.tenantId;
    for (const app of inventory.of('entra.application')) {
      const keys = index.keys(app).filter((it) => it.type === 'federated');
      if (keys.length === 0) continue;
      const subject = appSubject(app);
      const strange = keys.flatMap((it) => {
        const why = strangenessOf(it.issuer ?? '', tenantId, context.settings.list('issuers'));
        return why === undefined ? [] : [{ where: it.where, note: `${it.issuer}: ${why}` }];
      });
      if (strange.length === 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `"${app.name}" trusts tokens of ${strange[0]?.note}.`,
          evidence: strange,
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
