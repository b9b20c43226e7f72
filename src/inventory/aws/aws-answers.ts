// SPDX-License-Identifier: Apache-2.0
// Smaller answers of the AWS command line, told by the name of what they hold.
import type { Item, ItemKind } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { at, below, count, type Fields, fields, known, list, moment, text, texts, truth } from '../values.ts';

type Where = (path: readonly (string | number)[]) => Provenance;

interface Answer {
  /** The member that only this answer has. */
  readonly member: string;
  /** Another member that must stand somewhere in the answer. */
  readonly beside: string;
  readonly tells: readonly ItemKind[];
  read(root: Fields, where: Where): Iterable<Item>;
}

function flagOf(name: string, it: Fields): boolean | undefined {
  return truth(at(it, name));
}

const answers: readonly Answer[] = [
  {
    member: 'PasswordPolicy',
    beside: 'MinimumPasswordLength',
    tells: ['aws.password-policy'],
    *read(root, where) {
      const it = fields(at(root, 'PasswordPolicy'));
      yield {
        kind: 'aws.password-policy',
        id: 'aws:password-policy',
        provider: 'aws',
        where: where(['PasswordPolicy']),
        ...known({
          minimumLength: count(at(it, 'MinimumPasswordLength')),
          reusePrevention: count(at(it, 'PasswordReusePrevention')) ?? 0,
          maxAgeDays: count(at(it, 'MaxPasswordAge')),
          symbols: flagOf('RequireSymbols', it),
          numbers: flagOf('RequireNumbers', it),
          upperCase: flagOf('RequireUppercaseCharacters', it),
          lowerCase: flagOf('RequireLowercaseCharacters', it),
        }),
      };
    },
  },
  {
    member: 'analyzers',
    beside: 'analyzers',
    tells: ['aws.analyzer'],
    *read(root, where) {
      for (const [index, value] of list(at(root, 'analyzers')).entries()) {
        const it = fields(value);
        const arn = text(at(it, 'arn'));
        if (arn === undefined) continue;
        yield {
          kind: 'aws.analyzer',
          id: `aws:analyzer:${arn}`,
          provider: 'aws',
          where: where(['analyzers', index]),
          name: text(at(it, 'name')) ?? arn,
          type: text(at(it, 'type')) ?? '',
          active: at(it, 'status') === 'ACTIVE',
        };
      }
    },
  },
  {
    member: 'findings',
    beside: 'resourceType',
    tells: ['aws.access-finding'],
    *read(root, where) {
      for (const [index, value] of list(at(root, 'findings')).entries()) {
        const it = fields(value);
        const id = text(at(it, 'id'));
        const resource = text(at(it, 'resource'));
        if (id === undefined || resource === undefined) continue;
        yield {
          kind: 'aws.access-finding',
          id: `aws:access-finding:${id}`,
          provider: 'aws',
          where: where(['findings', index]),
          type: text(at(it, 'findingType')) ?? 'ExternalAccess',
          resource,
          status: text(at(it, 'status')) ?? '',
          ...known({ public: truth(at(it, 'isPublic')) }),
        };
      }
    },
  },
  {
    member: 'Reservations',
    beside: 'Instances',
    tells: ['aws.instance'],
    *read(root, where) {
      for (const [number, reservation] of list(at(root, 'Reservations')).entries()) {
        for (const [index, value] of list(at(fields(reservation), 'Instances')).entries()) {
          const it = fields(value);
          const id = text(at(it, 'InstanceId'));
          if (id === undefined) continue;
          const options = fields(at(it, 'MetadataOptions'));
          const tag = list(at(it, 'Tags'))
            .map(fields)
            .find((one) => at(one, 'Key') === 'Name');
          yield {
            kind: 'aws.instance',
            id: `aws:instance:${id}`,
            provider: 'aws',
            where: where(['Reservations', number, 'Instances', index]),
            name: text(at(tag ?? {}, 'Value')) ?? id,
            running: at(below(it, 'State'), 'Name') === 'running',
            publicAddress: text(at(it, 'PublicIpAddress')) !== undefined,
            ...known({
              profile: text(at(below(it, 'IamInstanceProfile'), 'Arn')),
              metadata: Object.hasOwn(it, 'MetadataOptions')
                ? {
                    enabled: at(options, 'HttpEndpoint') !== 'disabled',
                    tokensRequired: at(options, 'HttpTokens') === 'required',
                    ...known({ hopLimit: count(at(options, 'HttpPutResponseHopLimit')) }),
                  }
                : undefined,
            }),
          };
        }
      }
    },
  },
  {
    member: 'ClientIDList',
    beside: 'Url',
    tells: ['aws.oidc-provider'],
    *read(root, where) {
      const url = text(at(root, 'Url'));
      if (url === undefined) return;
      yield {
        kind: 'aws.oidc-provider',
        id: `aws:oidc-provider:${url}`,
        provider: 'aws',
        where: where([]),
        url,
        audiences: texts(at(root, 'ClientIDList')),
      };
    },
  },
  {
    member: 'SecretList',
    beside: 'SecretList',
    tells: ['resource'],
    *read(root, where) {
      for (const [index, value] of list(at(root, 'SecretList')).entries()) {
        const it = fields(value);
        const arn = text(at(it, 'ARN'));
        if (arn === undefined) continue;
        yield {
          kind: 'resource',
          id: `aws:secret:${arn}`,
          provider: 'aws',
          where: where(['SecretList', index]),
          type: 'secret',
          name: text(at(it, 'Name')) ?? arn,
          ...known({ created: moment(at(it, 'CreatedDate')) }),
        };
      }
    },
  },
  {
    member: 'Functions',
    beside: 'FunctionArn',
    tells: ['aws.function'],
    *read(root, where) {
      for (const [index, value] of list(at(root, 'Functions')).entries()) {
        const it = fields(value);
        const arn = text(at(it, 'FunctionArn'));
        if (arn === undefined) continue;
        // Its variables may hold secrets: only who it runs as is kept.
        yield {
          kind: 'aws.function',
          id: `aws:function:${arn}`,
          provider: 'aws',
          where: where(['Functions', index]),
          name: text(at(it, 'FunctionName')) ?? arn,
          arn,
          ...known({ role: text(at(it, 'Role')) }),
        };
      }
    },
  },
];

function answerOf(head: string): Answer | undefined {
  return answers.find(
    ({ member, beside }) => head.includes(`"${member}"`) && head.includes(`"${beside}"`) && /^\s*\{/.test(head),
  );
}

export const awsAnswers: InventoryReader = {
  id: 'aws.answers',
  title:
    'Answers of the AWS command line: password policy, Access Analyzer, instances, functions, names of secrets, identity providers',
  how: '`aws iam get-account-password-policy`, `aws accessanalyzer list-analyzers`, `aws accessanalyzer list-findings-v2 --analyzer-arn ARN`, `aws ec2 describe-instances`, `aws lambda list-functions`, `aws secretsmanager list-secrets`, `aws iam get-open-id-connect-provider --open-id-connect-provider-arn ARN`, each saved as JSON',
  claims: ({ path, head }) => /\.json$/i.test(path) && answerOf(head) !== undefined,
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents()) {
      const answer = answerOf(file.head);
      if (answer === undefined) continue;
      yield* answer.read(fields(value), (path) => context.where({ document: index, path }));
      for (const kind of answer.tells) context.collected({ kind, provider: 'aws', complete: true });
    }
  },
};
