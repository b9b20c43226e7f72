// SPDX-License-Identifier: Apache-2.0
// Roles, users and policies of CloudFormation templates, as far as a template alone tells: what a parameter or another stack
// decides is not known, and is said to be so.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
import type { AwsPrincipal } from '../../model/inventory/aws.ts';
import type { AwsPolicy, AwsStatement } from '../../model/inventory/aws-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath, Provenance } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { at, type Fields, fields, known, list, text } from '../values.ts';
import { administratorAccess, administratorPolicy, policyItem } from './authorization-details.ts';
import { inAccount, policyDocument, statementsOf } from './policy.ts';
import { TemplateValues } from './template-values.ts';

/** Sessions of a role that says nothing of them. */
const defaultSession = 3600;

interface Read {
  readonly statements: readonly AwsStatement[];
  /** Whether some statement is not known. */
  readonly open: boolean;
}

class Template {
  readonly #resources: Fields;
  readonly #values: TemplateValues;
  readonly #account: string;
  readonly #where: (path: DocumentPath) => Provenance;
  /** What only a stack knows. */
  readonly unknown: string[] = [];

  constructor(resources: Fields, account: string, where: (path: DocumentPath) => Provenance) {
    this.#resources = resources;
    this.#values = new TemplateValues(resources, account);
    this.#account = account;
    this.#where = where;
  }

