// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { environmentSecrets, environmentSubject } from './protection.ts';

export const environmentsBindAdministrators = defineCheck({
  id: 'github-environments-bind-administrators',
  area: 'ci',
  title: 'Protection of environments with secrets binds administrators too',
  weakness: 'Administrators go past the protection of an environment with secrets',
  severity: 'low',
  rows: ['A1', 'A4'],
  why: 'By default a token of an administrator forces a deployment past reviewers and limits on branches, and takes the secrets of the environment without anybody being asked.',
  remediation: [
    'Repository Settings, Environments, the environment: switch off Allow administrators to bypass configured protection rules.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-5'] },
  needs: [{ kind: 'github.environment' }, { kind: 'github.secret' }],
  *judge(inventory) {
    const holding = environmentSecrets(inventory);
    for (const it of inventory.of('github.environment')) {
      const secret = holding.get(`${it.repository}/${it.name}`);
      // What is not protected at all is another check's.
      if (secret === undefined || !(it.reviewers || it.branchesLimited)) continue;
      const subject = environmentSubject(it);
      if (it.administratorsBypass === undefined) yield unknown(subject, 'the answer has no can_admins_bypass');
      else if (!it.administratorsBypass) yield pass(subject);
      else {
        const summary = `Administrators of ${it.repository} may force deployments to ${it.name}, and get its secrets (${secret}), past its protection.`;
        yield fail(subject, summary, at(it, 'can_admins_bypass is true', 'can_admins_bypass'));
      }
    }
  },
});
