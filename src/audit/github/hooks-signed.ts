// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const hooksSigned = defineCheck({
  id: 'github-hooks-signed',
  area: 'ci',
  title: 'Webhooks have a secret',
  weakness: 'Webhook has no secret',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: "Without a secret the receiver cannot tell GitHub's events from made-up ones: whoever knows the address starts builds and deployments, which run with tokens.",
  remediation: [
    '`gh api -X PATCH orgs/ORG/hooks/ID/config -f secret=NEW` (or `repos/OWNER/REPO/hooks/ID/config`), and check `X-Hub-Signature-256` at the receiver.',
  ],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-7', 'CICD-SEC-8'],
    peers: { legitify: ['organization_webhook_no_secret', 'repository_webhook_no_secret'] },
  },
  needs: [{ kind: 'github.hook' }],
  *judge(inventory) {
    for (const it of inventory.of('github.hook')) {
      const subject = { kind: 'webhook', id: it.id, name: it.url ?? it.id };
      if (it.active === false || it.secretSet === true) yield pass(subject);
      else if (it.secretSet === undefined) yield unknown(subject, 'the answer does not show its settings (config)');
      else
        yield fail(
          subject,
          `The webhook to ${it.url ?? 'an unknown address'} of the ${inWords(ofScope('github', it.scope))} has no secret.`,
          at(it, 'config.secret is not there', 'config'),
        );
    }
  },
});
