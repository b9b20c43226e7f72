// SPDX-License-Identifier: Apache-2.0
// Expressions of the Common Expression Language, as far as they are known to forbid something: the forms that the
// documentation of Kubernetes and Kyverno and their users write. Any other form is not understood, and counts for nothing.
import type { AdmissionControl } from '../../../model/inventory/kubernetes-admission.ts';
import { flagControls } from './controls.ts';

/** Longer ones are programs. */
const maxLength = 4_000;

/** Without blanks outside of texts. */
function squeeze(expression: string): string {
  return expression.replace(/'[^']*'|"[^"]*"|\s+/g, (it) => (/^\s/.test(it) ? '' : it));
}

/** Whether the brackets of a text close only at its end. */
function isWrapped(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (depth === 0) return false;
  }
  return true;
}

function unwrap(text: string): string {
  let bare = text;
  while (isWrapped(bare)) bare = bare.slice(1, -1);
  return bare;
}

/** Parts between `&&` outside of brackets; one that has `||` or `?:` beside them is a part as a whole. */
function conjuncts(text: string): readonly string[] {
  const bare = unwrap(text);
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < bare.length; at++) {
    const sign = bare[at];
    if (sign === '(' || sign === '[' || sign === '{') depth++;
    else if (sign === ')' || sign === ']' || sign === '}') depth--;
    else if (
      depth === 0 &&
      (bare.startsWith('||', at) || (sign === '?' && bare[at + 1] !== '.' && bare[at - 1] !== '.'))
    )
      return [bare];
    else if (depth === 0 && bare.startsWith('&&', at)) {
      parts.push(bare.slice(from, at));
      from = at + 2;
    }
  }
  if (parts.length === 0) return [bare];
  return [...parts, bare.slice(from)].flatMap(conjuncts);
}

/** Ways to write that a field is false, or is not there. `F` is its path, `O` its path with an optional last step. */
const offForms = [
  '!has(F)',
  'F==false',
  '!F',
  '!has(F)||F==false',
  '!has(F)||!F',
  '!has(F)||F!=true',
  '!(has(F)&&F)',
  '!(has(F)&&F==true)',
  'O.orValue(false)==false',
  '!O.orValue(false)',
  'O.orValue(false)!=true',
] as const;

/** That it is false and written: for what counts as true when it is left out. A field that is not there is an error, which denies. */
const writtenOffForms = [
  'F==false',
  '!F',
  'has(F)?F==false:false',
  'has(F)?!F:false',
  'O.orValue(true)==false',
  '!O.orValue(true)',
] as const;

function isOneOf(forms: readonly string[], part: string, parent: string, name: string): boolean {
  return forms.some((form) => part === form.replaceAll('O', `${parent}.?${name}`).replaceAll('F', `${parent}.${name}`));
}

const all = /^(.+)\.all\(([A-Za-z_]\w*),(.+)\)$/;
const none = /^!(.+)\.exists\(([A-Za-z_]\w*),(.+)\)$/;

/** What must hold for every element of a list. */
function quantified(
  part: string,
): { readonly of: string; readonly variable: string; readonly test: string } | undefined {
  const every = all.exec(part);
  const [, of = '', variable = '', condition = ''] = every ?? none.exec(part) ?? [];
  if (of === '') return undefined;
  const test = unwrap(condition);
  return { of: unwrap(of), variable, test: every === null ? `!(${test})` : test };
}

/** The list of volumes, where pods may have none. */
function volumesPart(part: string): string {
  const guarded =
    /^!has\(object\.spec\.volumes\)\|\|(.+)$/.exec(part)?.[1] ??
    /^!\(has\(object\.spec\.volumes\)&&(.+)\)$/.exec(part)?.[1]?.replace(/^/, '!');
  return guarded === undefined ? part : unwrap(guarded);
}

function forbidsHostPath(part: string): boolean {
  const inner = quantified(volumesPart(part));
  if (inner === undefined) return false;
  const { of, variable, test } = inner;
  if (!/^object\.spec\.(?:volumes|\?volumes\.orValue\(\[\]\))$/.test(of)) return false;
  return isOneOf(['!has(F)', '!(has(F))'], test, variable, 'hostPath');
}

/** Both lists must be there, whole: an init container is as privileged as any other. */
function holdsAllContainers(of: string): boolean {
  const rest = of.replace(/has\(object\.spec\.\w+\)/g, '').replace(/object\.spec\.(?:\?\w+\.orValue\(\[\]\)|\w+)/g, '');
  return (
    /^[()[\]?:+]*$/.test(rest) &&
    /object\.spec\.\??containers\b/.test(of) &&
    /object\.spec\.\??initContainers\b/.test(of)
  );
}

function forbidsPrivileged(part: string): boolean {
  const inner = quantified(part);
  if (inner === undefined || !holdsAllContainers(inner.of)) return false;
  const c = inner.variable;
  const context = `${c}.securityContext`;
  const flag = `${context}.privileged`;
  const ends = [flag, `${flag}==true`];
  return [
    ...[`${flag}==false`, `!${flag}`, `${flag}!=true`].map((off) => `!has(${context})||!has(${flag})||${off}`),
    ...ends.map((on) => `!(has(${context})&&has(${flag})&&${on})`),
    `${c}.?securityContext.?privileged.orValue(false)==false`,
    `!${c}.?securityContext.?privileged.orValue(false)`,
    `${c}.?securityContext.?privileged.orValue(false)!=true`,
  ].includes(inner.test);
}

/**
 * What an expression forbids when it must be true and an error denies.
 *
 * @param variables name -> expression, as a policy defines them
 * @param target whose object it is shown
 */
export function forbiddenBy(
  expression: string,
  variables: ReadonlyMap<string, string>,
  target: 'pods' | 'accounts',
): readonly AdmissionControl[] {
  if (expression.length > maxLength) return [];
  let text = squeeze(expression);
  for (let round = 0; round < 3 && text.includes('variables.') && text.length <= maxLength; round++) {
    text = text.replace(/\bvariables\.([A-Za-z_]\w*)/g, (all, name: string) => {
      const inner = variables.get(name);
      return inner === undefined || inner.length > maxLength ? all : `(${squeeze(inner)})`;
    });
  }
  if (text.length > maxLength) return [];
  const found = new Set<AdmissionControl>();
  for (const part of conjuncts(text)) {
    if (target === 'accounts') {
      if (isOneOf(writtenOffForms, part, 'object', 'automountServiceAccountToken')) found.add('account-automount');
      continue;
    }
    if (isOneOf(writtenOffForms, part, 'object.spec', 'automountServiceAccountToken')) found.add('pod-automount');
    for (const [field, control] of flagControls) {
      if (isOneOf(offForms, part, 'object.spec', field)) found.add(control);
    }
    if (forbidsHostPath(part)) found.add('host-path');
    if (forbidsPrivileged(part)) found.add('privileged');
  }
  return [...found];
}
