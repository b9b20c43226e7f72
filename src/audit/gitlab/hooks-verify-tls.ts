// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from '../github/judging.ts';
import { placeOf } from './place.ts';

export const hooksVerifyTls = defineCheck({
  id: 'gitlab-hooks-verify-tls',
  area: 'ci',
  title: 'Webhooks go over HTTPS with the certificate checked',
  weakness: 'Webhook is sent without a checked certificate',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'The secret token of a webhook is sent with each event. Whoever sits on the way reads it, and then sends events of his own.',
  remediation: ['`glab api -X PUT projects/ID/hooks/HOOK -f url=https://HOST/PATH -F enable_ssl_verification=true`'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-7'],
    peers: { legitify: ['project_webhook_doesnt_require_ssl', 'organization_webhook_doesnt_require_ssl'] },
  },
  needs: [{ kind: 'gitlab.hook' }],
  *judge(inventory) {
    for (const it of inventory.of('gitlab.hook')) {
      const subject = { kind: 'webhook', id: it.id, name: it.url ?? it.id };
      const plain = it.url !== undefined && /^http:/i.test(it.url);
      if (it.verifiesTls === undefined && !plain) yield unknown(subject, 'the answer has no enable_ssl_verification');
      else if (!plain && it.verifiesTls === true) yield pass(subject);
      else {
        const how = plain ? 'without encryption' : 'without checking the certificate';
        yield fail(
          subject,
          `The webhook to ${it.url ?? 'an unknown address'} of ${placeOf(inventory, it.scope)} is sent ${how}.`,
          at(it, how, plain ? 'url' : 'enable_ssl_verification'),
        );
      }
    }
  },
});