  #of(...types: readonly string[]): readonly { readonly id: string; readonly it: Fields }[] {
    return Object.entries(this.#resources).flatMap(([id, value]) => {
      const resource = fields(value);
      const type = text(at(resource, 'Type'));
      return types.some((one) => type === `AWS::IAM::${one}`) ? [{ id, it: fields(at(resource, 'Properties')) }] : [];
    });
  }

  /** A policy document. Statements of which something that decides is not known are left out. */
  #document(raw: unknown, path: DocumentPath): Read {
    const values = this.#values;
    const written = policyDocument(raw) ?? {};
    const whole = Object.hasOwn(written, 'Statement') ? written : policyDocument(values.text(raw) ?? '');
    if (whole === undefined || !Object.hasOwn(whole, 'Statement')) return { statements: [], open: true };
    let open = false;
    const statement = (value: unknown): unknown => {
      let decides = false;
      const plain = fields(
        values.plain(value, (way) => {
          open = true;
          if (way[0] !== 'Action') decides = true;
        }),
      );
      if (Object.keys(plain).length === 0) open = true;
      return decides ? {} : plain;
    };
    const all = at(whole, 'Statement');
    const Statement = Array.isArray(all) ? all.map(statement) : statement(all);
    const inPlace = whole === written && typeof raw !== 'string';
    const read = statementsOf({ Version: at(whole, 'Version'), Statement }, inPlace ? path : undefined);
    const found = inAccount(read, this.#account);
    return { statements: inPlace ? found : found.map((it) => ({ ...it, path })), open };
  }

  *items(): Iterable<Item> {
    const managed = new Map<string, { readonly policy: AwsPolicy; readonly open: boolean }>();
    const attached = new Map<string, { readonly policies: string[]; readonly unresolved: string[] }>();
    const give = (holder: unknown, policy: string, open: boolean, name: string): void => {
      const id = this.#values.referred(holder) ?? this.#called(this.#values.text(holder));
      if (id === undefined) {
        this.unknown.push(`who gets the policy ${name}`);
        return;
      }
      const own = attached.get(id) ?? { policies: [], unresolved: [] };
      own.policies.push(policy);
      if (open) own.unresolved.push(`${name}, which depends on the stack`);
      attached.set(id, own);
    };
    for (const { id, it } of this.#of('Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy')) {
      const path = ['Resources', id, 'Properties', 'PolicyDocument'];
      const { statements, open } = this.#document(at(it, 'PolicyDocument'), path);
      const name = this.#values.text(at(it, 'PolicyName') ?? at(it, 'ManagedPolicyName')) ?? id;
      const arn = this.#values.text({ Ref: id }) ?? id;
      const policy = policyItem(`aws:policy:${this.#account}#${id}`, name, statements, this.#where(path));
      managed.set(arn, { policy, open });
      yield policy;
      for (const key of ['Roles', 'Users']) {
        const holders = at(it, key);
        if (holders !== undefined && !Array.isArray(holders)) this.unknown.push(`who gets the policy ${name}`);
        for (const holder of list(holders)) give(holder, policy.id, open, name);
      }
      for (const key of ['RoleName', 'UserName'])
        if (at(it, key) !== undefined) give(at(it, key), policy.id, open, name);
    }
    for (const type of ['role', 'user'] as const) {
      for (const { id, it } of this.#of(type === 'role' ? 'Role' : 'User')) {
        const own = attached.get(id) ?? { policies: [], unresolved: [] };
        yield* this.#principal(id, it, type, managed, own);
      }
    }
  }

  /** The logical id of the role or user with a name. */
  #called(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    return this.#of('Role', 'User').find(({ id }) => this.#values.text({ Ref: id }) === name)?.id;
  }

  *#principal(
    id: string,
    it: Fields,
    type: 'role' | 'user',
    managed: ReadonlyMap<string, { readonly policy: AwsPolicy; readonly open: boolean }>,
    given: { readonly policies: readonly string[]; readonly unresolved: readonly string[] },
  ): Iterable<Item> {
    const path = ['Resources', id, 'Properties'];
    const policies = [...given.policies];
    const unresolved = [...given.unresolved];
    const inline = at(it, 'Policies');
    if (inline !== undefined && !Array.isArray(inline)) unresolved.push('policies that depend on the stack');
    for (const [index, value] of list(inline).entries()) {
      const one = fields(value);
      const place = [...path, 'Policies', index, 'PolicyDocument'];
      const name = this.#values.text(at(one, 'PolicyName')) ?? 'inline';
      const { statements, open } = this.#document(at(one, 'PolicyDocument'), place);
      const policy = policyItem(`aws:policy:${this.#account}#${id}#${index}`, name, statements, this.#where(place));
      yield policy;
      policies.push(policy.id);
      if (open) unresolved.push(`${name}, which depends on the stack`);
    }
    const arns = at(it, 'ManagedPolicyArns');
    if (arns !== undefined && !Array.isArray(arns)) unresolved.push('policies that depend on the stack');
    for (const [index, value] of list(arns).entries()) {
      const arn = this.#values.text(value);
      const here = managed.get(arn ?? '');
      if (here !== undefined) {
        policies.push(here.policy.id);
        if (here.open) unresolved.push(`${here.policy.name}, which depends on the stack`);
      } else if (arn === administratorAccess) {
        const policy = administratorPolicy(this.#where([...path, 'ManagedPolicyArns', index]));
        yield policy;
        policies.push(policy.id);
      } else unresolved.push(arn ?? 'a policy that depends on the stack');
    }
    if (type === 'user' && at(it, 'Groups') !== undefined) unresolved.push('what its groups give');
    const boundary = at(it, 'PermissionsBoundary');
    const limit = boundary === undefined ? undefined : (this.#values.text(boundary) ?? 'a parameter');
    const trust =
      type === 'role'
        ? this.#document(at(it, 'AssumeRolePolicyDocument'), [...path, 'AssumeRolePolicyDocument'])
        : undefined;
    const name = this.#values.text({ Ref: id }) ?? id;
    if (trust?.open === true) this.unknown.push(`whom the role ${name} trusts`);
    const seconds = this.#values.text(at(it, 'MaxSessionDuration') ?? defaultSession);
    const arn = `arn:aws:iam::${this.#account}:${type}/${name}`;
    const principal: AwsPrincipal = {
      kind: 'aws.principal',
      id: `aws:${type}:${arn}`,
      provider: 'aws',
      where: this.#where(path),
      type,
      name,
      arn,
      account: this.#account,
      serviceLinked: false,
      policies: [...new Set(policies)],
      unresolved: [...new Set(unresolved)],
      ...known({
        boundary: limit === undefined ? undefined : (managed.get(limit)?.policy.id ?? `aws:policy:${limit}`),
        // A part of it would be judged as if it were all.
        trust: trust?.open === false ? trust.statements : undefined,
        maxSessionSeconds: type === 'role' && /^\d{1,6}$/.test(seconds ?? '') ? Number(seconds) : undefined,
      }),
    };
    yield principal;
  }
}

/** Stands for the account of what a file describes, which does not say which one it is. No ARN and no number may come of it. */
export function accountOf(path: string): string {
  return `of ${path.replace(/[:*?$/]/g, '-').replace(/\d{12,}/g, '#')}`;
}

/** Templates of AWS CloudFormation, also those that the CDK and SAM write. */
export const awsCloudformation: InventoryReader = {
  id: 'aws.cloudformation',
  title: 'Roles, users and policies of CloudFormation templates',
  how: 'the folder of a repository: templates in YAML or JSON; `cdk synth` writes them to `cdk.out`',
  claims: ({ path, head }) =>
    /\.(?:ya?ml|json|template)$/i.test(path) &&
    (/^["']?AWSTemplateFormatVersion["']?\s*:/m.test(head) ||
      /^\s*\{\s*"(?:AWSTemplateFormatVersion|Resources)"/.test(head) ||
      /^Resources\s*:/m.test(head)) &&
    /\bType["']?\s*:\s*["']?AWS::/.test(head),
  *read(file, context): Iterable<Item> {
    for (const { value, index } of file.documents('cloudformation')) {
      const resources = fields(at(fields(value), 'Resources'));
      const template = new Template(resources, accountOf(file.path), (path) =>
        context.where({ document: index, path }),
      );
      let found = false;
      for (const item of template.items()) {
        found = true;
        yield item;
      }
      if (found && template.unknown.length > 0) {
        const note = `${file.name} leaves to the stack ${[...new Set(template.unknown)].slice(0, 3).join(', ')}`;
        context.collected({ kind: 'aws.principal', provider: 'aws', complete: false, note });
      }
    }
  },
};
