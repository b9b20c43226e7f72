// SPDX-License-Identifier: Apache-2.0
// Conditions of IAM bindings of Google Cloud, judged in three values: the common expressions, the rest is not known.
// https://cloud.google.com/iam/docs/conditions-attribute-reference
import { both, either, not, type Truth } from '../aws/truth.ts';

/** What is asked for. The name of it is made up, so that only what holds for all holds for it. */
export interface Question {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The type of what is asked for: secretmanager.googleapis.com/SecretVersion. */
  readonly type: string;
  /** Its name behind the project, as in `secrets/NAME/versions/1`; empty for the project itself. */
  readonly below: string;
  /** False for services that do not tell conditions what is asked for, as that of service accounts. */
  readonly attributes: boolean;
}

const mostDepth = 12;

/** Parts of an expression between an operator that stands in no quotes and no brackets. */
function split(text: string, operator: '||' | '&&'): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const it = text[at] ?? '';
    if (quote !== '') {
      if (it === '\\') at++;
      else if (it === quote) quote = '';
    } else if (it === '"' || it === "'") quote = it;
    else if (it === '(' || it === '[') depth++;
    else if (it === ')' || it === ']') depth--;
    else if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(start, at));
      start = at + 2;
      at++;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Whether one pair of brackets is around all of it. */
function isWrapped(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const it = text[at] ?? '';
    if (quote !== '') {
      if (it === '\\') at++;
      else if (it === quote) quote = '';
    } else if (it === '"' || it === "'") quote = it;
    else if (it === '(') depth++;
    else if (it === ')' && --depth === 0 && at < text.length - 1) return false;
  }
  return depth === 0;
}

const literal = `(?:"([^"\\\\]*)"|'([^'\\\\]*)')`;
const call = new RegExp(`^resource\\.name\\.(startsWith|endsWith|contains)\\(\\s*${literal}\\s*\\)$`);
const compared = new RegExp(`^resource\\.(name|type|service)\\s*(==|!=)\\s*${literal}$`);
const timed = new RegExp(`^request\\.time\\s*(<=|>=|<|>|==|!=)\\s*timestamp\\(\\s*${literal}\\s*\\)$`);
const granting =
  /^api\.getAttribute\(\s*["']iam\.googleapis\.com\/modifiedGrantsByRole["']\s*,\s*\[\s*\]\s*\)\.hasOnly\(\s*\[([^\]]*)\]\s*\)$/;

/** A name as the condition writes projects: by number, by id or by `-`. */
function nameLike(wanted: string, { below }: Question): string {
  const project = /^projects\/([^/]+)/.exec(wanted)?.[1] ?? '0';
  return below === '' ? `projects/${project}` : `projects/${project}/${below}`;
}

function judgeCompared(what: string, same: boolean, wanted: string, question: Question): Truth {
  const service = question.type.split('/')[0];
  const actual = what === 'name' ? nameLike(wanted, question) : what === 'type' ? question.type : service;
  // A bare project is named in several ways: what its name is not, is not sure.
  if (what === 'name' && question.below === '') return undefined;
  return (actual === wanted) === same;
}

function judgeTime(operator: string, wanted: string, { time }: Question): Truth {
  const end = Date.parse(wanted);
  if (Number.isNaN(end)) return undefined;
  if (operator === '<') return time < end;
  if (operator === '<=') return time <= end;
  if (operator === '>') return time > end;
  if (operator === '>=') return time >= end;
  return (time === end) === (operator === '==');
}

function judgeAtom(atom: string, question: Question): Truth {
  if (atom === 'true' || atom === 'false') return atom === 'true';
  if (atom.startsWith('resource.') && !question.attributes) return undefined;
  const called = call.exec(atom);
  if (called !== null) {
    const wanted = called[2] ?? called[3] ?? '';
    if (question.below === '') return undefined;
    const name = nameLike(wanted, question);
    if (called[1] === 'startsWith') return name.startsWith(wanted);
    return called[1] === 'endsWith' ? name.endsWith(wanted) : name.includes(wanted);
  }
  const equal = compared.exec(atom);
  if (equal !== null) return judgeCompared(equal[1] ?? '', equal[2] === '==', equal[3] ?? equal[4] ?? '', question);
  const time = timed.exec(atom);
  if (time !== null) return judgeTime(time[1] ?? '', time[2] ?? time[3] ?? '', question);
  // Who may grant certain roles only, cannot make itself an owner.
  const grants = granting.exec(atom);
  if (grants !== null) return /["']roles\/owner["']/.test(grants[1] ?? '');
  return undefined;
}

/** Whether a condition holds for what has no name of its own; undefined where that cannot be told. */
export function judgeExpression(expression: string, question: Question, depth = 0): Truth {
  const text = expression.trim();
  if (depth > mostDepth || text.length > 10_000) return undefined;
  const ors = split(text, '||');
  if (ors.length > 1)
    return ors.reduce<Truth>((found, it) => either(found, judgeExpression(it, question, depth + 1)), false);
  const ands = split(text, '&&');
  if (ands.length > 1)
    return ands.reduce<Truth>((found, it) => both(found, judgeExpression(it, question, depth + 1)), true);
  if (isWrapped(text)) return judgeExpression(text.slice(1, -1), question, depth + 1);
  if (text.startsWith('!')) return not(judgeExpression(text.slice(1), question, depth + 1));
  return judgeAtom(text, question);
}
