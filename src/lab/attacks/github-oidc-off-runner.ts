// SPDX-License-Identifier: Apache-2.0
import { minute, second } from '../clock.ts';
import type { Attack } from '../context.ts';
import type { Emission } from '../record.ts';
import { assumeWithWebIdentity, trailRecord } from '../sources/cloudtrail.ts';
import { workflowIdentity } from '../sources/cloudtrail-identities.ts';
import { attackers, storyOf } from './story.ts';

const name = 'github-oidc-off-runner';
const rows = ['D6'] as const;
const step = storyOf(name, rows);

/** The AWS session that a workflow took with its OIDC token is used away from the runner. */
export const githubOidcOffRunner: Attack = {
  name,
  title: "A workflow's federated AWS session is used off its runner",
  rows,
  sources: ['aws.cloudtrail'],
  steps: (lab, start) => {
    const { organisation, random } = lab;
    const repository = random.pick(organisation.repositories).name;
    const { emission, key } = assumeWithWebIdentity(lab, start, repository, `192.0.2.${random.int(194, 250)}`);
    const identity = workflowIdentity(lab, repository, key, start);
    const use = (after: number, service: string, event: string, request: unknown): Emission =>
      trailRecord(lab, {
        time: start + after,
        service,
        name: event,
        identity,
        ip: attackers.ionos.ip,
        agent: 'Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.2',
        request,
      });
    return [
      ...step('issue', emission),
      ...step(
        'use',
        use(4 * minute, 'sts', 'GetCallerIdentity', null),
        use(4 * minute + 20 * second, 'secretsmanager', 'ListSecrets', { maxResults: 100 }),
        use(5 * minute, 'secretsmanager', 'GetSecretValue', { secretId: 'app/web-frontend' }),
        use(6 * minute, 'ecr', 'DescribeRepositories', { maxResults: 1000 }),
      ),
    ];
  },
};
