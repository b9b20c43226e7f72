// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, ofScope, pass, unknown } from './judging.ts';

const inWords: ReadonlyMap<string, string> = new Map([
  ['Integration', 'an app'],
  ['DeployKey', 'deploy keys'],
  ['OrganizationAdmin', 'owners of the organisation'],
  ['RepositoryRole', 'a role of the repository'],
  ['Team', 'a team'],
  ['User', 'a user'],
]);

/** Tokens and keys that no person stands behind. */
const machines: ReadonlySet<string> = new Set(['Integration', 'DeployKey']);

export const rulesetsNotBypassed = defineCheck({
  id: 'github-rulesets-not-bypassed',
  area: 'ci',
  title: 'Rulesets bind everybody, or ask for a pull request at least',
  weakness: 'Somebody may push past a ruleset',
  severity: 'low',
  rows: ['A1', 'A4', 'U1'],
  why: 'A ruleset keeps a thief out only if it binds whoever he is. The token of an app, a deploy key, or the token of an owner that may go past it pushes what it wants to the branch that secrets are kept for.',
  remediation: [
    'Repository or organisation Settings, Rules, Rulesets: take the entry off the bypass list, or set it to For pull requests only.',
  ],
  mappings: { mitigations: ['M1018', 'M1026'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.ruleset' }],
  settings: {
    accepted: {
      default: [],
      description: 'kinds of actors that may go past rulesets, as in OrganizationAdmin',
      published: ['GitHub: none by default'],
    },
  },
  *judge(inventory, context) {
    const accepted = context.settings.list('accepted');
    for (const it of inventory.of('github.ruleset')) {
      if (it.enforcement !== 'active' || it.target === 'repository') continue;
      const subject = { kind: 'ruleset', id: it.id, name: it.name };
      if (it.bypass === undefined) {
        yield unknown(subject, 'whom it does not bind is only told to those who may change it: administration (write)');
        continue;
      }
      const free = it.bypass.filter((one) => one.mode !== 'pull_request' && !accepted.includes(one.type));
      if (free.length === 0) {
        yield pass(subject);
        continue;
      }
      const who = [...new Set(free.map((one) => inWords.get(one.type) ?? one.type))].join(', ');
      const place = ofScope('github', it.scope).name;
      yield fail(
        subject,
        `The ruleset "${it.name}" of ${place} does not bind ${who}.`,
        at(it, `${free.length} on the bypass list`, 'bypass_actors'),
        { severity: free.some((one) => machines.has(one.type)) ? 'medium' : 'low' },
      );
    }
  },
});
