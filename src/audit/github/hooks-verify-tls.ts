// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const hooksVerifyTls = defineCheck({
  id: 'github-hooks-verify-tls',
  area: 'ci',
  title: 'Webhooks go over HTTPS with the certificate checked',
  weakness: 'Webhook is sent without a checked certificate',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Whoever sits on the way reads the events: code, comments, and secrets that people put into them by mistake.',
  remediation: ['`gh api -X PATCH orgs/ORG/hooks/ID/config -f url=https://HOST/PATH -f insecure_ssl=0`'],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-7'],
    peers: { legitify: ['organization_webhook_doesnt_require_ssl', 'repository_webhook_doesnt_require_ssl'] },
  },
  needs: [{ kind: 'github.hook' }],
  *judge(inventory) {
    for (const it of inventory.of('github.hook')) {
      const subject = { kind: 'webhook', id: it.id, name: it.url ?? it.id };
      const plain = it.url !== undefined && /^http:/i.test(it.url);
      if (it.active === false) yield pass(subject);
      else if (plain || it.verifiesTls === false) {
        const how = plain ? 'without encryption' : 'without checking the certificate';
        yield fail(
          subject,
          `The webhook to ${it.url ?? 'an unknown address'} of the ${inWords(ofScope('github', it.scope))} is sent ${how}.`,
          at(
            it,
            plain ? 'the address begins with http:' : 'config.insecure_ssl is 1',
            'config',
            plain ? 'url' : 'insecure_ssl',
          ),
        );
      } else if (it.verifiesTls === undefined) yield unknown(subject, 'the answer does not show its settings (config)');
      else yield pass(subject);
    }
  },
});
