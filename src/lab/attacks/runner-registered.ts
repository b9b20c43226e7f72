// SPDX-License-Identifier: Apache-2.0
import { minute } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { githubEvent, tokenOf } from '../sources/github-audit.ts';
import { attackers, storyOf } from './story.ts';

const name = 'runner-registered';
const rows = ['D6'] as const;
const step = storyOf(name, rows);

/** With a stolen token, workflow tokens are given write access and a runner of the attacker's is added. */
export const runnerRegistered: Attack = {
  name,
  title: 'Workflow permissions are raised and a self-hosted runner is registered from a new network',
  rows,
  sources: ['github.audit'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const actor = victim(lab, start, organisation.admins);
    const repository = random.pick(organisation.repositories);
    const { ip, country } = attackers.hostinger;
    const common = { actor, ip, country, agent: 'curl/8.5.0', repository, token: tokenOf(actor) } as const;
    return [
      ...step(
        'weaken',
        githubEvent(lab, {
          ...common,
          time: start,
          action: 'repo.set_default_workflow_permissions',
          more: { default_workflow_permissions: 'write' },
        }),
        githubEvent(lab, {
          ...common,
          time: start + minute,
          action: 'repo.set_workflow_permission_can_approve_pr',
          more: { can_approve_pull_request_reviews: true },
        }),
      ),
      ...step(
        'runner',
        githubEvent(lab, {
          ...common,
          time: start + 6 * minute,
          action: 'repo.register_self_hosted_runner',
          more: { runner_id: 77, runner_name: 'build-lab-01', runner_labels: ['self-hosted', 'linux', 'x64'] },
        }),
      ),
    ];
  },
};
