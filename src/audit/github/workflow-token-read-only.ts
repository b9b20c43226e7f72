// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, inWords, ofScope, pass, unknown } from './judging.ts';

export const workflowTokenReadOnly = defineCheck({
  id: 'github-workflow-token-read-only',
  area: 'ci',
  title: "A workflow's token can only read unless the workflow asks for more",
  weakness: 'Workflows get a token that can write by default',
  severity: 'high',
  rows: ['A1', 'A4', 'U1'],
  why: 'Every job gets GITHUB_TOKEN. Where it may write by default, a thief who gets into one dependency or one step of any workflow can push code, move tags and publish releases, also in workflows whose authors never thought of permissions.',
  remediation: [
    '`gh api -X PUT orgs/ORG/actions/permissions/workflow -f default_workflow_permissions=read`',
    'Give jobs that write a `permissions:` block of their own.',
    'Of repositories that differ: `gh api -X PUT repos/OWNER/REPO/actions/permissions/workflow -f default_workflow_permissions=read`',
  ],
  mappings: {
    mitigations: ['M1018'],
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    peers: { legitify: ['token_default_permissions_is_read_write'] },
  },
  needs: [{ kind: 'github.workflow-defaults' }],
  *judge(inventory) {
    for (const it of inventory.of('github.workflow-defaults')) {
      const subject = ofScope('github', it.scope);
      if (it.permissions === undefined)
        yield unknown(subject, 'the answer does not say what the default permissions are');
      else if (it.permissions === 'read') yield pass(subject);
      else {
        yield fail(
          subject,
          `Workflows of the ${inWords(subject)} get a token that can write, unless they say otherwise.`,
          at(it, 'default_workflow_permissions is write', 'default_workflow_permissions'),
        );
      }
    }
  },
});
