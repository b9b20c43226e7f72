// SPDX-License-Identifier: Apache-2.0
// Conditions of IAM policies, judged in three values.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
import { BlockList, isIP } from 'node:net';
import type { AwsCondition } from '../../model/inventory/aws-policies.ts';
import { type Facts, fillIn, type KeyState } from './facts.ts';
import { matchesArn, matchesGlob } from './glob.ts';
import { inAll, type Truth } from './truth.ts';

/** Whether one value of a request meets one value of a policy. */
type Match = (actual: string, wanted: string) => Truth;

function number(text: string): number | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Times are written as ISO 8601 or as seconds since 1970. */
function time(text: string): number | undefined {
  const seconds = number(text);
  if (seconds !== undefined && !/^\d{4}$/.test(text.trim())) return seconds * 1000;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function inNetwork(address: string, cidr: string): Truth {
  const [net = '', bits] = cidr.split('/');
  const version = isIP(net);
  const own = isIP(address);
  if (version === 0 || own === 0) return undefined;
  const prefix = bits === undefined ? (version === 4 ? 32 : 128) : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (version === 4 ? 32 : 128)) return undefined;
  if (version !== own) return false;
  const list = new BlockList();
  list.addSubnet(net, prefix, version === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

const compare =
  (read: (text: string) => number | undefined, holds: (a: number, b: number) => boolean): Match =>
  (actual, wanted) => {
    const [a, b] = [read(actual), read(wanted)];
    return a === undefined || b === undefined ? false : holds(a, b);
  };

const exact: Match = (a, b) => a === b;
const anyCase: Match = (a, b) => a.toLowerCase() === b.toLowerCase();
const arn: Match = (a, b) => matchesArn(b, a);

interface Operator {
  readonly match: Match;
  readonly negated: boolean;
  /** Stars in policy values are patterns. */
  readonly wild: boolean;
}

const is = (match: Match, wild = false): Operator => ({ match, negated: false, wild });
const isNot = (match: Match, wild = false): Operator => ({ match, negated: true, wild });

const operators: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', is(exact)],
  ['stringnotequals', isNot(exact)],
  ['stringequalsignorecase', is(anyCase)],
  ['stringnotequalsignorecase', isNot(anyCase)],
  ['stringlike', is((a, b) => matchesGlob(b, a), true)],
  ['stringnotlike', isNot((a, b) => matchesGlob(b, a), true)],
  ['numericequals', is(compare(number, (a, b) => a === b))],
  ['numericnotequals', isNot(compare(number, (a, b) => a === b))],
  ['numericlessthan', is(compare(number, (a, b) => a < b))],
  ['numericlessthanequals', is(compare(number, (a, b) => a <= b))],
  ['numericgreaterthan', is(compare(number, (a, b) => a > b))],
  ['numericgreaterthanequals', is(compare(number, (a, b) => a >= b))],
  ['dateequals', is(compare(time, (a, b) => a === b))],
  ['datenotequals', isNot(compare(time, (a, b) => a === b))],
  ['datelessthan', is(compare(time, (a, b) => a < b))],
  ['datelessthanequals', is(compare(time, (a, b) => a <= b))],
  ['dategreaterthan', is(compare(time, (a, b) => a > b))],
  ['dategreaterthanequals', is(compare(time, (a, b) => a >= b))],
  ['bool', is(anyCase)],
  ['binaryequals', is(exact)],
  ['ipaddress', is(inNetwork)],
  ['notipaddress', isNot(inNetwork)],
  ['arnequals', is(arn, true)],
  ['arnlike', is(arn, true)],
  ['arnnotequals', isNot(arn, true)],
  ['arnnotlike', isNot(arn, true)],
]);

/** Whether any value of the policy is met by a value of the request. */
function meets(actual: string, wanted: readonly string[], operator: Operator, facts: Facts, variables: boolean): Truth {
  let found: Truth = false;
  for (const one of wanted) {
    const filled = fillIn(one, facts, variables);
    if ('never' in filled) continue;
    let truth: Truth;
    if ('atMost' in filled) truth = matchesGlob(filled.atMost.toLowerCase(), actual.toLowerCase()) ? undefined : false;
    else truth = operator.match(actual, filled.pattern);
    if (truth === true) return true;
    if (truth === undefined) found = undefined;
  }
  return found;
}

function judgeState(
  state: KeyState,
  { values }: AwsCondition,
  { operator, set, ifExists }: { readonly operator: Operator; readonly set: string; readonly ifExists: boolean },
  facts: Facts,
  variables: boolean,
): Truth {
  if (state === undefined) {
    if (ifExists || set === 'forallvalues') return true;
    // What asks that something is not so holds where there is nothing.
    return set !== 'foranyvalue' && operator.negated;
  }
  const met = state.map((actual) => {
    const one = meets(actual, values, operator, facts, variables);
    return operator.negated && one !== undefined ? !one : one;
  });
  if (set === 'forallvalues' || (set === '' && operator.negated)) {
    return met.includes(false) ? false : met.includes(undefined) ? undefined : true;
  }
  return met.includes(true) ? true : met.includes(undefined) ? undefined : false;
}

/** Every state of a key that nothing is known of: what holds in all of them holds. */
function judgeUnknown(
  key: string,
  { values }: AwsCondition,
  { operator, set, ifExists }: { readonly operator: Operator; readonly set: string; readonly ifExists: boolean },
  base: string,
): Truth {
  // Whoever has credentials may call from the internet, by either version of the protocol.
  if (key === 'aws:sourceip' && /ipaddress$/.test(base) && values.some((it) => /^(?:0\.0\.0\.0|::)\/0$/.test(it))) {
    return !operator.negated;
  }
  if (!operator.wild || !values.includes('*')) return undefined;
  if (operator.negated) return set === 'foranyvalue' && !ifExists ? false : undefined;
  return ifExists || set === 'forallvalues' ? true : undefined;
}

/** Whether a condition holds: true, false, or undefined where that depends on what is not known. */
export function judgeCondition(condition: AwsCondition, facts: Facts, variables = true): Truth {
  const key = condition.key.toLowerCase();
  const states = facts(key);
  const parsed = /^(?:(ForAllValues|ForAnyValue):)?([a-z]+?)(IfExists)?$/i.exec(condition.operator);
  const base = parsed?.[2]?.toLowerCase() ?? '';
  if (base === 'null') {
    const wanted = condition.values.some((it) => it.toLowerCase() === 'true');
    return states === undefined ? undefined : inAll(states.map((it) => (it === undefined) === wanted));
  }
  const operator = operators.get(base);
  if (operator === undefined) return undefined;
  const how = { operator, set: parsed?.[1]?.toLowerCase() ?? '', ifExists: parsed?.[3] !== undefined };
  if (states === undefined) return judgeUnknown(key, condition, how, base);
  return inAll(states.map((it) => judgeState(it, condition, how, facts, variables)));
}

/** A condition in words, for what a power depends on: `aws:SourceIp (IpAddress 203.0.113.0/24)`. */
export function conditionText({ operator, key, values }: AwsCondition): string {
  const shown = values.slice(0, 3).join(', ');
  return `${key} (${operator} ${shown}${values.length > 3 ? ', ...' : ''})`.slice(0, 200);
}
