// SPDX-License-Identifier: Apache-2.0
// Values of CloudFormation templates: what functions give, as far as the template alone tells.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
import { at, type Fields, fields, isFields, list, text } from '../values.ts';

const most = 200;

/** Values of one template. What only a stack knows is undefined; a name inside of a longer text is kept as a plain one. */
export class TemplateValues {
  readonly #resources: Fields;
  readonly #account: string;

  constructor(resources: Fields, account: string) {
    this.#resources = resources;
    this.#account = account;
  }

  /** The resource that is referred to, by its logical id. */
  referred(value: unknown): string | undefined {
    if (!isFields(value)) return undefined;
    const id = text(at(value, 'Ref'));
    return id !== undefined && Object.hasOwn(this.#resources, id) ? id : undefined;
  }

  /** A text, or what a function gives. Undefined: only the stack knows. */
  text(value: unknown, depth = 0): string | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (!isFields(value) || depth > 20) return undefined;
    const ref = text(at(value, 'Ref'));
    if (ref !== undefined) return this.#name(ref);
    const attribute = at(value, 'Fn::GetAtt');
    if (attribute !== undefined) return this.#name(list(attribute).map(String).join('.') || String(attribute));
    const sub = at(value, 'Fn::Sub');
    if (sub !== undefined) return this.#sub(sub, depth);
    const join = list(at(value, 'Fn::Join'));
    if (join.length !== 2 || typeof join[0] !== 'string' || !Array.isArray(join[1])) return undefined;
    const parts = join[1].slice(0, most).map((it) => this.text(it, depth + 1));
    return parts.every((it) => it === undefined) ? undefined : parts.map((it) => it ?? 'unknown').join(join[0]);
  }

  #sub(value: unknown, depth: number): string | undefined {
    const [written, own] = Array.isArray(value) ? [value[0], fields(value[1])] : [value, fields(undefined)];
    if (typeof written !== 'string') return undefined;
    let whole: string | undefined = '';
    const given = written.replace(/\$\{(!?)([^{}]{1,200})\}/g, (all, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      const found = Object.hasOwn(own, name) ? this.text(own[name], depth + 1) : this.#name(name.trim());
      if (found === undefined && all === written.trim()) whole = undefined;
      // A part of a name or ARN: taken to be a plain name, without stars.
      return found ?? `<${name.replace(/[^A-Za-z0-9]/g, '-')}>`;
    });
    return whole === undefined ? undefined : given;
  }

  /** What `Ref` or `Fn::GetAtt` gives for a name. A parameter's value is only known to the stack. */
  #name(name: string): string | undefined {
    if (name === 'AWS::AccountId') return this.#account;
    if (name === 'AWS::Partition') return 'aws';
    if (name === 'AWS::URLSuffix') return 'amazonaws.com';
    // Which of the regions makes no difference to what policies give.
    if (name === 'AWS::Region') return 'us-east-1';
    const [id = '', attribute] = name.split('.');
    if (!Object.hasOwn(this.#resources, id)) return undefined;
    const resource = fields(this.#resources[id]);
    const properties = fields(at(resource, 'Properties'));
    const type = text(at(resource, 'Type')) ?? '';
    const arn = (kind: string, called: string): string => `arn:aws:iam::${this.#account}:${kind}/${called}`;
    for (const [suffix, key] of [
      ['Role', 'RoleName'],
      ['User', 'UserName'],
      ['Group', 'GroupName'],
    ] as const) {
      if (type !== `AWS::IAM::${suffix}`) continue;
      const called = this.text(at(properties, key)) ?? id;
      return attribute === 'Arn' ? arn(suffix.toLowerCase(), called) : called;
    }
    if (type === 'AWS::IAM::ManagedPolicy') return arn('policy', this.text(at(properties, 'ManagedPolicyName')) ?? id);
    if (type === 'AWS::IAM::OIDCProvider')
      return arn('oidc-provider', (this.text(at(properties, 'Url')) ?? id).replace(/^https?:\/\//, ''));
    // One thing of the template, whatever it is called: no star, and no other one.
    return attribute === 'Arn' || attribute === undefined ? `arn:aws:template:::${id}` : `${id}.${attribute}`;
  }

  /**
   * A value with all its functions replaced. What is not known is left out, and `unknown` is told where.
   */
  plain(value: unknown, unknown: (way: readonly string[]) => void, way: readonly string[] = []): unknown {
    if (way.length > 20) return undefined;
    if (Array.isArray(value)) return value.slice(0, 10_000).flatMap((it) => this.plain(it, unknown, way) ?? []);
    if (!isFields(value)) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && /^(?:Ref$|Condition$|Fn::)/.test(keys[0] ?? '') && !isFields(at(value, 'Condition'))) {
      const found = this.text(value);
      if (found !== undefined) return found;
      // Where no star counts, it is some plain value.
      if (way[0] === 'Condition' && way[1] !== undefined && !/Like|^Null/i.test(way[1])) return 'unknown';
      unknown(way);
      return undefined;
    }
    return Object.fromEntries(keys.map((key) => [key, this.plain(value[key], unknown, [...way, key])]));
  }
}
