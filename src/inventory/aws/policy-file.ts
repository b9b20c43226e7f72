// SPDX-License-Identifier: Apache-2.0
// A policy of IAM in a file of its own, as repositories keep them. Whose policy it is, the file does not say: one that gives
// rights stands for whoever gets it, one that lets principals in for the role that it is the trust policy of.
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { fields, isFields, list } from '../values.ts';
import { policyItem } from './authorization-details.ts';
import { accountOf } from './cloudformation.ts';
import { inAccount, statementsOf } from './policy.ts';

/** Controls of an organisation and boundaries look the same, and give nothing. */
const gives = /(?:^|[^a-z])(?:scps?|rcps?|boundar(?:y|ies)|guard-?rails?|service.?controls?)(?:[^a-z]|$)/i;

/** What is written as a place for a value, as Terraform and envsubst fill it in, is not known. */
const placeholder = /\$\{(?!aws:|[a-z-]+:|\*\}|\?\}|\$\})|\{\{|<[A-Z_ -]+>/i;

const letsIn = (it: AwsStatement): boolean => it.principals !== undefined || it.notPrincipals !== undefined;
const assumes = (it: AwsStatement): boolean =>
  it.actions.length > 0 &&
  it.actions.every((action) => /^sts:(?:assumerole|tagsession|setsourceidentity)/.test(action));

/** Policies of IAM as JSON files. */
export const awsPolicyFile: InventoryReader = {
  id: 'aws.policy-file',
  title: 'Policies of IAM as JSON files',
  how: 'the folder of a repository: files with `Version` and `Statement`, policies of rights and trust policies of roles',
  claims: ({ path, head }) =>
    /\.json$/i.test(path) &&
    !gives.test(path) &&
    /^\s*\{\s*"(?:Version|Id|Statement)"\s*:/.test(head) &&
    /"Statement"\s*:\s*[[{]/.test(head) &&
    /"Effect"\s*:\s*"(?:Allow|Deny)"/.test(head),
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents()) {
      const document = fields(value);
      const raw = document.Statement;
      const written = Array.isArray(raw) ? list(raw) : [raw];
      if (!written.some(isFields)) continue;
      const statements = statementsOf(document, []);
      const trust = statements.length > 0 && statements.every((it) => letsIn(it) && assumes(it));
      // Policies of buckets, keys and queues let principals in too: they are of no role.
      if (!trust && statements.some(letsIn)) continue;
      const open = placeholder.test(JSON.stringify(written));
      const where = context.where({ document: index, path: [] });
      const account = accountOf(file.path);
      const name = file.name === '-' ? 'on standard input' : file.path.slice(file.path.lastIndexOf('/') + 1);
      const policy = policyItem(`aws:policy:${account}`, name, inAccount(statements, account), where);
      const type = trust ? 'role' : 'policy';
      const arn = `arn:aws:iam::${account}:${type}/${name}`;
      const principal: AwsPrincipal = {
        kind: 'aws.principal',
        id: `aws:${type}:${arn}`,
        provider: 'aws',
        where,
        type,
        name,
        arn,
        account,
        serviceLinked: false,
        policies: trust ? [] : [policy.id],
        unresolved: trust
          ? ['those of the role, which are not in its trust policy']
          : open
            ? ['values that are filled in later']
            : [],
        ...(trust && !open ? { trust: statements } : {}),
      };
      if (trust && open) {
        const note = `${file.name} has values that are filled in later`;
        context.collected({ kind: 'aws.principal', provider: 'aws', complete: false, note });
      }
      if (!trust) yield policy;
      yield principal;
    }
  },
};
