// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { githubEvent, tokenOf } from '../sources/github-audit.ts';
import { attackers, storyOf } from './story.ts';

const name = 'github-pat-theft';
const rows = ['D5', 'D6'] as const;
const step = storyOf(name, rows);

/** A developer's personal access token lists and clones every repository from a hosting company. */
export const githubPatTheft: Attack = {
  name,
  title: 'A personal access token clones many repositories from a new network',
  rows,
  sources: ['github.audit'],
  steps: (lab, start) => {
    const { organisation } = lab;
    const actor = victim(lab, start, organisation.engineers);
    const { ip, country } = attackers.hostwinds;
    const common = { actor, ip, country, token: tokenOf(actor) } as const;
    return [
      ...step(
        'list',
        ...['/user', '/user/repos', '/orgs/{org}/repos'].map((route, index) =>
          githubEvent(lab, {
            ...common,
            time: start + index * 4 * second,
            action: 'api.request',
            agent: 'python-requests/2.32.4',
            more: { request_category: 'api', request_method: 'GET', route, url_path: route, status_code: 200 },
          }),
        ),
      ),
      ...step(
        'clone',
        ...Array.from(
          { length: 30 },
          (_, index) => organisation.repositories[index % organisation.repositories.length],
        ).flatMap((repository, index) =>
          repository === undefined
            ? []
            : githubEvent(lab, {
                ...common,
                time: start + minute + index * 9 * second,
                action: 'git.clone',
                agent: 'git/2.39.5',
                repository,
                more: { transport_protocol_name: 'http', transport_protocol: 1 },
              }),
        ),
      ),
    ];
  },
};
