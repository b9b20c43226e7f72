// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const organizationSecretsSelected = defineCheck({
  id: 'github-organization-secrets-selected',
  area: 'ci',
  title: "An organisation's secrets are for chosen repositories",
  weakness: 'Every repository gets a secret of the organisation',
  severity: 'medium',
  rows: ['A2', 'U1'],
  why: 'Whoever can push a workflow to any repository of the organisation reads the secret: also in a test repository that nobody watches, and for `all` in public ones too.',
  remediation: ['`gh secret set NAME --org ORG --visibility selected --repos REPO,REPO`'],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-5', 'CICD-SEC-6'] },
  needs: [{ kind: 'github.secret' }],
  *judge(inventory) {
    for (const it of inventory.of('github.secret')) {
      if (!it.scope.startsWith('organization:')) continue;
      const subject = { kind: 'secret', id: it.id, name: it.name };
      if (it.visibility === undefined) yield unknown(subject, 'the answer does not say which repositories get it');
      else if (it.visibility === 'selected') yield pass(subject);
      else {
        const who = it.visibility === 'all' ? 'every repository, public ones too' : 'every private repository';
        const summary = `The secret ${it.name} of the ${inWords(ofScope('github', it.scope))} is given to ${who}.`;
        const severity = it.visibility === 'all' ? 'medium' : 'low';
        yield fail(subject, summary, at(it, `visibility is ${it.visibility}`, 'visibility'), { severity });
      }
    }
  },
});
