// SPDX-License-Identifier: Apache-2.0
import { isoSeconds, minute, second } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { trailRecord } from '../sources/cloudtrail.ts';
import { instanceIdentity, personIdentity } from '../sources/cloudtrail-identities.ts';
import { attackers, storyOf } from './story.ts';

const name = 'aws-instance-credentials';
const rows = ['D2'] as const;
const step = storyOf(name, rows);
const agent =
  'aws-cli/2.15.10 Python/3.11.6 Linux/6.6.9-amd64 exe/x86_64.kali.2024 prompt/off command/sts.get-caller-identity';

/** A command on an instance reads its role's credentials; they are then used from a hosting company. */
export const awsInstanceCredentials: Attack = {
  name,
  title: "An instance's credentials are taken from its metadata service and used elsewhere",
  rows,
  sources: ['aws.cloudtrail'],
  steps: (lab, start) => {
    const { random, organisation } = lab;
    const person = victim(lab, start, organisation.engineers);
    const instance = random.pick(organisation.instances);
    const identity = instanceIdentity(lab, instance, start);
    const bucket = random.pick(organisation.buckets);
    const use = (
      after: number,
      service: string,
      event: string,
      request: unknown,
      error?: readonly [string, string],
    ): Emission =>
      trailRecord(lab, {
        time: start + after,
        service,
        name: event,
        identity,
        ip: attackers.hetzner.ip,
        agent,
        request,
        ...(error === undefined ? {} : { error }),
      });
    return [
      ...step(
        'read',
        trailRecord(lab, {
          time: start,
          service: 'ssm',
          name: 'SendCommand',
          identity: personIdentity(lab, person, start),
          ip: placeOf(organisation, person, start).ip,
          agent: person.device.agent,
          readOnly: false,
          request: {
            documentName: 'AWS-RunShellScript',
            instanceIds: [instance.id],
            interactive: false,
            parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          },
          response: {
            command: {
              commandId: random.guid(),
              documentName: 'AWS-RunShellScript',
              documentVersion: '$DEFAULT',
              instanceIds: [instance.id],
              parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
              requestedDateTime: isoSeconds(start),
              status: 'Pending',
              targetCount: 1,
              timeoutSeconds: 3600,
            },
          },
        }),
      ),
      ...step(
        'use',
        use(6 * minute, 'sts', 'GetCallerIdentity', null),
        use(6 * minute + 30 * second, 's3', 'ListBuckets', { Host: 's3.eu-central-1.amazonaws.com' }),
        use(8 * minute, 's3', 'GetObject', { bucketName: bucket, key: 'year=2026/part-10000.parquet' }),
        use(9 * minute, 'iam', 'ListUsers', null, [
          'AccessDenied',
          `User: arn:aws:sts::${organisation.account}:assumed-role/${instance.role}/${instance.id} is not authorized to perform: iam:ListUsers`,
        ]),
      ),
    ];
  },
};
